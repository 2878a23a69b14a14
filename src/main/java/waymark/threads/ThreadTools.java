package waymark.threads;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import waymark.audit.Audit;
import waymark.audit.AuditEntry;
import waymark.ids.AccountId;
import waymark.ids.ThreadId;
import waymark.platform.access.Member;
import waymark.platform.access.Viewer;
import waymark.platform.db.Database;
import waymark.platform.http.Versions;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/**
 * What moderators set on a thread and take off again: a lock, a pin, slow mode. Each is written down in the audit log, whose
 * lock is held until the transaction ends; so a call that joins a transaction should be among the last things it does.
 */
public final class ThreadTools {

    static final int MOST_PINS = 5;

    private static final Duration LONGEST_PIN = Duration.ofDays(90);

    private final Database db;
    private final Threads threads;
    private final Audit audit;
    private final Clock clock;

    public ThreadTools(Database db, Threads threads, Audit audit, Clock clock) {
        this.db = db;
        this.threads = threads;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Locks a thread: nobody but moderators replies in it or edits what they wrote there. Locking it again gives another
     * reason.
     *
     * @param reason a sentence that every reader sees
     * @throws Problem NOT_FOUND, STALE_VERSION, THREAD_MERGED
     */
    public ThreadView lock(ThreadId id, Member moderator, Versions.Expected expected, String reason) {
        return db.write(tx -> lock(tx, id, moderator, expected, reason));
    }

    /** The same, as part of a transaction. */
    public ThreadView lock(DSLContext tx, ThreadId id, Member moderator, Versions.Expected expected, String reason) {
        var before = hold(tx, id, moderator, expected).lockReason();
        ThreadToolStore.lock(tx, id, reason, clock.instant());
        return record(tx, id, moderator, "thread-locked", before, reason);
    }

    /**
     * Locks all threads that somebody began and that are open. One entry in the audit log is for the caller to write.
     *
     * @param at when, by which {@link #unlockAllOf} finds them again
     * @return how many
     */
    public static int lockAllOf(DSLContext tx, AccountId author, String reason, Instant at) {
        return ThreadToolStore.lockAllOf(tx, author, reason, at);
    }

    /** Opens the threads that were locked together at this moment. Those locked before or since stay locked. */
    public static int unlockAllOf(DSLContext tx, AccountId author, Instant lockedAt) {
        return ThreadToolStore.unlockAllOf(tx, author, lockedAt);
    }

    /**
     * Opens a locked thread again.
     *
     * @throws Problem NOT_FOUND also when it is not locked, STALE_VERSION, THREAD_MERGED
     */
    public ThreadView unlock(ThreadId id, Member moderator, Versions.Expected expected) {
        return db.write(tx -> unlock(tx, id, moderator, expected));
    }

    /** The same, as part of a transaction. */
    public ThreadView unlock(DSLContext tx, ThreadId id, Member moderator, Versions.Expected expected) {
        var before = requireSet(hold(tx, id, moderator, expected).lockReason());
        ThreadToolStore.unlock(tx, id);
        return record(tx, id, moderator, "thread-unlocked", before, null);
    }

    /**
     * Pins a thread above the others of its room. Pinning it again gives another end, and makes it the latest pin.
     *
     * @param until when the pin ends by itself, at most 90 days away
     * @throws Problem NOT_FOUND, STALE_VERSION, THREAD_MERGED, INVALID_VALUE, TOO_MANY_PINS
     */
    public ThreadView pin(ThreadId id, Member moderator, Versions.Expected expected, Instant until) {
        return db.write(tx -> pin(tx, id, moderator, expected, until));
    }

    /** The same, as part of a transaction. */
    public ThreadView pin(DSLContext tx, ThreadId id, Member moderator, Versions.Expected expected, Instant until) {
        var now = clock.instant();
        requireFuture(until, now);
        if (until.isAfter(now.plus(LONGEST_PIN))) {
            throw Problem.invalidValue("/until", "A pin may last " + LONGEST_PIN.toDays() + " days at the most.");
        }
        var thread = hold(tx, id, moderator, expected);
        // Two threads may be pinned at once, and only one place be left.
        VocabularyStore.lockCategory(tx, thread.category());
        if (ThreadToolStore.countOthersPinned(tx, thread, Viewer.of(moderator), now) >= MOST_PINS) {
            throw ProblemType.TOO_MANY_PINS.because("Please unpin one of the others in this category first.");
        }
        ThreadToolStore.pin(tx, id, now, until);
        return record(tx, id, moderator, "thread-pinned", thread.pinnedUntil(), until);
    }

    /**
     * Takes a pin off.
     *
     * @throws Problem NOT_FOUND also when it is not pinned any more, STALE_VERSION, THREAD_MERGED
     */
    public ThreadView unpin(ThreadId id, Member moderator, Versions.Expected expected) {
        return db.write(tx -> unpin(tx, id, moderator, expected));
    }

    /** The same, as part of a transaction. */
    public ThreadView unpin(DSLContext tx, ThreadId id, Member moderator, Versions.Expected expected) {
        var before = requireSet(hold(tx, id, moderator, expected).pinnedUntil());
        ThreadToolStore.unpin(tx, id);
        return record(tx, id, moderator, "thread-unpinned", before, null);
    }

    /**
     * Slows a thread down: each member replies in it once in that time; moderators do not wait.
     *
     * @throws Problem NOT_FOUND, STALE_VERSION, THREAD_MERGED, INVALID_VALUE
     */
    public ThreadView slow(ThreadId id, Member moderator, Versions.Expected expected, ThreadView.SlowMode slowMode) {
        return db.write(tx -> slow(tx, id, moderator, expected, slowMode));
    }

    /** The same, as part of a transaction. */
    public ThreadView slow(
            DSLContext tx, ThreadId id, Member moderator, Versions.Expected expected, ThreadView.SlowMode slowMode) {
        if (slowMode.until() != null) {
            requireFuture(slowMode.until(), clock.instant());
        }
        var before = hold(tx, id, moderator, expected).slowMode();
        ThreadToolStore.slow(tx, id, slowMode);
        return record(tx, id, moderator, "slow-mode-set", before, slowMode);
    }

    /**
     * Ends slow mode.
     *
     * @throws Problem NOT_FOUND also when it does not hold any more, STALE_VERSION, THREAD_MERGED
     */
    public ThreadView unslow(ThreadId id, Member moderator, Versions.Expected expected) {
        return db.write(tx -> unslow(tx, id, moderator, expected));
    }

    /** The same, as part of a transaction. */
    public ThreadView unslow(DSLContext tx, ThreadId id, Member moderator, Versions.Expected expected) {
        var before = requireSet(hold(tx, id, moderator, expected).slowMode());
        ThreadToolStore.unslow(tx, id);
        return record(tx, id, moderator, "slow-mode-ended", before, null);
    }

    private ThreadView hold(DSLContext tx, ThreadId id, Member moderator, Versions.Expected expected) {
        var thread = Threads.lock(tx, id, moderator);
        expected.require(thread.version());
        return thread.asOf(clock.instant());
    }

    /** What was set before and what is now, null where nothing is, leave their hashes in the log. */
    private ThreadView record(
            DSLContext tx,
            ThreadId id,
            Member moderator,
            String action,
            @Nullable Object before,
            @Nullable Object after) {
        var thread = threads.requireVisible(tx, id, Viewer.of(moderator));
        audit.record(
                tx,
                AuditEntry.by(moderator, action, "thread", id.value())
                        .changed(Objects.toString(before, ""), Objects.toString(after, "")));
        return thread;
    }

    private static void requireFuture(Instant until, Instant now) {
        if (!until.isAfter(now)) {
            throw Problem.invalidValue("/until", "This is over already.");
        }
    }

    private static <T> T requireSet(@Nullable T set) {
        if (set == null) {
            throw Problem.notFound();
        }
        return set;
    }
}
