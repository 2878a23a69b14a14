/**
 * What members want to hear of, and how far they have read: {@link waymark.following.Following} for threads, categories and
 * tags. It is for them only; nobody can tell who follows what. The rooms above say beside their lists what it makes of them.
 */
@NullMarked
package waymark.following;

import org.jspecify.annotations.NullMarked;
