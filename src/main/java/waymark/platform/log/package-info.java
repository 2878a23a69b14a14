@NullMarked
package waymark.platform.log;

import org.jspecify.annotations.NullMarked;
