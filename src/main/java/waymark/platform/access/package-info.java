@NullMarked
package waymark.platform.access;

import org.jspecify.annotations.NullMarked;
