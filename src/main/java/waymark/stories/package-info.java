@NullMarked
package waymark.stories;

import org.jspecify.annotations.NullMarked;
