package waymark.threads;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waymark.gate.Verdict;
import waymark.ids.PostId;
import waymark.ids.ThreadId;

/**
 * What somebody sent, kept whole so that it can be published later. The table says which of it each kind has.
 *
 * @param thread null for a new one
 * @param post the one that an edit changes; null for the edit of a title
 * @param basedOn version of the post or the thread that an edit changes
 * @param tags null where they are not given, or not to be changed
 * @param quotes null where they are not to be changed
 */
record Payload(
        Kind kind,
        @Nullable ThreadId thread,
        @Nullable PostId post,
        @Nullable Integer basedOn,
        @Nullable String title,
        @Nullable String category,
        @Nullable List<String> tags,
        @Nullable String markdown,
        @Nullable Integer replyTo,
        @Nullable List<NewPost.NewQuote> quotes) {

    enum Kind {
        THREAD,
        REPLY,
        EDIT;

        /** The name used in the API and in the database. */
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    static Payload of(NewThread sound) {
        return new Payload(
                Kind.THREAD,
                null,
                null,
                null,
                sound.title(),
                sound.category(),
                sound.tagsOrNone(),
                sound.markdown(),
                null,
                null);
    }

    static Payload of(ThreadId thread, NewPost wanted) {
        return new Payload(
                Kind.REPLY,
                thread,
                null,
                null,
                null,
                null,
                null,
                wanted.markdown(),
                wanted.replyTo(),
                wanted.quotesOrNone());
    }

    static Payload of(PostView post, PostChange change) {
        return new Payload(
                Kind.EDIT,
                post.thread(),
                post.id(),
                post.version(),
                null,
                null,
                null,
                change.markdown().orElseThrow(),
                null,
                change.quotes().orElse(null));
    }

    static Payload of(ThreadView thread, ThreadChange change) {
        return new Payload(
                Kind.EDIT,
                thread.id(),
                null,
                thread.version(),
                change.title().orElseThrow(),
                null,
                change.tags().orElse(null),
                null,
                null,
                null);
    }

    Payload as(Verdict verdict) {
        return new Payload(
                kind,
                thread,
                post,
                basedOn,
                verdict.title().orElse(null),
                category,
                tags,
                verdict.markdown().orElse(null),
                replyTo,
                quotes);
    }

    NewThread newThread() {
        return new NewThread(
                Objects.requireNonNull(title),
                Objects.requireNonNull(category),
                tags,
                Objects.requireNonNull(markdown),
                null);
    }

    NewPost newPost() {
        return new NewPost(Objects.requireNonNull(markdown), replyTo, quotes, null);
    }

    ThreadChange threadChange() {
        return new ThreadChange(Optional.ofNullable(title), Optional.empty(), Optional.ofNullable(tags));
    }

    PostChange postChange() {
        return new PostChange(Optional.ofNullable(markdown), Optional.ofNullable(quotes));
    }
}
