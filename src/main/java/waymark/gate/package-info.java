@NullMarked
package waymark.gate;

import org.jspecify.annotations.NullMarked;
