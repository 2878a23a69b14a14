/** What in a story could give a person away, or needs a second look. It knows nothing but texts. */
@NullMarked
package waymark.stories.hints;

import org.jspecify.annotations.NullMarked;
