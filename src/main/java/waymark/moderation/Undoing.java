package waymark.moderation;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import waymark.accounts.Restrictions;
import waymark.cases.Target;
import waymark.platform.access.Member;
import waymark.platform.access.Viewer;
import waymark.platform.http.Versions;
import waymark.platform.problem.Problem;
import waymark.threads.Labels;
import waymark.threads.Posts;
import waymark.threads.Removals;
import waymark.threads.ThreadTools;
import waymark.threads.Threads;

/** How what a decision did is undone, as far as it still stands. */
final class Undoing {

    private final Targets targets;
    private final Measures measures;
    private final Restrictions restrictions;
    private final Posts posts;
    private final Threads threads;
    private final ThreadTools tools;
    private final Labels labels;
    private final Removals removals;

    Undoing(
            Targets targets,
            Measures measures,
            Restrictions restrictions,
            Posts posts,
            Threads threads,
            ThreadTools tools,
            Labels labels,
            Removals removals) {
        this.targets = targets;
        this.measures = measures;
        this.restrictions = restrictions;
        this.posts = posts;
        this.threads = threads;
        this.tools = tools;
        this.labels = labels;
        this.removals = removals;
    }

    /** A story that lacks something by now stays where it is: the decision is taken back all the same. */
    Undone undo(DSLContext tx, Member moderator, Decision decision) {
        return switch (decision.action()) {
            case REMOVE -> undoRemoval(tx, moderator, decision.target());
            case REMOVE_ALL -> Undone.of(undoRemovals(tx, decision));
            case EDIT -> Undone.of(undoEdit(tx, moderator, decision));
            case LABEL -> Undone.of(undoLabel(tx, moderator, decision));
            case LOCK -> Undone.of(undoLock(tx, moderator, decision.target()));
            case SILENCE, SUSPEND -> Undone.of(undoRestriction(tx, decision));
            default -> Undone.of(List.of());
        };
    }

    private Undone undoRemoval(DSLContext tx, Member moderator, Target target) {
        if (!targets.hold(tx, target, moderator).removed()) {
            return Undone.of(List.of());
        }
        try {
            return Undone.of(measures.restore(tx, target, moderator, Versions.Expected.ANY)
                    .touched());
        } catch (Problem missing) {
            if (target.type() == Target.Type.STORY) {
                // It was refused before anything was written.
                return new Undone(
                        List.of(), Optional.of(new NotPutBack(missing.type().code(), missing.detail())));
            }
            throw missing;
        }
    }

    private List<Touched> undoRemovals(DSLContext tx, Decision decision) {
        // Whoever restores one of them holds its thread before they come to the decision.
        removals.holdThreadsOf(tx, DecisionStore.childrenStanding(tx, decision.id()));
        return removals.restoreAll(tx, DecisionStore.lockChildrenStanding(tx, decision.id())).stream()
                .map(post -> Touched.of(Target.of(post)))
                .toList();
    }

    private List<Touched> undoEdit(DSLContext tx, Member moderator, Decision decision) {
        if (!targets.hold(tx, decision.target(), moderator).stands()) {
            return List.of();
        }
        var id = decision.target().post();
        int version = Integer.parseInt(decision.undo().orElseThrow());
        var before = posts.markdownAt(tx, id, version, moderator);
        return List.of(Touched.of(posts.amend(tx, id, moderator, Versions.Expected.ANY, before)));
    }

    private List<Touched> undoLabel(DSLContext tx, Member moderator, Decision decision) {
        if (!targets.hold(tx, decision.target(), moderator).stands()) {
            return List.of();
        }
        var before = decision.undo().orElseThrow();
        var names = before.isEmpty() ? List.<String>of() : List.of(before.split(" "));
        return List.of(Touched.of(labels.label(tx, decision.target().post(), moderator, Versions.Expected.ANY, names)));
    }

    private List<Touched> undoLock(DSLContext tx, Member moderator, Target target) {
        var thread = targets.threadOf(tx, target, moderator);
        return threads.requireVisible(tx, thread, Viewer.of(moderator)).locked()
                ? List.of(Touched.of(tools.unlock(tx, thread, moderator, Versions.Expected.ANY)))
                : List.of();
    }

    private List<Touched> undoRestriction(DSLContext tx, Decision decision) {
        boolean unused = restrictions.lift(tx, UUID.fromString(decision.undo().orElseThrow()));
        return List.of(Touched.of(Target.of(decision.subjectId())));
    }

    /**
     * What taking a decision back did.
     *
     * @param notPutBack why a story is still not published
     */
    record Undone(List<Touched> touched, Optional<NotPutBack> notPutBack) {

        static Undone of(List<Touched> touched) {
            return new Undone(touched, Optional.empty());
        }
    }

    /**
     * What is missing.
     *
     * @param code of the problem that publishing it would be
     */
    record NotPutBack(String code, String detail) {}
}
