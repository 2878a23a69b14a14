/**
 * What members are told of. What happens is written down in its own transaction ({@link waymark.notifications.Happenings}); a
 * worker tells everybody it is for, each once ({@link waymark.notifications.Telling}); and nothing is ever said that cannot
 * be read at that moment ({@link waymark.notifications.Notifications}).
 */
@NullMarked
package waymark.notifications;

import org.jspecify.annotations.NullMarked;
