package waymark.operations;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.accounts.Sessions;
import waymark.platform.http.Retries;

/** Forgets what has run out. Several servers may do it at once; each finds less to do. */
public final class Housekeeping implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration EVERY = Duration.ofHours(1);

    private final Sessions sessions;
    private final Retries retries;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "housekeeping");
        thread.setDaemon(true);
        return thread;
    });

    public Housekeeping(Sessions sessions, Retries retries) {
        this.sessions = sessions;
        this.retries = retries;
    }

    public void start() {
        var unused = executor.scheduleWithFixedDelay(
                this::sweepSafely, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    /** Forgets now. */
    public void sweep() {
        log.info("forgot {} sessions and {} stored answers", sessions.forgetOld(), retries.forgetOld());
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private void sweepSafely() {
        try {
            sweep();
        } catch (RuntimeException e) {
            // An exception would end the schedule, and the next hour may be a better one.
            log.warn("housekeeping did not finish", e);
        }
    }
}
