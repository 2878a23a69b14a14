@NullMarked
package waymark.testing;

import org.jspecify.annotations.NullMarked;
