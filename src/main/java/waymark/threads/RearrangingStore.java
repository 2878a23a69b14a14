package waymark.threads;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static waymark.schema.Tables.FORUM_THREAD;
import static waymark.schema.Tables.POST;
import static waymark.schema.Tables.POST_MOVE;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import waymark.ids.AccountId;
import waymark.ids.PostId;
import waymark.ids.ThreadId;
import waymark.platform.access.Viewer;
import waymark.schema.tables.PostMove;
import waymark.visibility.Visible;

final class RearrangingStore {

    private static final PostMove ANSWERED = POST_MOVE.as("answered");

    private RearrangingStore() {}

    /** Holds these threads, one after the other in the order of their ids, so that nobody who does the same waits in a ring. */
    static Map<ThreadId, ThreadView> lockThreads(DSLContext tx, Collection<ThreadId> ids, Viewer viewer) {
        return ThreadStore.views(tx, FORUM_THREAD.ID.in(ids).and(Visible.threads(viewer)))
                .orderBy(FORUM_THREAD.ID)
                .forUpdate()
                .of(FORUM_THREAD)
                .fetchMap(FORUM_THREAD.ID, ThreadStore.VIEW);
    }

    /** Those of these posts that are in the thread, whether they stand or not, in the order of their numbers. */
    static List<Placed> lockPosts(DSLContext tx, ThreadId thread, Collection<PostId> posts) {
        var stands = field(Visible.standingPost());
        return tx.select(POST.ID, POST.NUMBER, POST.AUTHOR_ID, POST.CREATED_AT, stands)
                .from(POST)
                .where(POST.THREAD_ID.eq(thread))
                .and(POST.ID.in(posts))
                .orderBy(POST.NUMBER)
                .forUpdate()
                .fetch(mapping(Placed::new));
    }

    /** A thread that posts are about to be moved to. It is as old as the first of them. */
    static void insertThread(
            DSLContext tx, ThreadId id, Placed opening, int posts, String title, String category, Instant at) {
        tx.insertInto(FORUM_THREAD)
                .set(FORUM_THREAD.ID, id)
                .set(FORUM_THREAD.CATEGORY_ID, category)
                .set(FORUM_THREAD.AUTHOR_ID, opening.author())
                .set(FORUM_THREAD.TITLE, title)
                .set(FORUM_THREAD.CREATED_AT, opening.createdAt())
                .set(FORUM_THREAD.LAST_NUMBER, posts)
                .set(FORUM_THREAD.POST_COUNT, 0)
                .set(FORUM_THREAD.LAST_POST_AT, opening.createdAt())
                .set(FORUM_THREAD.AWAITING_FIRST_REPLY, true)
                .set(FORUM_THREAD.REARRANGED_AT, at)
                .set(FORUM_THREAD.VERSION, 1)
                .execute();
    }

    /** The number that was given last in a thread. Call while holding its lock. */
    static int lastNumber(DSLContext tx, ThreadId thread) {
        return tx.select(FORUM_THREAD.LAST_NUMBER)
                .from(FORUM_THREAD)
                .where(FORUM_THREAD.ID.eq(thread))
                .fetchSingle(mapping(number -> number));
    }

    /**
     * Moves posts behind the number that was given last in another thread, in their order. What they answer goes with them or
     * is forgotten; what stays behind forgets what it answered. Call while holding both threads, and once for the two.
     */
    static void movePosts(DSLContext tx, Condition which, Move move) {
        tx.insertInto(
                        POST_MOVE,
                        POST_MOVE.POST_ID,
                        POST_MOVE.FROM_THREAD,
                        POST_MOVE.FROM_NUMBER,
                        POST_MOVE.TO_THREAD,
                        POST_MOVE.TO_NUMBER,
                        POST_MOVE.MOVED_AT,
                        POST_MOVE.MOVED_BY)
                .select(select(
                                POST.ID,
                                POST.THREAD_ID,
                                POST.NUMBER,
                                val(move.to(), FORUM_THREAD.ID),
                                rowNumber().over().orderBy(POST.NUMBER).plus(move.behind()),
                                val(move.at(), POST_MOVE.MOVED_AT),
                                val(move.by(), POST_MOVE.MOVED_BY))
                        .from(POST)
                        .where(POST.THREAD_ID.eq(move.from()))
                        .and(which))
                .execute();
        tx.update(POST)
                .setNull(POST.REPLY_TO_NUMBER)
                .where(POST.THREAD_ID.eq(move.from()))
                .and(POST.REPLY_TO_NUMBER.in(
                        select(POST_MOVE.FROM_NUMBER).from(POST_MOVE).where(made(POST_MOVE, move))))
                .and(POST.ID.notIn(select(POST_MOVE.POST_ID).from(POST_MOVE).where(made(POST_MOVE, move))))
                .execute();
        // In one statement: no post may answer one that is in another thread, not even for a moment.
        tx.update(POST)
                .set(POST.THREAD_ID, POST_MOVE.TO_THREAD)
                .set(POST.NUMBER, POST_MOVE.TO_NUMBER)
                .set(
                        POST.REPLY_TO_NUMBER,
                        field(select(ANSWERED.TO_NUMBER)
                                .from(ANSWERED)
                                .where(made(ANSWERED, move))
                                .and(ANSWERED.FROM_NUMBER.eq(POST.REPLY_TO_NUMBER))))
                .set(POST.VERSION, POST.VERSION.plus(1))
                .from(POST_MOVE)
                .where(POST.ID.eq(POST_MOVE.POST_ID))
                .and(made(POST_MOVE, move))
                .execute();
    }

    /** Counts again what two threads keep counted after posts went from one to the other. */
    static void settle(DSLContext tx, Move move) {
        var both = List.of(move.from(), move.to());
        tx.update(FORUM_THREAD)
                .set(
                        FORUM_THREAD.LAST_NUMBER,
                        greatest(
                                FORUM_THREAD.LAST_NUMBER,
                                coalesce(
                                        field(select(max(POST.NUMBER))
                                                .from(POST)
                                                .where(POST.THREAD_ID.eq(FORUM_THREAD.ID))),
                                        0)))
                .set(
                        FORUM_THREAD.LAST_POST_AT,
                        coalesce(
                                field(select(max(POST.CREATED_AT))
                                        .from(POST)
                                        .where(POST.THREAD_ID.eq(FORUM_THREAD.ID))),
                                FORUM_THREAD.LAST_POST_AT))
                .set(FORUM_THREAD.REARRANGED_AT, move.at())
                .where(FORUM_THREAD.ID.in(both))
                .execute();
        ThreadStore.recount(tx, both);
    }

    static void bumpVersions(DSLContext tx, Collection<ThreadId> ids) {
        tx.update(FORUM_THREAD)
                .set(FORUM_THREAD.VERSION, FORUM_THREAD.VERSION.plus(1))
                .where(FORUM_THREAD.ID.in(ids))
                .execute();
    }

    /** What stays of a thread whose posts have gone: neither locked nor pinned nor slow, it takes no posts anyway. */
    static void close(DSLContext tx, ThreadId id, ThreadId into) {
        tx.update(FORUM_THREAD)
                .set(FORUM_THREAD.MERGED_INTO, into)
                .setNull(FORUM_THREAD.LOCKED_AT)
                .setNull(FORUM_THREAD.LOCK_REASON)
                .setNull(FORUM_THREAD.PINNED_AT)
                .setNull(FORUM_THREAD.PINNED_UNTIL)
                .setNull(FORUM_THREAD.SLOW_MODE_SECONDS)
                .setNull(FORUM_THREAD.SLOW_MODE_UNTIL)
                .where(FORUM_THREAD.ID.eq(id))
                .execute();
    }

    private static Condition made(PostMove moved, Move move) {
        return moved.FROM_THREAD.eq(move.from()).and(moved.TO_THREAD.eq(move.to()));
    }

    /** @param stands neither deleted nor removed */
    record Placed(PostId id, int number, AccountId author, Instant createdAt, boolean stands) {}

    /** @param behind the number that was given last where the posts go */
    record Move(ThreadId from, ThreadId to, int behind, AccountId by, Instant at) {}
}
