package waymark.accounts;

import java.util.Optional;
import org.jooq.DSLContext;
import waymark.ids.AccountId;
import waymark.mail.MailKind;
import waymark.mail.Mails;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.http.Caller;
import waymark.platform.log.SecurityEvent;
import waymark.platform.log.SecurityLog;
import waymark.platform.problem.Problem;

/**
 * New passwords, for people who know the present one and for people who do not. With the old password go the sessions that
 * were opened with it, and the links that wait in a mailbox.
 */
public final class PasswordChanges {

    private final Database db;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final Sessions sessions;
    private final AccountLinks links;
    private final Accounts accounts;
    private final Mails mails;

    public PasswordChanges(
            Database db,
            Passwords passwords,
            PasswordRules rules,
            Sessions sessions,
            AccountLinks links,
            Accounts accounts,
            Mails mails) {
        this.db = db;
        this.passwords = passwords;
        this.rules = rules;
        this.sessions = sessions;
        this.links = links;
        this.accounts = accounts;
        this.mails = mails;
    }

    /**
     * Mails a link for a new password to whoever has proved that this address is theirs. To the caller it makes no
     * difference whether anybody has.
     *
     * @throws Problem INVALID_VALUE when no mail can be written to it
     */
    public void askForReset(DSLContext tx, String address) {
        links.mailReset(tx, address);
    }

    /**
     * Gives the account that a link was mailed for a new password, ends all of its sessions, and takes off the account
     * elsewhere that was linked. Call it outside a transaction: it is slow on purpose, though not for a link that does not
     * work.
     *
     * @return the name of the account
     * @throws Problem LINK_NOT_VALID, INVALID_VALUE, UNAVAILABLE
     */
    public String reset(String token, String password) {
        var id =
                db.read(tx -> links.require(tx, LinkKind.RESET_PASSWORD, token)).account();
        requireGood("/password", password, id);
        var hash = passwords.hash(password);
        return db.write(tx -> {
            AccountStore.hold(tx, id);
            links.use(tx, LinkKind.RESET_PASSWORD, token);
            AccountStore.setPassword(tx, id, hash);
            int unused = sessions.endAll(tx, id);
            // Whoever had got in may have linked an account of their own.
            boolean unusedToo = IdentityStore.unlink(tx, id);
            int unusedAsWell = IdentityStore.deleteAttempts(tx, id);
            tell(tx, id);
            SecurityLog.note(SecurityEvent.PASSWORD_RESET, id);
            return accounts.require(tx, id).username();
        });
    }

    /**
     * Changes the password of somebody who knows the present one. They stay signed in where they are, and nowhere else.
     * Call it outside a transaction: it is slow on purpose.
     *
     * @throws Problem INVALID_VALUE, SIGN_IN_NEEDED, UNAVAILABLE
     */
    void change(Member member, KnownPassword known, String wanted) {
        requireGood("/newPassword", wanted, member.id());
        var hash = passwords.hash(wanted);
        db.run(tx -> {
            // Also from those who are making a link at this moment: it goes with the others.
            AccountStore.hold(tx, member.id());
            known.requireStill(tx);
            AccountStore.setPassword(tx, member.id(), hash);
            sessions.endOthers(tx, member.id(), member.session());
            tell(tx, member.id());
            SecurityLog.note(SecurityEvent.PASSWORD_CHANGED, member.id());
        });
    }

    /**
     * Looks whether this is the password of somebody who is signed in. As slow as signing in: call it outside a transaction,
     * within {@link Failures}.
     *
     * @param pointer where it stood
     * @throws Problem INVALID_VALUE, SIGN_IN_NEEDED when the account was closed meanwhile, UNAVAILABLE
     */
    public KnownPassword requirePassword(Member member, String password, String pointer) {
        var secret = db.read(tx -> secretOf(tx, member));
        if (!passwords.matches(password, secret.passwordHash())) {
            throw wrong(pointer);
        }
        return new KnownPassword(member, secret, pointer);
    }

    private static AccountStore.Secret secretOf(DSLContext tx, Member member) {
        return AccountStore.findSecret(tx, member.username())
                .filter(secret -> secret.account().equals(member.id()))
                .orElseThrow(Caller::signInNeeded);
    }

    private void requireGood(String pointer, String password, AccountId id) {
        var account = db.read(tx -> accounts.require(tx, id));
        rules.require(pointer, password, account.username(), Optional.ofNullable(account.email()));
    }

    private void tell(DSLContext tx, AccountId id) {
        // Whoever asked for them did so when another password held.
        AccountLinkStore.deleteOf(tx, id);
        accounts.tell(tx, id, MailKind.PASSWORD_CHANGED, mails);
    }

    private static Problem wrong(String pointer) {
        return Problem.invalidValue(pointer, "This is not your password.");
    }

    /** That somebody knew their password a moment ago. */
    public static final class KnownPassword {

        private final Member member;
        private final AccountStore.Secret secret;
        private final String pointer;

        private KnownPassword(Member member, AccountStore.Secret secret, String pointer) {
            this.member = member;
            this.secret = secret;
            this.pointer = pointer;
        }

        /**
         * Holds the account, and sees to it that the password was not changed since it was looked at.
         *
         * @throws Problem INVALID_VALUE, SIGN_IN_NEEDED when the account was closed meanwhile
         */
        public void requireStill(DSLContext tx) {
            AccountStore.holdBesideReferences(tx, member.id());
            if (!secretOf(tx, member).equals(secret)) {
                throw wrong(pointer);
            }
        }
    }
}
