package waymark.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.accounts.Accounts;
import waymark.ids.Ids;
import waymark.mail.Mail;
import waymark.mail.MailKind;
import waymark.mail.Mails;
import waymark.platform.db.Database;
import waymark.platform.jobs.Rounds;
import waymark.platform.secret.Keyring;

/** Makes the copies that members asked for. Several may be at it at the same time; each takes others. */
public final class ExportWorker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ExportWorker.class);

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(5);

    /** Whoever has taken one and says nothing for so long has died, or failed. */
    static final Duration ABANDONED = Duration.ofMinutes(10);

    static final Duration KEPT = Duration.ofDays(7);
    static final int MOST_ATTEMPTS = 5;

    private final Database db;
    private final Accounts accounts;
    private final Mails mails;
    private final Keyring keys;
    private final Ids ids;
    private final Clock clock;
    private final ExportWordings words = ExportWordings.load();
    private final Rounds rounds = new Rounds("exports", log, "exports were not made");

    public ExportWorker(Database db, Accounts accounts, Mails mails, Keyring keys, Ids ids, Clock clock) {
        this.db = db;
        this.accounts = accounts;
        this.mails = mails;
        this.keys = keys;
        this.ids = ids;
        this.clock = clock;
    }

    public void start() {
        rounds.every(EVERY, this::makeDue);
    }

    /**
     * Makes what is due. Waits for a round of this worker that is going on.
     *
     * @return how many are ready
     */
    public synchronized int makeDue() {
        int made = 0;
        while (!Thread.currentThread().isInterrupted()) {
            var now = clock.instant();
            var claimed = db.write(tx -> ExportStore.claim(tx, now, now.plus(ABANDONED)));
            if (claimed.isEmpty()) {
                break;
            }
            made += make(claimed.get()) ? 1 : 0;
        }
        return made;
    }

    @Override
    public void close() {
        if (!rounds.end(LONGEST_FAREWELL)) {
            log.warn("an export is left in the middle");
        }
    }

    private boolean make(ExportStore.Claimed claimed) {
        try {
            return db.write(tx -> make(tx, claimed));
        } catch (RuntimeException e) {
            log.error("export {} could not be made, attempt {}", claimed.id(), claimed.attempts(), e);
            if (claimed.attempts() >= MOST_ATTEMPTS) {
                db.run(tx -> ExportStore.giveUp(tx, claimed.id(), clock.instant()));
            }
            return false;
        }
    }

    /** All of it is there or nothing, and the mail goes with it. */
    private boolean make(DSLContext tx, ExportStore.Claimed claimed) {
        if (!ExportStore.lockWaiting(tx, claimed.id())) {
            return false;
        }
        var now = clock.instant();
        var expires = now.plus(KEPT);
        var parts = new SealedParts((number, bytes) -> ExportStore.insertPart(
                tx, ids.uuid(), claimed.id(), number, keys.seal(Exports.PURPOSE, bytes), expires));
        try {
            new ExportFile(Registry.get(), new ExportRows(tx, claimed.account(), keys, words), words, now).write(parts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ExportStore.ready(tx, claimed.id(), parts.length(), now, expires);
        // Somebody whose account is being closed has no address any more, and fetches nothing.
        Optional.ofNullable(accounts.require(tx, claimed.account()).email())
                .ifPresent(address -> mails.send(
                        tx,
                        Mail.leading(
                                MailKind.EXPORT_READY,
                                address,
                                claimed.account(),
                                "/your-data#export=" + claimed.id())));
        return true;
    }
}
