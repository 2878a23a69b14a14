package waymark.following;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Optional;

/**
 * What a thread is to a member who reads it.
 *
 * @param readUpTo the number of the last post they have read, 0 when none
 * @param unread how many posts behind it others wrote that readers find there, those of people left out whom the member has
 *     muted; {@link FollowingStore#MOST_UNREAD} when there are as many or more
 * @param firstUnread the number of the first of these; empty when there is none
 * @param following the level of the thread, or what follows from those of its category and its tags
 * @param byMuted whether the member has muted who started it; lists tell it of all threads at once
 */
public record ThreadReading(
        int readUpTo,
        int unread,
        Optional<Integer> firstUnread,
        Level following,
        @JsonIgnore boolean byMuted) {

    static final ThreadReading NONE = new ThreadReading(0, 0, Optional.empty(), Level.NORMAL, false);
}
