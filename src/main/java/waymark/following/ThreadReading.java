package waymark.following;

/**
 * What a thread is to a member who reads it.
 *
 * @param readUpTo the number of the last post they have read, 0 when none
 * @param unread how many posts behind it others wrote that readers find there, those of people left out whom the member has
 *     muted; {@link FollowingStore#MOST_UNREAD} when there are as many or more
 * @param following the level of the thread, or what follows from those of its category and its tags
 */
public record ThreadReading(int readUpTo, int unread, Level following) {

    static final ThreadReading NONE = new ThreadReading(0, 0, Level.NORMAL);
}
