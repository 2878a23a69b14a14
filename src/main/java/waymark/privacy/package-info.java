@NullMarked
package waymark.privacy;

import org.jspecify.annotations.NullMarked;
