package waymark.accounts;

import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import waymark.ids.AccountId;
import waymark.mail.Mail;
import waymark.mail.MailKind;
import waymark.mail.Mails;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.log.SecurityEvent;
import waymark.platform.log.SecurityLog;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;
import waymark.platform.secret.Keyring;

/**
 * Whose e-mail address is whose. Any number of accounts may claim an address; it belongs to the one that proves it first,
 * by opening a link that was mailed there.
 */
public final class EmailAddresses {

    private final Database db;
    private final AccountLinks links;
    private final Mails mails;
    private final EmailSeal emails;
    private final Clock clock;

    public EmailAddresses(Database db, AccountLinks links, Mails mails, Keyring keys, Clock clock) {
        this.db = db;
        this.links = links;
        this.mails = mails;
        this.emails = new EmailSeal(keys);
        this.clock = clock;
    }

    /**
     * Mails a link with which an account can prove this address. What the caller sees does not tell whether the address
     * belongs to somebody already; only its owner is told, by mail. The address the account has stays until then.
     */
    public void askForProof(DSLContext tx, AccountId account, String address) {
        links.mailProof(tx, account, address);
    }

    /**
     * Mails a link to another address, for somebody who knows their password. What they see does not tell whether it belongs
     * to somebody else. Their present address stays, and is told, when the link is opened.
     *
     * @throws Problem INVALID_VALUE, SIGN_IN_NEEDED
     */
    void change(Member member, PasswordChanges.KnownPassword known, String address) {
        db.run(tx -> {
            known.requireStill(tx);
            links.mailProof(tx, member.id(), address);
        });
    }

    /** Mails a link to the address the account has. Nothing happens when that was proved already. */
    public void sendAgain(DSLContext tx, AccountId id) {
        var account = AccountStore.find(tx, emails, id).orElseThrow(Problem::notFound);
        if (!account.emailVerified() && account.email() != null) {
            links.mailProof(tx, id, account.email());
        }
    }

    /**
     * Makes the address that a link was mailed to the proved one of its account. The address it had before is told. An
     * account whose address is proved already gets another one only from whoever is signed in to it: the other one may be
     * mistyped, and whoever reads there must not get the account with it.
     *
     * @param caller who is signed in
     * @throws Problem LINK_NOT_VALID, also when somebody else has proved the address since; SIGN_IN_NEEDED
     */
    public void prove(DSLContext tx, String token, Optional<Member> caller) {
        var link = links.require(tx, LinkKind.VERIFY_ADDRESS, token);
        var address = emails.open(Objects.requireNonNull(link.addressSealed()));
        AccountStore.holdAddress(tx, emails.hashes(address));
        AccountStore.hold(tx, link.account());
        links.use(tx, LinkKind.VERIFY_ADDRESS, token);
        if (AccountStore.findVerified(tx, emails.hashes(address))
                .filter(other -> !other.equals(link.account()))
                .isPresent()) {
            throw AccountLinks.notValid();
        }
        var before = AccountStore.find(tx, emails, link.account()).orElseThrow(AccountLinks::notValid);
        if (before.emailVerified()) {
            requireOwn(before.id(), caller);
        }
        AccountStore.setVerified(
                tx,
                link.account(),
                new AccountStore.Address(emails.seal(address), emails.hash(address)),
                clock.instant());
        // Whoever reads the mailbox that was has no way in any more.
        AccountLinkStore.deleteOf(tx, link.account());
        tellTheOldAddress(tx, before, address);
        SecurityLog.note(SecurityEvent.EMAIL_VERIFIED, link.account());
    }

    private static void requireOwn(AccountId account, Optional<Member> caller) {
        var signedIn = caller.orElseThrow(() -> ProblemType.SIGN_IN_NEEDED.because(
                "Please sign in to the account whose address this is to be, and open the link again."));
        if (!signedIn.id().equals(account)) {
            throw AccountLinks.notValid();
        }
    }

    private void tellTheOldAddress(DSLContext tx, Account before, String address) {
        var old = before.email();
        if (before.emailVerified() && old != null && !EmailSeal.normalised(old).equals(EmailSeal.normalised(address))) {
            mails.send(tx, Mail.of(MailKind.ADDRESS_CHANGED, old, before.id()));
        }
    }
}
