package waymark.notifications;

import java.util.List;
import org.jspecify.annotations.Nullable;
import waymark.platform.http.Page;

/**
 * A page of what a member was told.
 *
 * @param viewer where they are with it
 */
record Inbox(
        List<Notification> items,
        @Nullable String next,
        @Nullable String previous,
        Position viewer) {

    static Inbox of(Page<Notification> page, Position position) {
        return new Inbox(page.items(), page.next(), page.previous(), position);
    }

    /**
     * @param unread how many they can read and have not; at most {@value NotificationStore#MOST_UNREAD}
     * @param readUpTo the number of the last that they have read; 0 when they have read none
     */
    record Position(int unread, int readUpTo) {}
}
