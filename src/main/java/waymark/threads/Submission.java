package waymark.threads;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waymark.accounts.Author;
import waymark.gate.Explanation;
import waymark.ids.AccountId;
import waymark.ids.PostId;
import waymark.ids.SubmissionId;
import waymark.ids.ThreadId;
import waymark.platform.http.Routes;

/**
 * What somebody sent and nobody else sees yet, as its author and moderators see it.
 *
 * @param kind thread, reply or edit
 * @param thread null for a new one
 * @param post the one that an edit changes; null for everything else, also for the edit of a title
 * @param title of a new thread, or the new one of a thread
 * @param tags null where they are not given, or not to be changed
 * @param markdown null for the edit of a title
 * @param quotes null where they are not to be changed
 * @param reasons why it waits, or waited
 * @param message what a moderator wrote who gave it back
 * @param published null unless it is approved
 * @param decidedAt when it was approved, given back or taken back
 */
public record Submission(
        SubmissionId id,
        String kind,
        @Nullable ThreadId thread,
        @Nullable PostId post,
        @Nullable String title,
        @Nullable String category,
        @Nullable List<String> tags,
        @Nullable String markdown,
        @Nullable Integer replyTo,
        @Nullable List<NewPost.NewQuote> quotes,
        Author author,
        List<Explanation> reasons,
        State state,
        @Nullable String message,
        @Nullable Place published,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant decidedAt,
        int version,
        @JsonIgnore AccountId authorId) {

    /** @param quotable posts that its author may still read: of the others no words are left */
    static Submission of(SubmissionStore.Kept kept, Map<String, Explanation> explanations, Set<PostId> quotable) {
        var payload = kept.payload();
        return new Submission(
                kept.id(),
                payload.kind().code(),
                payload.thread(),
                payload.post(),
                payload.title(),
                payload.category(),
                payload.tags(),
                payload.markdown(),
                payload.replyTo(),
                payload.quotes() == null
                        ? null
                        : payload.quotes().stream()
                                .filter(quote -> quotable.contains(quote.post()))
                                .toList(),
                kept.author(),
                kept.reasons().stream()
                        .flatMap(code -> Optional.ofNullable(explanations.get(code)).stream())
                        .toList(),
                kept.state(),
                kept.message(),
                kept.published() == null
                        ? null
                        : new Submission.Place(kept.published(), Routes.BASE + "/posts/" + kept.published()),
                kept.createdAt(),
                kept.updatedAt(),
                kept.decidedAt(),
                kept.version(),
                kept.authorId());
    }

    public enum State {
        /** It waits for a moderator. */
        HELD,
        /** It is published. */
        APPROVED,
        /** A moderator has asked for something else; its author may change it and send it again. */
        RETURNED,
        /** Its author has taken it back. */
        WITHDRAWN;

        /** The name used in the API and in the database. */
        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** Where to read it. */
    public record Place(PostId post, String href) {}
}
