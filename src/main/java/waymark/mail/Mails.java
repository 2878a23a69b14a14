package waymark.mail;

import static waymark.schema.Tables.MAIL;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import waymark.ids.AccountId;
import waymark.ids.Ids;
import waymark.platform.db.Database;
import waymark.platform.secret.Keyring;
import waymark.platform.secret.SealedColumn;

/** Writes down which mails are to be sent. */
public final class Mails {

    /** Longer than any mail waits when all is well. */
    static final Duration LONG = Duration.ofMinutes(15);

    /** For sealing them anew while they wait. */
    public static final SealedColumn<UUID> SEALED =
            new SealedColumn<>(MAIL, MAIL.ID, MAIL.SEALED, Sealed.PURPOSE, Optional.empty());

    static final Duration LATELY = Duration.ofDays(1);

    private final Database db;
    private final Keyring keyring;
    private final Ids ids;
    private final Clock clock;

    public Mails(Database db, Keyring keyring, Ids ids, Clock clock) {
        this.db = db;
        this.keyring = keyring;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Sends a mail, seconds after the caller's transaction is there for good, and does not send it if it is not. It may
     * arrive more than once, with the same Message-ID. Nothing is sent about the account of somebody who has died.
     */
    public void send(DSLContext tx, Mail mail) {
        boolean unused = trySend(tx, mail);
    }

    /**
     * The same.
     *
     * @return whether it is sent
     */
    public boolean trySend(DSLContext tx, Mail mail) {
        return write(tx, mail, true);
    }

    /**
     * Sends nothing, and takes as long as {@link #send}: for answers whose time must not tell whether somebody gets a
     * mail.
     */
    public void sendNothing(DSLContext tx, Mail mail) {
        boolean unused = write(tx, mail, false);
    }

    /** The same work in each case. */
    private boolean write(DSLContext tx, Mail mail, boolean wanted) {
        var sealed = new Sealed(mail.to(), mail.path()).seal(keyring);
        boolean dead = MailStore.isInMemoriam(tx, mail.about());
        if (wanted && !dead) {
            MailStore.insert(tx, ids.uuid(), mail, sealed, clock.instant());
        } else {
            MailStore.insertNothing(tx, ids.uuid(), mail.kind(), clock.instant());
        }
        return wanted && !dead;
    }

    /**
     * Forgets what was sent about an account, and does not send what still waits. What is being delivered at this moment
     * may still arrive.
     *
     * @return how many were forgotten
     */
    public int forget(DSLContext tx, AccountId account) {
        return MailStore.deleteOf(tx, account);
    }

    /** Does not send what of this kind still waits for an account, because it would be of no use any more. It counts as written. */
    public void withdraw(DSLContext tx, AccountId account, MailKind kind) {
        MailStore.withdraw(tx, account, kind, clock.instant());
    }

    /** How many of a kind were written since then about the accounts that say the address of this one is theirs. */
    public int countToAddressOf(DSLContext tx, AccountId account, MailKind kind, Instant since) {
        return MailStore.countToAddressOf(tx, account, kind, since);
    }

    /** How many have been waiting for so long that somebody should look at the settings. */
    public int countLate() {
        return db.read(tx -> MailStore.countWaiting(tx, clock.instant().minus(LONG)));
    }

    /** How many were given up lately although nobody had refused them for good. */
    public int countGivenUp() {
        return db.read(tx -> MailStore.countGivenUp(tx, clock.instant().minus(LATELY)));
    }
}
