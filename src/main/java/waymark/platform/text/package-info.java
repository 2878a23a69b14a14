@NullMarked
package waymark.platform.text;

import org.jspecify.annotations.NullMarked;
