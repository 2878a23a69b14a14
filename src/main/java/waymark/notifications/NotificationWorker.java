package waymark.notifications;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.platform.jobs.Rounds;

/** Tells members again and again what has happened since, and writes the mails about it. Several servers may be at it at the same time. */
public final class NotificationWorker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(NotificationWorker.class);

    private static final Duration EVERY = Duration.ofMillis(500);
    private static final Duration MAILS_EVERY = Duration.ofSeconds(10);
    private static final Duration DIGESTS_EVERY = Duration.ofMinutes(10);
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(5);

    private final Telling telling;
    private final NotificationMails mails;
    private final Rounds rounds = new Rounds("notifications", log, "members were not told");
    /** Nobody who has the forum open waits behind them. */
    private final Rounds mailRounds = new Rounds("notification-mails", log, "members were not written to");

    public NotificationWorker(Telling telling, NotificationMails mails) {
        this.telling = telling;
        this.mails = mails;
    }

    public void start() {
        rounds.every(EVERY, this::tellDue);
        mailRounds.every(MAILS_EVERY, this::writeMails);
        mailRounds.every(DIGESTS_EVERY, this::writeDigests);
    }

    /** Writes now the mails that are due. */
    public int writeMails() {
        synchronized (mails) {
            return mails.writeDue();
        }
    }

    /** The same for digests. */
    public int writeDigests() {
        synchronized (mails) {
            return mails.writeDigests();
        }
    }

    /** Tells now. */
    public synchronized int tellDue() {
        return telling.tellDue();
    }

    @Override
    public void close() {
        mailRounds.end();
        if (!rounds.end(LONGEST_FAREWELL)) {
            log.warn("members are left in the middle of being told");
        }
    }
}
