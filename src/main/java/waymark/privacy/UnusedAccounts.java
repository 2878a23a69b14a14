package waymark.privacy;

import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jooq.DSLContext;
import waymark.accounts.Accounts;
import waymark.ids.AccountId;
import waymark.mail.Mail;
import waymark.mail.MailKind;
import waymark.mail.Mails;
import waymark.platform.db.Database;
import waymark.platform.erasure.Fate;

/**
 * Accounts that nobody has used for two years. Their owners get a mail; whoever does not sign in within the time that it names
 * is erased, and their words stay without a name. Nobody is erased whom no mail has reached, nor somebody who has died or who
 * looks after the forum.
 */
public final class UnusedAccounts {

    /** The period is the one that the registry of personal data gives. */
    static final Period UNUSED = Period.ofMonths(24);

    /** As the mail says. */
    static final Period TO_COME_BACK = Period.ofDays(60);

    /** In one go; the others follow the next day. */
    private static final int MOST = 500;

    private static final ErasureChoice WITHOUT_A_NAME = new ErasureChoice(
            Fate.ANONYMISE, new ErasureChoice.Content(Fate.ANONYMISE, Fate.ANONYMISE, Fate.ANONYMISE, Fate.ANONYMISE));

    private static final Done NOTHING = new Done(0, 0);

    private final Database db;
    private final Accounts accounts;
    private final Erasures erasures;
    private final Mails mails;
    private final boolean mailed;
    private final Clock clock;

    /** @param mailed whether mails go to people, and not into a folder: otherwise nothing happens */
    public UnusedAccounts(Database db, Accounts accounts, Erasures erasures, Mails mails, boolean mailed, Clock clock) {
        this.db = db;
        this.accounts = accounts;
        this.erasures = erasures;
        this.mails = mails;
        this.mailed = mailed;
        this.clock = clock;
    }

    /** How many were, or would be, written to, and of how many the erasure has begun, or would begin. */
    public record Done(int told, int closed) {}

    /** How many there are now. Changes nothing. */
    public Done count() {
        return mailed
                ? db.read(tx -> new Done(
                        UnusedAccountStore.toTell(tx, unusedSince(), MOST).size(),
                        UnusedAccountStore.toClose(tx, unusedSince(), toldBefore(), MOST)
                                .size()))
                : NOTHING;
    }

    /** Goes through them once. */
    public Done run() {
        if (!mailed) {
            return NOTHING;
        }
        int closed = 0;
        for (var account : db.read(tx -> UnusedAccountStore.toClose(tx, unusedSince(), toldBefore(), MOST))) {
            closed += db.write(tx -> close(tx, account)) ? 1 : 0;
        }
        db.run(tx -> accounts.noteToldUnused(tx, MailKind.ACCOUNT_UNUSED, unusedSince()));
        int told = 0;
        for (var account : db.read(tx -> UnusedAccountStore.toTell(tx, unusedSince(), MOST))) {
            told += db.write(tx -> tell(tx, account)) ? 1 : 0;
        }
        return new Done(told, closed);
    }

    private boolean tell(DSLContext tx, AccountId account) {
        accounts.hold(tx, account);
        // Somebody else, or its owner, may have been quicker.
        if (!UnusedAccountStore.isToTell(tx, account, unusedSince())) {
            return false;
        }
        var address = Objects.requireNonNull(accounts.require(tx, account).email());
        mails.send(tx, Mail.of(MailKind.ACCOUNT_UNUSED, address, account));
        return true;
    }

    private boolean close(DSLContext tx, AccountId account) {
        accounts.hold(tx, account);
        if (!UnusedAccountStore.isToClose(tx, account, unusedSince(), toldBefore())) {
            return false;
        }
        erasures.begin(tx, account, WITHOUT_A_NAME);
        return true;
    }

    private LocalDate unusedSince() {
        return today().minus(UNUSED);
    }

    private LocalDate toldBefore() {
        return today().minus(TO_COME_BACK);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
