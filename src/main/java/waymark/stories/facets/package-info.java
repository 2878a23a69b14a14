/** How exactly a published story may say whose it is, so that enough others could have written it. */
@NullMarked
package waymark.stories.facets;

import org.jspecify.annotations.NullMarked;
