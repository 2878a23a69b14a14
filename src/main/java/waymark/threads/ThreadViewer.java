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
        if (thread.state() == ContentState.REMOVED && viewer.mayModerate() && !viewer.is(thread.authorId())) {
            return new ThreadViewer(List.of("restore"));
        }
        if (thread.state() != ContentState.PUBLISHED || thread.mergedInto() != null) {
            return new ThreadViewer(List.of());
        }
        var actions = new ArrayList<String>();
        boolean moderates = viewer.mayModerate();
        boolean mine = viewer.is(thread.authorId());
        boolean open = !thread.locked() || moderates;
        if (open && viewer.member().isPresent()) {
            actions.add("reply");
        }
        if (open && (mine || moderates)) {
            actions.add("edit");
        }
        if (moderates) {
            actions.add("move");
            actions.add(thread.locked() ? "unlock" : "lock");
            actions.add(thread.pinnedUntil() == null ? "pin" : "unpin");
            actions.add(thread.slowMode() == null ? "slow-mode" : "end-slow-mode");
            actions.add("split");
            actions.add("merge");
        }
        if (mine && thread.awaitingFirstReply()) {
            actions.add("delete");
        }
        if (moderates && !mine) {
            actions.add("remove");
        }
        return new ThreadViewer(List.copyOf(actions));
    }
}
