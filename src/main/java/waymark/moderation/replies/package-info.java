/** Replies that moderators choose from and make their own before they send them. */
@NullMarked
package waymark.moderation.replies;

import org.jspecify.annotations.NullMarked;
