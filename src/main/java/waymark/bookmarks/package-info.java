/** Posts that members want to find again, each with a note of their own. Nobody else is told, and nothing is counted. */
@NullMarked
package waymark.bookmarks;

import org.jspecify.annotations.NullMarked;
