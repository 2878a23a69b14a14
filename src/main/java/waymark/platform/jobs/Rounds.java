package waymark.platform.jobs;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/** What a server does again and again on a thread of its own, one thing after the other. */
public final class Rounds {

    private final Logger log;
    private final String failed;
    private final ScheduledExecutorService executor;

    /**
     * @param thread its name
     * @param failed what is logged when a round goes wrong
     */
    public Rounds(String thread, Logger log, String failed) {
        this.log = log;
        this.failed = failed;
        this.executor = Executors.newSingleThreadScheduledExecutor(task -> {
            var made = new Thread(task, thread);
            made.setDaemon(true);
            return made;
        });
    }

    /** The first time after one pause. */
    public void every(Duration pause, Runnable task) {
        every(pause, pause, task);
    }

    public void every(Duration first, Duration pause, Runnable task) {
        var unused = executor.scheduleWithFixedDelay(
                () -> safely(task), first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Begins nothing any more, and interrupts what is being done. */
    public void end() {
        var unused = executor.shutdownNow();
    }

    /**
     * The same, and waits for the end of what is being done.
     *
     * @return false when it took longer than that
     */
    public boolean end(Duration longest) {
        end();
        try {
            return executor.awaitTermination(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void safely(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            // An exception would end the schedule, and the next time may be a better one.
            log.warn(failed, e);
        }
    }
}
