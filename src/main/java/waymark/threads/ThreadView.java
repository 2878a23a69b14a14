package waymark.threads;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import waymark.accounts.Author;
import waymark.ids.AccountId;
import waymark.ids.ThreadId;

/**
 * A thread as it is shown, without its posts; the same for everybody who may see it.
 *
 * @param postCount posts that stand, the opening post included
 * @param awaitingFirstReply nobody but its author has posted in it
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
        ContentState state,
        Optional<String> removalReason,
        int version,
        @JsonIgnore AccountId authorId) {}
