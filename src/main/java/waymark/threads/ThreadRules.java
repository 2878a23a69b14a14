package waymark.threads;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import waymark.ids.PostId;
import waymark.ids.ThreadId;
import waymark.platform.access.Member;
import waymark.platform.access.Viewer;
import waymark.platform.http.Routes;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** What a thread lets those do who write in it, by what moderators have set. */
final class ThreadRules {

    private ThreadRules() {}

    /**
     * Call while holding the thread's lock: of several replies that a member sends at once, slow mode then lets one pass.
     *
     * @throws Problem THREAD_LOCKED, SLOW_MODE
     */
    static void requireOpen(DSLContext tx, ThreadId id, Member author, Instant now) {
        var thread = ThreadStore.require(tx, id).asOf(now);
        requireUnlocked(thread, author);
        var slowMode = thread.slowMode();
        if (slowMode != null && !author.mayModerate()) {
            requireRested(tx, id, author, Duration.ofSeconds(slowMode.seconds()), now);
        }
    }

    /** Why a thread gives no number: for this member it is not there, or its posts have gone to another one. */
    static Problem refusal(DSLContext tx, ThreadId id, Member author) {
        return ThreadStore.findVisible(tx, id, Viewer.of(author))
                .filter(thread -> thread.state() == ContentState.PUBLISHED)
                .flatMap(ThreadRules::merged)
                .orElseGet(Problem::notFound);
    }

    /**
     * Holds the thread of a post that its author is about to change, so that moderators neither lock nor rearrange it
     * meanwhile; others can go on replying. Call before the post is locked: threads come first everywhere.
     *
     * @throws Problem NOT_FOUND, THREAD_LOCKED, STALE_VERSION
     */
    static void holdForEditing(DSLContext tx, PostId id, Member member) {
        var viewer = Viewer.of(member);
        var thread = PostStore.findThread(tx, id, viewer).orElseThrow(Problem::notFound);
        var held = ThreadStore.share(tx, thread);
        requireStillIn(tx, id, thread, viewer);
        requireUnlocked(held, member);
    }

    /**
     * For somebody who has waited for the lock of the thread that a post was in. Going on to the lock of the one it is in now
     * would be out of order.
     *
     * @throws Problem STALE_VERSION
     */
    static void requireStillIn(DSLContext tx, PostId post, ThreadId thread, Viewer viewer) {
        if (!PostStore.findThread(tx, post, viewer)
                .orElseThrow(Problem::notFound)
                .equals(thread)) {
            throw moved();
        }
    }

    static Problem moved() {
        return ProblemType.STALE_VERSION.because("It has just been moved to another thread. Please read it again.");
    }

    /** @throws Problem NOT_FOUND, or THREAD_MERGED naming where it has gone */
    static void requireStanding(ThreadView thread) {
        if (thread.state() != ContentState.PUBLISHED) {
            throw Problem.notFound();
        }
        requireNotMerged(thread);
    }

    /** @throws Problem THREAD_MERGED, naming where it has gone */
    static void requireNotMerged(ThreadView thread) {
        merged(thread).ifPresent(problem -> {
            throw problem;
        });
    }

    /** @throws Problem THREAD_LOCKED, in the words of the moderator who did it */
    static void requireUnlocked(ThreadView thread, Member member) {
        if (thread.lockReason() != null && !member.mayModerate()) {
            throw ProblemType.THREAD_LOCKED.because(thread.lockReason());
        }
    }

    /**
     * What was written for members only is not put where everybody can read it.
     *
     * @param pointer to what names the other room
     * @throws Problem INVALID_VALUE
     */
    static void requireNotMadePublic(DSLContext tx, String from, String to, String pointer) {
        if (VocabularyStore.isMembersOnly(tx, from) && !VocabularyStore.isMembersOnly(tx, to)) {
            throw Problem.invalidValue(pointer, "What was written for members only stays among members.");
        }
    }

    /** Which threads of these posts take no words from the viewer. */
    static Set<ThreadId> closed(DSLContext tx, Collection<PostView> posts, Viewer viewer) {
        if (viewer.member().isEmpty() || viewer.mayModerate()) {
            return Set.of();
        }
        return ThreadStore.locked(tx, posts.stream().map(PostView::thread).collect(Collectors.toSet()));
    }

    private static Optional<Problem> merged(ThreadView thread) {
        return Optional.ofNullable(thread.mergedInto())
                .map(into -> ProblemType.THREAD_MERGED.because(
                        "You find its posts in " + Routes.BASE + "/threads/" + into + "."));
    }

    private static void requireRested(DSLContext tx, ThreadId id, Member author, Duration pause, Instant now) {
        PostStore.lastReply(tx, id, author.id())
                .map(last -> Duration.between(now, last.plus(pause)))
                .filter(wait -> wait.compareTo(Duration.ZERO) > 0)
                .ifPresent(wait -> {
                    throw ProblemType.SLOW_MODE
                            .because(
                                    "Each of us replies here once in " + inWords(pause)
                                            + ", so that everybody can keep up. What you have written stays with you until then.")
                            .retryAfter(wait.plusNanos(999_999_999));
                });
    }

    private static String inWords(Duration pause) {
        long seconds = pause.toSeconds();
        if (seconds % 3600 == 0) {
            return seconds == 3600 ? "an hour" : seconds / 3600 + " hours";
        }
        if (seconds % 60 == 0) {
            return seconds == 60 ? "a minute" : seconds / 60 + " minutes";
        }
        return seconds + " seconds";
    }
}
