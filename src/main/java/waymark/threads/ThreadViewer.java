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
        boolean moderates = viewer.mayModerate();
        boolean mine = viewer.is(thread.authorId());
        if (published && thread.mergedInto() == null) {
            boolean open = !thread.locked() || moderates;
            if (open && viewer.member().isPresent()) {
                actions.add("reply");
            }
            if (open && (mine || moderates)) {
                actions.add("edit");
            }
            if (moderates) {
                actions.addAll(tools(thread));
            }
            if (mine && thread.awaitingFirstReply()) {
                actions.add("delete");
            }
        }
        if (moderates && !mine && thread.state() != ContentState.DELETED) {
            actions.add(published ? "remove" : "restore");
        }
        return new ThreadViewer(List.copyOf(actions));
    }

    private static List<String> tools(ThreadView thread) {
        return List.of(
                "move",
                thread.locked() ? "unlock" : "lock",
                thread.pinnedUntil() == null ? "pin" : "unpin",
                thread.slowMode() == null ? "slow-mode" : "end-slow-mode",
                "split",
                "merge");
    }
}
