package waymark.threads;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waymark.accounts.Author;
import waymark.ids.AccountId;
import waymark.ids.ThreadId;
import waymark.platform.erasure.Placeholders;

/**
 * A thread as it is shown, without its posts; the same for everybody who may see it.
 *
 * @param postCount posts that readers find in it, the place of the opening post included
 * @param awaitingFirstReply nobody but its author has posted in it what readers find there
 * @param locked nobody but moderators can reply
 * @param lockReason null when it is not locked
 * @param pinnedUntil null when it is not pinned
 * @param slowMode null when it is not in slow mode
 * @param mergedInto where its posts are, null when they are here
 * @param removalReason present when a moderator removed it
 */
public record ThreadView(
        ThreadId id,
        String title,
        String category,
        List<String> tags,
        Author author,
        Instant createdAt,
        Instant lastPostAt,
        int postCount,
        boolean awaitingFirstReply,
        boolean locked,
        @Nullable String lockReason,
        @Nullable Instant pinnedUntil,
        @Nullable SlowMode slowMode,
        @Nullable ThreadId mergedInto,
        ContentState state,
        Optional<String> removalReason,
        int version,
        @JsonIgnore AccountId authorId) {

    /** Since when its author has been waiting for somebody else; null when somebody has answered. */
    @JsonProperty
    @Nullable
    Instant awaitingSince() {
        return awaitingFirstReply ? createdAt : null;
    }

    /** The same without what its author called it, and without its author. */
    ThreadView keptBack() {
        return new ThreadView(
                id,
                Placeholders.TITLE,
                category,
                tags,
                Author.KEPT_BACK,
                createdAt,
                lastPostAt,
                postCount,
                awaitingFirstReply,
                locked,
                lockReason,
                pinnedUntil,
                slowMode,
                mergedInto,
                state,
                removalReason,
                version,
                authorId);
    }

    @JsonIgnore
    boolean isKeptBack() {
        return author.equals(Author.KEPT_BACK);
    }

    /** The same without a pin and a slow mode that have ended by then. */
    ThreadView asOf(Instant now) {
        return new ThreadView(
                id,
                title,
                category,
                tags,
                author,
                createdAt,
                lastPostAt,
                postCount,
                awaitingFirstReply,
                locked,
                lockReason,
                pinnedUntil != null && pinnedUntil.isAfter(now) ? pinnedUntil : null,
                slowMode != null && slowMode.holdsAt(now) ? slowMode : null,
                mergedInto,
                state,
                removalReason,
                version,
                authorId);
    }

    /**
     * How slowly a thread goes.
     *
     * @param seconds how long each member waits between two replies
     * @param until null when it holds until a moderator ends it
     */
    public record SlowMode(int seconds, @Nullable Instant until) {

        boolean holdsAt(Instant now) {
            return until == null || until.isAfter(now);
        }
    }
}
