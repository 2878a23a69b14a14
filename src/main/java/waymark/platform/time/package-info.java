@NullMarked
package waymark.platform.time;

import org.jspecify.annotations.NullMarked;
