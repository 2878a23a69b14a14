/** How moderation is going, counted: for moderators, and for everybody. */
@NullMarked
package waymark.moderation.statistics;

import org.jspecify.annotations.NullMarked;
