package waymark.threads;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import waymark.accounts.Mutes;
import waymark.following.Following;
import waymark.following.ThreadReading;
import waymark.platform.access.Viewer;

/**
 * What a thread is to the one who asks.
 *
 * @param muted whether they have muted who started it
 * @param actions what they may do with it
 * @param reading how far they have read it, and whether they follow it; empty to guests
 */
public record ThreadViewer(boolean muted, List<String> actions, Optional<ThreadReading> reading) {

    static ThreadViewer of(DSLContext tx, Viewer viewer, ThreadView thread) {
        boolean muted = !thread.isKeptBack()
                && !Mutes.among(tx, viewer, List.of(thread.authorId())).isEmpty();
        return new ThreadViewer(muted, actions(viewer, thread), Following.reading(tx, viewer, thread.id()));
    }

    private static List<String> actions(Viewer viewer, ThreadView thread) {
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
        return List.copyOf(actions);
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
