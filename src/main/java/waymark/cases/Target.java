package waymark.cases;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import waymark.ids.AccountId;
import waymark.ids.DecisionId;
import waymark.ids.PostId;
import waymark.ids.StoryId;
import waymark.ids.SubmissionId;
import waymark.ids.ThreadId;
import waymark.platform.http.Routes;

/** What a case is about, known by its type and id only: cases do not look into other features. */
public record Target(Type type, UUID id) {

    public static Target of(PostId post) {
        return new Target(Type.POST, post.value());
    }

    public static Target of(ThreadId thread) {
        return new Target(Type.THREAD, thread.value());
    }

    public static Target of(AccountId member) {
        return new Target(Type.MEMBER, member.value());
    }

    public static Target of(SubmissionId submission) {
        return new Target(Type.SUBMISSION, submission.value());
    }

    public static Target of(StoryId story) {
        return new Target(Type.STORY, story.value());
    }

    public static Target of(DecisionId decision) {
        return new Target(Type.DECISION, decision.value());
    }

    /** As the two columns of a row have it. */
    public static Target of(String type, UUID id) {
        return new Target(Type.of(type), id);
    }

    /** The id, of a target of this type and no other; so are the others. */
    public PostId post() {
        return new PostId(idOf(Type.POST));
    }

    public ThreadId thread() {
        return new ThreadId(idOf(Type.THREAD));
    }

    public AccountId member() {
        return new AccountId(idOf(Type.MEMBER));
    }

    public SubmissionId submission() {
        return new SubmissionId(idOf(Type.SUBMISSION));
    }

    public DecisionId decision() {
        return new DecisionId(idOf(Type.DECISION));
    }

    public StoryId story() {
        return new StoryId(idOf(Type.STORY));
    }

    private UUID idOf(Type wanted) {
        if (type != wanted) {
            throw new IllegalStateException(this + " is no " + wanted.code());
        }
        return id;
    }

    /** Where a moderator can read it by itself; members and decisions are read in the case. */
    @JsonProperty
    public Optional<String> href() {
        return type.path.map(path -> Routes.BASE + path.replace("{id}", id.toString()));
    }

    public enum Type {
        POST("/posts/{id}"),
        THREAD("/threads/{id}"),
        MEMBER(null),
        SUBMISSION("/submissions/{id}"),
        DECISION(null),
        STORY("/stories/{id}/manuscript");

        private final Optional<String> path;

        Type(@Nullable String path) {
            this.path = Optional.ofNullable(path);
        }

        /** The name used in the API and in the database. */
        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException for any other text */
        public static Type of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }
}
