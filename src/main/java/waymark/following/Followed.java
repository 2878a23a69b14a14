package waymark.following;

import java.time.Instant;

/**
 * Something that a member follows, or has muted.
 *
 * @param kind thread, category or tag
 * @param id of the thread, the category or the tag
 * @param name the title of a thread as this member is shown it
 */
record Followed(String kind, String id, String name, Level level, Instant since) {}
