@NullMarked
package waymark;

import org.jspecify.annotations.NullMarked;
