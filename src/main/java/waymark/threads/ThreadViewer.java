package waymark.threads;

import java.util.ArrayList;
import java.util.List;
import waymark.platform.access.Viewer;

/**
 * What a thread is to the one who asks.
 *
 * @param actions what they may do with it
 */
public record ThreadViewer(List<String> actions) {

    static ThreadViewer of(Viewer viewer, ThreadView thread) {
        var actions = new ArrayList<String>();
        boolean published = thread.state() == ContentState.PUBLISHED;
        boolean mine = viewer.is(thread.authorId());
        if (published && viewer.member().isPresent()) {
            actions.add("reply");
        }
        if (published && (mine || viewer.mayModerate())) {
            actions.add("edit");
        }
        if (published && viewer.mayModerate()) {
            actions.add("move");
        }
        if (published && mine && thread.awaitingFirstReply()) {
            actions.add("delete");
        }
        if (viewer.mayModerate() && !mine && thread.state() != ContentState.DELETED) {
            actions.add(published ? "remove" : "restore");
        }
        return new ThreadViewer(List.copyOf(actions));
    }
}
