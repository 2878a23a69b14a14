@NullMarked
package waymark.visibility;

import org.jspecify.annotations.NullMarked;
