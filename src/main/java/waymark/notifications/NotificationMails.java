package waymark.notifications;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.accounts.Accounts;
import waymark.accounts.Restrictions;
import waymark.ids.AccountId;
import waymark.mail.Mail;
import waymark.mail.MailKind;
import waymark.mail.Mails;
import waymark.platform.access.Restriction;
import waymark.platform.db.Database;
import waymark.preferences.Choices;
import waymark.preferences.Preferences;

/**
 * Writes to members that there is something new for them, without a word of what it is. One mail until they have looked:
 * nobody is chased. Written down once with the mark that it is, whichever server does it.
 */
public final class NotificationMails {

    private static final Logger log = LoggerFactory.getLogger(NotificationMails.class);

    /** Of those who are due, some are in their quiet hours. */
    private static final int AT_A_TIME = 10_000;

    private static final Duration LOOK_AGAIN = Duration.ofHours(1);

    private final Database db;
    private final Accounts accounts;
    private final Restrictions restrictions;
    private final Mails mails;
    private final Unsubscribing unsubscribing;
    private final Clock clock;

    public NotificationMails(
            Database db,
            Accounts accounts,
            Restrictions restrictions,
            Mails mails,
            Unsubscribing unsubscribing,
            Clock clock) {
        this.db = db;
        this.accounts = accounts;
        this.restrictions = restrictions;
        this.mails = mails;
        this.unsubscribing = unsubscribing;
        this.clock = clock;
    }

    /**
     * Writes the mails that are due now.
     *
     * @return how many
     */
    public int writeDue() {
        int written = 0;
        while (!Thread.currentThread().isInterrupted()) {
            var done = writeOne();
            if (done == Done.NOTHING_DUE) {
                break;
            }
            written += done == Done.WRITTEN ? 1 : 0;
        }
        return written;
    }

    /**
     * Writes the digests that are due now: to those who want them, when something has come up in what they follow.
     *
     * @return how many
     */
    public int writeDigests() {
        int written = 0;
        for (var account : db.read(tx -> DigestStore.due(tx, clock.instant(), AT_A_TIME))) {
            try {
                written += db.write(tx -> writeDigest(tx, account)) ? 1 : 0;
            } catch (RuntimeException e) {
                log.warn("a digest could not be written", e);
            }
        }
        return written;
    }

    private enum Done {
        NOTHING_DUE,
        WRITTEN,
        LEFT
    }

    private Done writeOne() {
        var held = new AtomicReference<AccountId>();
        try {
            return db.write(tx -> {
                var due = BoxStore.holdDue(tx, clock.instant());
                due.ifPresent(found -> held.set(found.account()));
                return due.isEmpty() ? Done.NOTHING_DUE : writeOne(tx, due.get());
            });
        } catch (RuntimeException e) {
            // One that cannot be written must not keep the others from being written.
            var account = Optional.ofNullable(held.get()).orElseThrow(() -> e);
            log.warn("a mail about what is new could not be written", e);
            db.run(tx -> BoxStore.postponeMail(tx, account, clock.instant().plus(LOOK_AGAIN)));
            return Done.LEFT;
        }
    }

    private Done writeOne(DSLContext tx, BoxStore.Due due) {
        var now = clock.instant();
        var account = due.account();
        var choices = Preferences.of(tx, account);
        var later = choices.mayBeSentAt(now);
        if (later.isAfter(now)) {
            // They may choose otherwise before that.
            var soon = now.plus(LOOK_AGAIN);
            BoxStore.postponeMail(tx, account, later.isBefore(soon) ? later : soon);
            return Done.LEFT;
        }
        boolean wanted = NotificationStore.hasUnread(tx, account, kinds(tx, account, choices), due.mailed(), now);
        if (!wanted) {
            BoxStore.cancelMail(tx, account);
            return Done.LEFT;
        }
        write(tx, account, MailKind.SOMETHING_NEW);
        BoxStore.noteMail(tx, account);
        return Done.WRITTEN;
    }

    private boolean writeDigest(DSLContext tx, AccountId account) {
        if (!accounts.holdOpen(tx, account)) {
            return false;
        }
        var now = clock.instant();
        var before = DigestStore.hold(tx, account, now);
        var choices = Preferences.of(tx, account);
        if (before.isEmpty()
                || choices.mayBeSentAt(now).isAfter(now)
                || !DigestStore.isDue(choices.digest(), before.get(), now)) {
            return false;
        }
        boolean news = !isSuspended(tx, account) && DigestStore.hasNews(tx, account, before.get());
        if (news) {
            write(tx, account, MailKind.DIGEST);
        }
        DigestStore.note(tx, account, now);
        return news;
    }

    private void write(DSLContext tx, AccountId account, MailKind kind) {
        accounts.provenAddress(tx, account)
                .ifPresent(address -> mails.send(
                        tx,
                        Mail.leading(kind, address, account, "/unsubscribe#token=" + unsubscribing.token(account))));
    }

    /** Whoever is suspended is written to about what is theirs, not about what they cannot read. */
    private List<String> kinds(DSLContext tx, AccountId account, Choices choices) {
        boolean suspended = isSuspended(tx, account);
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.isMailed(choices.mail()))
                .filter(kind -> !suspended || kind.isOfTheTeam())
                .map(Kind::code)
                .toList();
    }

    private boolean isSuspended(DSLContext tx, AccountId account) {
        return restrictions
                .of(tx, account)
                .filter(each -> each.kind() == Restriction.Kind.SUSPENDED)
                .isPresent();
    }
}
