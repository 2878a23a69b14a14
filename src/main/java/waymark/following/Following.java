package waymark.following;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import waymark.ids.AccountId;
import waymark.ids.ThreadId;
import waymark.platform.access.Member;
import waymark.platform.access.Viewer;
import waymark.platform.db.Database;
import waymark.platform.erasure.Batch;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.problem.Problem;

/** What members follow or have muted, and how far they have read. For them only. */
public final class Following {

    private final Database db;
    private final Clock clock;

    public Following(Database db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * Says how far somebody has read. It only goes forward: of two devices the one that is further counts, and a smaller
     * number changes nothing.
     *
     * @throws Problem NOT_FOUND, INVALID_VALUE when the thread has no such number yet
     */
    ThreadReading read(Member member, ThreadId thread, int number) {
        return db.write(tx -> {
            int last = FollowingStore.holdVisible(tx, thread, Viewer.of(member)).orElseThrow(Problem::notFound);
            if (number > last) {
                throw Problem.invalidValue("/number", "The thread has no post of this number yet.");
            }
            FollowingStore.moveForward(tx, member.id(), thread, number, clock.instant());
            return reading(tx, member, thread);
        });
    }

    /**
     * Sets the level of a thread.
     *
     * @throws Problem NOT_FOUND
     */
    Level setForThread(Member member, ThreadId thread, Level level) {
        return db.write(tx -> {
            var unused =
                    FollowingStore.holdVisible(tx, thread, Viewer.of(member)).orElseThrow(Problem::notFound);
            return FollowingStore.set(tx, member.id(), FollowingStore.Target.of(thread), level, clock.instant());
        });
    }

    /**
     * Sets the level of a category.
     *
     * @throws Problem NOT_FOUND
     */
    Level setForCategory(Member member, String category, Level level) {
        return set(member, FollowingStore.Target.ofCategory(category), level);
    }

    /**
     * Sets the level of a tag.
     *
     * @throws Problem NOT_FOUND
     */
    Level setForTag(Member member, String tag, Level level) {
        return set(member, FollowingStore.Target.ofTag(tag), level);
    }

    private Level set(Member member, FollowingStore.Target target, Level level) {
        return db.write(tx -> {
            if (!FollowingStore.exists(tx, target)) {
                throw Problem.notFound();
            }
            return FollowingStore.set(tx, member.id(), target, level, clock.instant());
        });
    }

    /** What a member follows or has muted, the latest first. */
    Page<Followed> of(Member member, Paging paging) {
        return db.read(tx -> FollowingStore.page(tx, member, paging));
    }

    /** Whoever starts a thread watches it, unless they have said something else about it. In their transaction. */
    public static void started(DSLContext tx, AccountId author, ThreadId thread, Instant at) {
        begin(tx, author, thread, 1, Level.WATCHING, at);
    }

    /** Whoever replies in a thread tracks it, unless they have said something else about it. In their transaction. */
    public static void replied(DSLContext tx, AccountId author, ThreadId thread, int number, Instant at) {
        begin(tx, author, thread, number, Level.TRACKING, at);
    }

    /** Whoever answers has seen the thread; whoever has told how far they had read knows better. */
    private static void begin(DSLContext tx, AccountId author, ThreadId thread, int number, Level level, Instant at) {
        FollowingStore.beginReading(tx, author, thread, number, at);
        FollowingStore.begin(tx, author, thread, level, at);
    }

    /**
     * Takes over to a thread who followed another one and how far they had read there, when the posts of that one were
     * appended to it. Of two levels the stronger stays, and what is muted stays muted. Whoever had read the thread to its end
     * goes on behind what they had read of the other one; nobody passes over what they have not read. Call while holding
     * both threads.
     *
     * @param behind the number that was given last in the thread, before the posts came
     */
    public static void merged(DSLContext tx, ThreadId from, ThreadId to, int behind, Instant at) {
        MergedThreadStore.carryLevels(tx, from, to, at);
        MergedThreadStore.carryPositions(tx, from, to, behind, at);
    }

    /** What these threads are to the one who asks, with one query for all of them; nothing to guests. */
    public static Map<ThreadId, ThreadReading> readings(DSLContext tx, Viewer viewer, Collection<ThreadId> threads) {
        return viewer.member()
                .filter(me -> !threads.isEmpty())
                .map(me -> FollowingStore.readings(tx, me.id(), threads))
                .orElseGet(Map::of);
    }

    /** The same of one; empty to guests. */
    public static Optional<ThreadReading> reading(DSLContext tx, Viewer viewer, ThreadId thread) {
        return Optional.ofNullable(readings(tx, viewer, List.of(thread)).get(thread));
    }

    /**
     * Threads that the one who asks has not muted. A level of the thread itself counts before those of its category and its
     * tags, which do not count where somebody asks for threads of a certain category or tag.
     *
     * @param narrowed whether they do
     */
    public static Condition unmuted(Viewer viewer, boolean narrowed) {
        return viewer.member()
                .map(me -> FollowingStore.unmuted(me.id(), narrowed))
                .orElseGet(DSL::noCondition);
    }

    /** The same for somebody who does not ask at the moment. */
    public static Condition unmuted(AccountId member) {
        return FollowingStore.unmuted(member, false);
    }

    /**
     * Threads in which there is something new to this member: those that they follow by themselves, and have not read to
     * the end.
     */
    public static Condition withNews(Member member) {
        return FollowingStore.withNews(member.id());
    }

    /** Forgets a part of what an account that is erased followed, read and was answering; for as long as there is a next part. */
    public Batch forget(DSLContext tx, AccountId account) {
        int unused = AnswerClaimStore.deleteAll(tx, account);
        return Batch.ofBoth(
                FollowingStore.deleteSomePositions(tx, account, Batch.SIZE),
                FollowingStore.deleteSomeLevels(tx, account, Batch.SIZE));
    }

    private static ThreadReading reading(DSLContext tx, Member member, ThreadId thread) {
        return reading(tx, Viewer.of(member), thread).orElse(ThreadReading.NONE);
    }
}
