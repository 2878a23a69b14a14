package waymark.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import waymark.platform.db.Database;

/** Does things at the same moment, on threads of their own. Whoever waits here waits in vain at some time, and says so. */
public final class Together {

    /** Until somebody has come so far; much longer than a busy machine needs. */
    private static final Duration TO_COME = Duration.ofSeconds(20);

    private static final Duration TO_BE_LET_GO = Duration.ofSeconds(60);
    private static final Duration TO_BE_THROUGH = Duration.ofMinutes(2);

    private Together() {}

    /** Calls the action with 0 to count - 1, all at once, and gives what it gave, in that order. */
    public static <T> List<T> times(int count, IntFunction<T> action) {
        var executor = Executors.newFixedThreadPool(count);
        var ready = new CountDownLatch(count);
        try {
            var futures = new ArrayList<Future<T>>();
            for (int i = 0; i < count; i++) {
                int number = i;
                futures.add(executor.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return action.apply(number);
                }));
            }
            return futures.stream().map(Together::get).toList();
        } finally {
            executor.shutdownNow();
        }
    }

    /** Waits until it is through; what went wrong there goes wrong here. */
    public static void await(Future<?> other) {
        var unused = get(other);
    }

    public static void await(CountDownLatch latch) {
        try {
            if (!latch.await(TO_BE_LET_GO.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("not let go after " + TO_BE_LET_GO);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** @param what is waited for, as in "until the door is open" */
    public static void until(String what, BooleanSupplier isSo) {
        long end = System.nanoTime() + TO_COME.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain until " + what);
            }
            Thread.onSpinWait();
        }
    }

    /** Waits until something else wants what this transaction holds: the other one, which has to be under way for long. */
    static void untilSomebodyWaits(DSLContext tx, Future<?> other) {
        until("somebody waits for this transaction", () -> {
            if (other.isDone()) {
                throw new AssertionError("it did not wait: " + get(other));
            }
            return isWaitedFor(tx);
        });
    }

    /**
     * What comes of a request that has to wait for what a transaction holds, which then does something else and ends. Where
     * that waits for the request in its turn, the request gives way: 503.
     */
    public static <T> T meeting(
            Database db, Consumer<DSLContext> hold, Supplier<T> request, Consumer<DSLContext> then) {
        var waiting = db.write(tx -> {
            tx.execute("set local deadlock_timeout = '60s'");
            hold.accept(tx);
            var other = CompletableFuture.supplyAsync(request);
            untilSomebodyWaits(tx, other);
            then.accept(tx);
            return other;
        });
        return get(waiting);
    }

    static boolean isWaitedFor(DSLContext tx) {
        return tx.fetch("select 1 from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))")
                .isNotEmpty();
    }

    private static <T> T get(Future<T> other) {
        try {
            return other.get(TO_BE_THROUGH.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("not through after " + TO_BE_THROUGH, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
