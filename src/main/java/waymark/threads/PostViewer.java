package waymark.threads;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import waymark.ids.AccountId;
import waymark.ids.PostId;
import waymark.platform.access.Viewer;

/**
 * What a post is to the one who asks.
 *
 * @param muted whether they have muted its author
 * @param mutedQuotes the posts it quotes whose authors they have muted
 * @param hiddenLabels those of its labels that they would rather not come across
 * @param hiddenQuotes the posts it quotes that have such labels
 * @param actions what they may do with it
 */
public record PostViewer(
        boolean liked,
        boolean bookmarked,
        boolean muted,
        List<PostId> mutedQuotes,
        List<String> hiddenLabels,
        List<PostId> hiddenQuotes,
        List<String> actions) {

    /**
     * @param marks of the post and of those it quotes; to guests none
     * @param muted whom the one who asks has muted
     * @param closed whether the thread takes no words from the one who asks
     */
    static PostViewer of(
            Viewer viewer, PostView post, Map<PostId, PostMarks> marks, Set<AccountId> muted, boolean closed) {
        var mark = marks.getOrDefault(post.id(), PostMarks.NONE);
        boolean liked = mark.liked();
        if (post.isKeptBack()) {
            return new PostViewer(
                    liked,
                    mark.bookmarked(),
                    false,
                    List.of(),
                    List.of(),
                    List.of(),
                    liked ? List.of("unlike") : List.of());
        }
        var actions = new ArrayList<String>();
        boolean published = post.state() == ContentState.PUBLISHED;
        boolean mine = viewer.is(post.authorId());
        if (published && viewer.member().isPresent()) {
            if (!closed) {
                actions.add("reply");
            }
            if (!mine) {
                actions.add(liked ? "unlike" : "like");
            }
        }
        if (published && mine) {
            if (!closed) {
                actions.add("edit");
            }
            actions.add("delete");
        }
        if (mine || viewer.mayModerate()) {
            actions.add("revisions");
        }
        if (published && (mine || viewer.mayModerate())) {
            actions.add("label");
        }
        if (viewer.mayModerate() && !mine && post.state() != ContentState.DELETED) {
            actions.add(published ? "remove" : "restore");
        }
        return new PostViewer(
                liked,
                mark.bookmarked(),
                muted.contains(post.authorId()),
                quoted(post, quote -> muted.contains(quote.authorId())),
                mark.hiddenLabels(),
                quoted(
                        post,
                        quote -> !marks.getOrDefault(quote.post(), PostMarks.NONE)
                                .hiddenLabels()
                                .isEmpty()),
                List.copyOf(actions));
    }

    private static List<PostId> quoted(PostView post, Predicate<PostView.Quote> folded) {
        return post.quotes().stream()
                .filter(quote -> quote.author() != null && folded.test(quote))
                .map(PostView.Quote::post)
                .distinct()
                .toList();
    }
}
