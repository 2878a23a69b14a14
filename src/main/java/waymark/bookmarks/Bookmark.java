package waymark.bookmarks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import waymark.ids.PostId;
import waymark.ids.ThreadId;

/**
 * A post that a member wants to find again.
 *
 * @param thread where it stands; null when the member can no longer see it
 * @param number its place there, or null as well
 * @param note what the member wrote beside it, or null
 */
record Bookmark(
        PostId post,
        @Nullable ThreadId thread,
        @Nullable Integer number,
        @Nullable String note,
        Instant bookmarkedAt) {}
