package waymark.threads;

import java.util.ArrayList;
import java.util.List;
import waymark.platform.access.Viewer;

/**
 * What a post is to the one who asks.
 *
 * @param actions what they may do with it
 */
public record PostViewer(boolean liked, List<String> actions) {

    /** @param closed whether the thread takes no words from the one who asks */
    static PostViewer of(Viewer viewer, PostView post, boolean liked, boolean closed) {
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
        return new PostViewer(liked, List.copyOf(actions));
    }
}
