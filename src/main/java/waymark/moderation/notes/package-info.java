/** What moderators write down about people for each other. */
@NullMarked
package waymark.moderation.notes;

import org.jspecify.annotations.NullMarked;
