package waymark.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.mail.MailTransport.Outcome;
import waymark.mail.MailTransport.Result;
import waymark.platform.db.Database;
import waymark.platform.jobs.Rounds;
import waymark.platform.secret.Keyring;

/**
 * Delivers the mails that were written down, at least once: whatever happens to a server while it delivers, some server does
 * it again, with the same Message-ID. Several may be at it at the same time; each takes others.
 */
public final class MailWorker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MailWorker.class);

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration FORGET_EVERY = Duration.ofHours(1);
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(5);

    /** Whoever has taken one and says nothing for so long has died: no SMTP server is waited for as long as that. */
    static final Duration ABANDONED = Duration.ofMinutes(10);

    static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    /** Of a kind that only a server of another version knows. */
    private static final Duration UNKNOWN_WORTH_SENDING = Duration.ofDays(2);

    /** Those that are over; the others wait for as long as they are worth sending. */
    static final Duration KEPT = Duration.ofDays(30);

    private final Database db;
    private final Keyring keyring;
    private final Clock clock;
    private final Optional<MailSettings> settings;
    private final Optional<Post> post;
    private final Rounds rounds = new Rounds("mails", log, "mails were not delivered");

    /** The last one that was logged; empty when mails are delivered. */
    private String trouble = "";

    /** @param settings without any this server delivers nothing, and leaves it to others */
    public MailWorker(Database db, Keyring keyring, Optional<MailSettings> settings, Clock clock) {
        this(db, keyring, settings, settings.map(MailWorker::transport), clock);
    }

    MailWorker(
            Database db,
            Keyring keyring,
            Optional<MailSettings> settings,
            Optional<MailTransport> transport,
            Clock clock) {
        this.db = db;
        this.keyring = keyring;
        this.settings = settings;
        this.post = settings.map(given -> new Post(new Letters(given), transport.orElseThrow()));
        this.clock = clock;
    }

    private record Post(Letters letters, MailTransport transport) {}

    public void start() {
        settings.filter(given -> given.smtp().isEmpty())
                .ifPresent(given -> log.info(
                        "mails are written into {}, because WAYMARK_SMTP_URL is not set; nobody gets them",
                        given.folder()));
        if (post.isPresent()) {
            rounds.every(EVERY, this::deliverDue);
        }
        rounds.every(FORGET_EVERY, this::forgetOld);
    }

    /**
     * Delivers what is due, until nothing is left or no mail can be sent at the moment. Waits for a round of this worker that
     * is going on, so that what was due before the call is through afterwards.
     *
     * @return how many were delivered
     */
    public synchronized int deliverDue() {
        int delivered = 0;
        while (post.isPresent() && !Thread.currentThread().isInterrupted()) {
            var now = clock.instant();
            var claimed = db.write(tx -> MailStore.claim(tx, now, now.plus(ABANDONED)));
            if (claimed.isEmpty()) {
                break;
            }
            if (claimed.get().inMemoriam()) {
                // Written down by somebody who could not know it yet.
                db.run(tx -> MailStore.delete(tx, claimed.get().id()));
                continue;
            }
            var result = deliver(post.get(), claimed.get());
            if (result == Result.OUT_OF_ORDER) {
                break;
            }
            delivered += result == Result.ACCEPTED ? 1 : 0;
        }
        return delivered;
    }

    /**
     * Forgets what has been over for long enough, and the files of mails that are forgotten.
     *
     * @return how many mails
     */
    public synchronized int forgetOld() {
        int forgotten = db.write(tx -> MailStore.deleteOlder(tx, clock.instant().minus(KEPT)));
        post.ifPresent(to -> to.transport().keepOnly(ids -> db.read(tx -> MailStore.known(tx, ids))));
        return forgotten;
    }

    @Override
    public void close() {
        if (!rounds.end(LONGEST_FAREWELL)) {
            log.warn("mails are left in the middle of a delivery");
        }
    }

    private Result deliver(Post to, MailStore.Claimed claimed) {
        var outcome = attempt(to, claimed);
        var now = clock.instant();
        switch (outcome.result()) {
            case ACCEPTED -> db.run(tx -> MailStore.deliver(tx, claimed.id(), outcome.status(), now));
            case REFUSED -> giveUp(claimed, outcome.status(), now);
            case NOT_NOW, OUT_OF_ORDER -> postpone(claimed, outcome.status(), now);
        }
        note(outcome);
        return outcome.result();
    }

    private Outcome attempt(Post to, MailStore.Claimed claimed) {
        try {
            var kind = MailKind.find(claimed.kind()).orElseThrow();
            var sealed = Sealed.open(keyring, claimed.sealed());
            var message = to.letters().write(claimed.id(), kind, sealed, claimed.writtenAt());
            return to.transport().send(claimed.id(), claimed.writtenAt(), message);
        } catch (AddressException e) {
            return Outcome.of(Result.REFUSED, null);
        } catch (MessagingException | RuntimeException e) {
            // Its message may hold what is in the mail. A server with other keys or of another version may do better.
            log.warn(
                    "mail {}, {}, cannot be made here: {}",
                    claimed.id(),
                    claimed.kind(),
                    e.getClass().getName());
            return Outcome.of(Result.NOT_NOW, null);
        }
    }

    private void postpone(MailStore.Claimed claimed, @Nullable Integer status, Instant now) {
        var worthSending =
                MailKind.find(claimed.kind()).map(MailKind::worthSending).orElse(UNKNOWN_WORTH_SENDING);
        if (now.isBefore(claimed.writtenAt().plus(worthSending))) {
            db.run(tx -> MailStore.postpone(tx, claimed, status, now.plus(pauseAfter(claimed.attempts()))));
        } else {
            giveUp(claimed, status, now);
        }
    }

    private void giveUp(MailStore.Claimed claimed, @Nullable Integer status, Instant now) {
        db.run(tx -> MailStore.giveUp(tx, claimed, status, now));
        log.warn(
                "mail {}, {}, is given up after {} attempts, the last one answered with {}",
                claimed.id(),
                claimed.kind(),
                claimed.attempts(),
                status);
    }

    /** Once, and not with each mail. */
    private void note(Outcome outcome) {
        if (outcome.result() == Result.OUT_OF_ORDER && !outcome.trouble().equals(trouble)) {
            trouble = outcome.trouble();
            log.warn("mails wait, because of the server or the folder they go to: {}", trouble);
        } else if (outcome.result() == Result.ACCEPTED && !trouble.isEmpty()) {
            trouble = "";
            log.info("mails are delivered again");
        }
    }

    /** Twice as long after each attempt, up to a quarter of an hour. */
    static Duration pauseAfter(int attempts) {
        int doublings = Math.min(attempts - 1, 20);
        var pause = FIRST_PAUSE.multipliedBy(1L << doublings);
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private static MailTransport transport(MailSettings settings) {
        return settings.smtp()
                .<MailTransport>map(server -> new SmtpTransport(settings, server))
                .orElseGet(() -> new FolderTransport(settings.folder()));
    }
}
