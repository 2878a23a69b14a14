package waymark.signposting;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.signposting.matching.Match;

/**
 * Looks at what people write. Whatever happens to the matcher, whoever asks gets an answer before the deadline: nobody's
 * post waits because the safety of the forum broke.
 *
 * <p>The matcher runs on threads of its own. One that does not come back is interrupted and given up; when all of them
 * are given up, looking fails at once, until one of them comes back after all.
 */
public final class Examiner implements AutoCloseable {

    /** The most that can be lost to a matcher that does not come back. */
    static final int THREADS = 4;

    /** Texts that may wait for a thread: as many as there can be requests in a busy moment. */
    private static final int QUEUE = 250;

    /** How much longer than somebody who posts something may wait that nobody is waiting for. */
    private static final int PATIENCE = 10;

    /** Enough for the compiler of the virtual machine to have seen the matcher. */
    private static final int WARM_UP_ROUNDS = 30;

    private static final String WARM_UP_TEXT = """
            Hello all, day 12 at home after my cells and mostly good news. No temperature, no shaking, eating well.
            My husband is driving me to clinic on Tuesday. We were told to ring if it goes over 38, it was 36.8 today!
            Has anyone gone back to work after six months? I was so scared before the infusion, and so tired after it.
            """;

    private static final Logger log = LoggerFactory.getLogger(Examiner.class);

    private final Supplier<Catalogue> catalogue;
    private final TextMatcher matcher;
    private final Duration deadline;
    private final Set<Look> givenUp = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), Examiner::newThread);

    /** @param catalogue the version to look with now */
    public Examiner(Supplier<Catalogue> catalogue, ExaminerSettings settings) {
        this.catalogue = catalogue;
        this.matcher = settings.matcher();
        this.deadline = settings.deadline();
        executor.allowCoreThreadTimeOut(true);
    }

    /** Makes the first posts after a start as quick to look at as all others. Without it they might miss the deadline. */
    public void warmUp() {
        var current = catalogue.get();
        for (int i = 0; i < WARM_UP_ROUNDS; i++) {
            var unused = current.matcher().match(WARM_UP_TEXT);
        }
    }

    /** Looks at a text that somebody is posting. */
    public Examination examine(String text) {
        return examine(text, deadline);
    }

    /** Looks at a text that nobody is waiting for. */
    Examination examinePatiently(String text) {
        return examine(text, deadline.multipliedBy(PATIENCE));
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private Examination examine(String text, Duration patience) {
        var current = catalogue.get();
        var look = new Look(current, text);
        try {
            if (givenUp.size() >= THREADS) {
                throw new RejectedExecutionException("no thread has come back");
            }
            executor.execute(look);
            return Examination.of(current.version(), look.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (ExecutionException e) {
            log.warn("the matcher failed: {}", whereAndWhat(Objects.requireNonNull(e.getCause())));
        } catch (TimeoutException e) {
            giveUp(look);
            log.warn("the matcher did not come back within {} ms", patience.toMillis());
        } catch (RejectedExecutionException e) {
            log.warn("no thread is free for the matcher; {} are given up", givenUp.size());
        } catch (InterruptedException e) {
            giveUp(look);
            Thread.currentThread().interrupt();
        }
        return Examination.unchecked(current.version());
    }

    private void giveUp(Look look) {
        givenUp.add(look);
        look.cancel(true);
        executor.remove(look);
        // It may have come back in between, and would then never be taken out.
        if (!look.running) {
            givenUp.remove(look);
        }
    }

    /** Never the message of the exception: it may hold words of the text. */
    private static String whereAndWhat(Throwable fault) {
        var trace = fault.getStackTrace();
        return fault.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }

    private static Thread newThread(Runnable task) {
        var thread = new Thread(task, "examiner");
        thread.setDaemon(true);
        return thread;
    }

    /** One text being looked at. */
    private final class Look extends FutureTask<List<Match>> {

        private volatile boolean running;

        Look(Catalogue current, String text) {
            super(() -> matcher.match(current, text));
        }

        @Override
        public void run() {
            running = true;
            try {
                super.run();
            } finally {
                running = false;
                givenUp.remove(this);
            }
        }
    }
}
