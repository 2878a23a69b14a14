package waymark.testing;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import waymark.platform.db.Database;

/** Does things at the same moment, on threads of their own. */
public final class Together {

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
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * What comes of a request that has to wait for what a transaction holds, which then does something else and ends. Where
     * that waits for the request in its turn, the request gives way: 503.
     */
    public static Answer meeting(
            Database db, Consumer<DSLContext> hold, Supplier<Answer> request, Consumer<DSLContext> then) {
        var waiting = db.write(tx -> {
            tx.execute("set local deadlock_timeout = '60s'");
            hold.accept(tx);
            var other = CompletableFuture.supplyAsync(request);
            while (!isSomebodyWaiting(tx)) {
                assertFalse(other.isDone(), "it did not wait");
                Thread.onSpinWait();
            }
            then.accept(tx);
            return other;
        });
        return waiting.join();
    }

    /** Whether some transaction on this database waits for another one. */
    public static boolean isSomebodyWaiting(DSLContext tx) {
        // Else a transaction is shown the connections there were when it first looked, and no later one.
        tx.execute("select pg_stat_clear_snapshot()");
        return tx.fetch(
                        "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
                .isNotEmpty();
    }

    private static <T> T get(Future<T> other) {
        try {
            return other.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
