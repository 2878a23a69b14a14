package waymark.threads;

import static org.jooq.impl.DSL.noCondition;
import static waymark.schema.Tables.POST;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import waymark.audit.Audit;
import waymark.audit.AuditEntry;
import waymark.following.Following;
import waymark.ids.Ids;
import waymark.ids.ThreadId;
import waymark.platform.access.Member;
import waymark.platform.access.Viewer;
import waymark.platform.http.Versions;
import waymark.platform.problem.FieldError;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/**
 * Threads that moderators move, split and merge. Whatever becomes of its place, a post keeps its id, and with it its likes,
 * quotes, mentions and labels. A number of a thread that was given once is not given again; where its post has gone is in
 * {@code post_move}.
 */
public final class Rearranging {

    private final Threads threads;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    public Rearranging(Threads threads, Audit audit, Ids ids, Clock clock) {
        this.threads = threads;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Moves a thread to another category, where it is no longer pinned.
     *
     * @param reason a code for the audit log
     * @throws Problem NOT_FOUND, STALE_VERSION, INVALID_VALUE, THREAD_MERGED
     */
    public ThreadView move(
            DSLContext tx,
            ThreadId id,
            Member moderator,
            Versions.Expected expected,
            String category,
            Optional<String> reason) {
        var change = new ThreadChange(Optional.empty(), Optional.of(category), Optional.empty());
        var thread = threads.lockEditable(tx, id, moderator, expected, change);
        threads.change(tx, thread, change);
        threads.recordMove(tx, thread, moderator, change, reason);
        return threads.requireVisible(tx, id, Viewer.of(moderator));
    }

    /**
     * Makes a thread of some posts of another one. They get the numbers from 1 on there, in their order; the first of them
     * opens it, and its author is whose thread it is.
     *
     * @return the new thread
     * @throws Problem NOT_FOUND, STALE_VERSION, INVALID_VALUE, THREAD_MERGED
     */
    public ThreadView split(DSLContext tx, ThreadId id, Member moderator, Versions.Expected expected, NewSplit wanted) {
        var thread = Threads.lock(tx, id, moderator);
        expected.require(thread.version());
        var title = Threads.requireTitle(wanted.title());
        var category = Threads.requireCategory(tx, wanted.category());
        ThreadRules.requireNotMadePublic(tx, thread.category(), category, "/category");
        var opening = requireOpening(wanted, RearrangingStore.lockPosts(tx, id, wanted.posts()));
        var move = new RearrangingStore.Move(id, ids.thread(), 0, moderator.id(), clock.instant());
        RearrangingStore.insertThread(tx, move.to(), opening, wanted.posts().size(), title, category, move.at());
        RearrangingStore.movePosts(tx, POST.ID.in(wanted.posts()), move);
        RearrangingStore.settle(tx, move);
        RearrangingStore.bumpVersions(tx, List.of(id));
        record(tx, moderator, "thread-split", move);
        return threads.requireVisible(tx, move.to(), Viewer.of(moderator));
    }

    /**
     * Appends the posts of a thread to another one, with the next numbers there and in their order. Who followed it follows
     * the other one. The thread stays, without posts, and tells where they are.
     *
     * @return the thread that has no posts any more
     * @throws Problem NOT_FOUND, STALE_VERSION, INVALID_VALUE when the other one is the same or is not there, THREAD_MERGED
     *     when either of them was merged before
     */
    public ThreadView merge(DSLContext tx, ThreadId id, Member moderator, Versions.Expected expected, ThreadId into) {
        if (id.equals(into)) {
            throw Problem.invalidValue("/into", "A thread cannot be merged into itself.");
        }
        var held = RearrangingStore.lockThreads(tx, List.of(id, into), Viewer.of(moderator));
        var thread =
                Optional.ofNullable(held.get(id)).filter(Rearranging::stands).orElseThrow(Problem::notFound);
        ThreadRules.requireNotMerged(thread);
        expected.require(thread.version());
        var other = Optional.ofNullable(held.get(into))
                .filter(Rearranging::stands)
                .orElseThrow(() -> Problem.invalidValue("/into", "There is no thread of this id."));
        ThreadRules.requireNotMerged(other);
        ThreadRules.requireNotMadePublic(tx, thread.category(), other.category(), "/into");
        int behind = RearrangingStore.lastNumber(tx, into);
        var move = new RearrangingStore.Move(id, into, behind, moderator.id(), clock.instant());
        RearrangingStore.movePosts(tx, noCondition(), move);
        RearrangingStore.settle(tx, move);
        RearrangingStore.close(tx, id, into);
        Following.merged(tx, id, into, behind, move.at());
        RearrangingStore.bumpVersions(tx, List.of(id, into));
        record(tx, moderator, "thread-merged", move);
        return threads.requireVisible(tx, id, Viewer.of(moderator));
    }

    private void record(DSLContext tx, Member moderator, String action, RearrangingStore.Move move) {
        audit.record(
                tx,
                List.of(
                        AuditEntry.by(moderator, action, "thread", move.from().value()),
                        AuditEntry.by(moderator, action, "thread", move.to().value())));
    }

    private static RearrangingStore.Placed requireOpening(NewSplit wanted, List<RearrangingStore.Placed> found) {
        var here = found.stream().map(RearrangingStore.Placed::id).toList();
        var missing =
                wanted.posts().stream().filter(post -> !here.contains(post)).toList();
        if (!missing.isEmpty()) {
            throw ProblemType.INVALID_VALUE.because(
                    "Please look at the posts again.",
                    missing.stream()
                            .map(post -> FieldError.body(
                                    "/posts/" + wanted.posts().indexOf(post), "There is no such post in this thread."))
                            .toList());
        }
        var first = found.get(0);
        if (first.number() == 1) {
            throw refused(wanted, first, "The opening post stays with its thread.");
        }
        if (!first.stands()) {
            throw refused(wanted, first, "A post that was taken down cannot open a thread.");
        }
        return first;
    }

    private static Problem refused(NewSplit wanted, RearrangingStore.Placed post, String detail) {
        return Problem.invalidValue("/posts/" + wanted.posts().indexOf(post.id()), detail);
    }

    private static boolean stands(ThreadView thread) {
        return thread.state() == ContentState.PUBLISHED;
    }
}
