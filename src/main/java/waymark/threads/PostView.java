package waymark.threads;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waymark.accounts.Author;
import waymark.ids.AccountId;
import waymark.ids.PostId;
import waymark.ids.ThreadId;
import waymark.platform.access.Viewer;
import waymark.platform.erasure.Placeholders;
import waymark.platform.text.Markdown;

/**
 * A post as it is shown; the same for everybody who may see it, but for {@code markdown}.
 *
 * @param number its place in the thread, which changes only when moderators move it to another thread
 * @param labels what some would rather know before they read it
 * @param html sanitised
 * @param markdown as it was written; present for its author and for moderators where a single post is answered
 * @param removalReason present when a moderator removed it
 */
public record PostView(
        PostId id,
        ThreadId thread,
        int number,
        Author author,
        @Nullable Reference replyTo,
        List<Quote> quotes,
        List<String> mentions,
        List<String> labels,
        String html,
        String text,
        Optional<String> markdown,
        int likes,
        Instant createdAt,
        @Nullable Instant editedAt,
        ContentState state,
        Optional<String> removalReason,
        int version,
        @JsonIgnore AccountId authorId) {

    /** Those of these posts that the viewer wrote. */
    static List<PostId> own(List<PostView> posts, Viewer viewer) {
        return posts.stream()
                .filter(post -> viewer.is(post.authorId()))
                .map(PostView::id)
                .toList();
    }

    /** Its place, with neither its words nor its author. */
    PostView keptBack() {
        var place = Markdown.parse(Placeholders.POST).render(Map.of());
        return new PostView(
                id,
                thread,
                number,
                Author.KEPT_BACK,
                null,
                List.of(),
                List.of(),
                List.of(),
                place.html(),
                place.text(),
                Optional.empty(),
                likes,
                createdAt,
                null,
                state,
                removalReason,
                version,
                authorId);
    }

    @JsonIgnore
    boolean isKeptBack() {
        return author.equals(Author.KEPT_BACK);
    }

    PostView withQuotes(List<Quote> found) {
        return with(found, markdown);
    }

    PostView withoutMarkdown() {
        return with(quotes, Optional.empty());
    }

    private PostView with(List<Quote> quoted, Optional<String> written) {
        return new PostView(
                id,
                thread,
                number,
                author,
                replyTo,
                quoted,
                mentions,
                labels,
                html,
                text,
                written,
                likes,
                createdAt,
                editedAt,
                state,
                removalReason,
                version,
                authorId);
    }

    public record Reference(PostId id, int number) {}

    /**
     * Words of another post, which was in the same thread when they were quoted.
     *
     * @param number in the thread that it is in now
     * @param author null when the quoted post can no longer be seen
     * @param text null when the quoted post can no longer be seen
     */
    public record Quote(
            PostId post,
            int number,
            @Nullable Author author,
            @Nullable String text,
            @JsonIgnore AccountId authorId) {}
}
