package waymark.threads;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import waymark.ids.AccountId;
import waymark.ids.PostId;
import waymark.platform.access.Viewer;

/**
 * What a post is to the one who asks.
 *
 * @param muted whether they have muted its author
 * @param mutedQuotes the posts it quotes whose authors they have muted
 * @param actions what they may do with it
 */
public record PostViewer(
        boolean liked, boolean bookmarked, boolean muted, List<PostId> mutedQuotes, List<String> actions) {

    /**
     * @param muted whom the one who asks has muted
     * @param closed whether the thread takes no words from the one who asks
     */
    static PostViewer of(Viewer viewer, PostView post, PostMarks marks, Set<AccountId> muted, boolean closed) {
        boolean liked = marks.liked().contains(post.id());
        boolean bookmarked = marks.bookmarked().contains(post.id());
        if (post.isKeptBack()) {
            return new PostViewer(liked, bookmarked, false, List.of(), liked ? List.of("unlike") : List.of());
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
                liked, bookmarked, muted.contains(post.authorId()), quoted(post, muted), List.copyOf(actions));
    }

    private static List<PostId> quoted(PostView post, Set<AccountId> muted) {
        return post.quotes().stream()
                .filter(quote -> quote.author() != null && muted.contains(quote.authorId()))
                .map(PostView.Quote::post)
                .distinct()
                .toList();
    }
}
