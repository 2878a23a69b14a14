/**
 * Finding what others wrote: threads, posts, published stories and guides. {@code Wanted} understands what was typed,
 * {@link waymark.search.Searches} looks for it. Nothing about who looked for what is kept, nor what was looked for.
 */
@NullMarked
package waymark.search;

import org.jspecify.annotations.NullMarked;
