@NullMarked
package waymark.likes;

import org.jspecify.annotations.NullMarked;
