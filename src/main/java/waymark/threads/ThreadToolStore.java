package waymark.threads;

import static waymark.schema.Tables.FORUM_THREAD;

import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import waymark.ids.AccountId;
import waymark.ids.ThreadId;
import waymark.platform.access.Viewer;
import waymark.visibility.Visible;

final class ThreadToolStore {

    private ThreadToolStore() {}

    static void lock(DSLContext tx, ThreadId id, String reason, Instant at) {
        tx.update(FORUM_THREAD)
                .set(FORUM_THREAD.LOCKED_AT, at)
                .set(FORUM_THREAD.LOCK_REASON, reason)
                .set(FORUM_THREAD.VERSION, FORUM_THREAD.VERSION.plus(1))
                .where(FORUM_THREAD.ID.eq(id))
                .execute();
    }

    /** Locks what somebody began and is open. */
    static int lockAllOf(DSLContext tx, AccountId author, String reason, Instant at) {
        var open = ThreadStore.lock(tx, FORUM_THREAD.AUTHOR_ID.eq(author).and(FORUM_THREAD.LOCKED_AT.isNull()));
        return tx.update(FORUM_THREAD)
                .set(FORUM_THREAD.LOCKED_AT, at)
                .set(FORUM_THREAD.LOCK_REASON, reason)
                .set(FORUM_THREAD.VERSION, FORUM_THREAD.VERSION.plus(1))
                .where(FORUM_THREAD.ID.in(open))
                .execute();
    }

    /** Opens what was locked at this moment. */
    static int unlockAllOf(DSLContext tx, AccountId author, Instant lockedAt) {
        var locked = ThreadStore.lock(tx, FORUM_THREAD.AUTHOR_ID.eq(author).and(FORUM_THREAD.LOCKED_AT.eq(lockedAt)));
        return tx.update(FORUM_THREAD)
                .setNull(FORUM_THREAD.LOCKED_AT)
                .setNull(FORUM_THREAD.LOCK_REASON)
                .set(FORUM_THREAD.VERSION, FORUM_THREAD.VERSION.plus(1))
                .where(FORUM_THREAD.ID.in(locked))
                .execute();
    }

    static void unlock(DSLContext tx, ThreadId id) {
        tx.update(FORUM_THREAD)
                .setNull(FORUM_THREAD.LOCKED_AT)
                .setNull(FORUM_THREAD.LOCK_REASON)
                .set(FORUM_THREAD.VERSION, FORUM_THREAD.VERSION.plus(1))
                .where(FORUM_THREAD.ID.eq(id))
                .execute();
    }

    static void pin(DSLContext tx, ThreadId id, Instant at, Instant until) {
        tx.update(FORUM_THREAD)
                .set(FORUM_THREAD.PINNED_AT, at)
                .set(FORUM_THREAD.PINNED_UNTIL, until)
                .set(FORUM_THREAD.VERSION, FORUM_THREAD.VERSION.plus(1))
                .where(FORUM_THREAD.ID.eq(id))
                .execute();
    }

    static void unpin(DSLContext tx, ThreadId id) {
        tx.update(FORUM_THREAD)
                .setNull(FORUM_THREAD.PINNED_AT)
                .setNull(FORUM_THREAD.PINNED_UNTIL)
                .set(FORUM_THREAD.VERSION, FORUM_THREAD.VERSION.plus(1))
                .where(FORUM_THREAD.ID.eq(id))
                .execute();
    }

    static void slow(DSLContext tx, ThreadId id, ThreadView.SlowMode slowMode) {
        tx.update(FORUM_THREAD)
                .set(FORUM_THREAD.SLOW_MODE_SECONDS, slowMode.seconds())
                .set(FORUM_THREAD.SLOW_MODE_UNTIL, slowMode.until())
                .set(FORUM_THREAD.VERSION, FORUM_THREAD.VERSION.plus(1))
                .where(FORUM_THREAD.ID.eq(id))
                .execute();
    }

    static void unslow(DSLContext tx, ThreadId id) {
        tx.update(FORUM_THREAD)
                .setNull(FORUM_THREAD.SLOW_MODE_SECONDS)
                .setNull(FORUM_THREAD.SLOW_MODE_UNTIL)
                .set(FORUM_THREAD.VERSION, FORUM_THREAD.VERSION.plus(1))
                .where(FORUM_THREAD.ID.eq(id))
                .execute();
    }

    /** The latest pin first, and no more than there may be in one room. */
    static List<ThreadView> pinned(DSLContext tx, Viewer viewer, Condition which, Instant now) {
        return ThreadStore.views(tx, Visible.listedThreads(viewer).and(which).and(isPinned(now)))
                .orderBy(FORUM_THREAD.PINNED_AT.desc(), FORUM_THREAD.ID.desc())
                .limit(ThreadTools.MOST_PINS)
                .fetch(ThreadStore.view(viewer))
                .stream()
                .map(thread -> thread.asOf(now))
                .toList();
    }

    /** How many others are pinned in the room that this thread is in. */
    static int countOthersPinned(DSLContext tx, ThreadView thread, Viewer viewer, Instant now) {
        return tx.fetchCount(
                FORUM_THREAD,
                Visible.listedThreads(viewer)
                        .and(FORUM_THREAD.CATEGORY_ID.eq(thread.category()))
                        .and(FORUM_THREAD.ID.ne(thread.id()))
                        .and(isPinned(now)));
    }

    private static Condition isPinned(Instant now) {
        return FORUM_THREAD.PINNED_UNTIL.gt(now);
    }
}
