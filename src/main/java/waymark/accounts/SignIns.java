package waymark.accounts;

import java.util.Optional;
import org.jooq.DSLContext;
import waymark.ids.AccountId;
import waymark.mail.MailKind;
import waymark.mail.Mails;
import waymark.platform.db.Database;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** Signing in with a name, a password and, where there is one, a second factor. */
public final class SignIns {

    private final Database db;
    private final Passwords passwords;
    private final Accounts accounts;
    private final SecondFactors secondFactors;
    private final Sessions sessions;
    private final Mails mails;

    public SignIns(
            Database db,
            Passwords passwords,
            Accounts accounts,
            SecondFactors secondFactors,
            Sessions sessions,
            Mails mails) {
        this.db = db;
        this.passwords = passwords;
        this.accounts = accounts;
        this.secondFactors = secondFactors;
        this.sessions = sessions;
        this.mails = mails;
    }

    /**
     * Whose name and password these are. A name nobody has takes as long as a wrong password. Call it outside a
     * transaction: it is slow on purpose.
     *
     * @throws Problem WRONG_CREDENTIALS, UNAVAILABLE
     */
    AccountStore.Secret verify(String username, String password) {
        return passwords.admit(place -> {
            var secret = db.read(tx -> AccountStore.findSecret(tx, username));
            if (secret.isEmpty()) {
                place.matchesNobody(password);
                throw wrongCredentials();
            }
            if (!place.matches(password, secret.get().passwordHash())) {
                throw wrongCredentials();
            }
            return secret.get();
        });
    }

    /**
     * Opens a session for somebody whose password was verified, if it is still theirs. That there is a second factor is told
     * to whoever knows the password, and to nobody else; a code that is wrong is refused like a wrong password. Whoever is
     * signed in already with other browsers gets a mail.
     *
     * @param code of the second factor
     * @throws Problem CODE_NEEDED, WRONG_CREDENTIALS
     */
    Sessions.NewSession open(
            DSLContext tx, AccountStore.Secret verified, Optional<String> code, Optional<String> client) {
        AccountStore.holdBesideReferences(tx, verified.account());
        // Whoever has chosen another password in the meantime has ended all sessions, and this one with them.
        if (!AccountStore.holds(tx, verified)) {
            throw wrongCredentials();
        }
        return open(tx, verified.account(), code, client);
    }

    /**
     * The same for somebody who has shown in another way who they are. Call it while holding the account: neither does the
     * second factor change then.
     *
     * @throws Problem CODE_NEEDED, WRONG_CREDENTIALS
     */
    Sessions.NewSession open(DSLContext tx, AccountId account, Optional<String> code, Optional<String> client) {
        if (!AccountStore.holdOpen(tx, account)) {
            throw wrongCredentials();
        }
        boolean needed = secondFactors.isOn(tx, account);
        if (needed) {
            var given = code.orElseThrow(() -> ProblemType.CODE_NEEDED.because(
                    "Please give the code that your app shows now, or one of your recovery codes."));
            if (!secondFactors.use(tx, account, given)) {
                throw wrongCredentials();
            }
        }
        if (sessions.isUnlikeOthers(tx, account, client)) {
            accounts.tell(tx, account, MailKind.NEW_SIGN_IN, mails);
        }
        return sessions.open(tx, account, new Sessions.Opening(client, needed));
    }

    static Problem wrongCredentials() {
        return ProblemType.WRONG_CREDENTIALS.because("Please check both and try again.");
    }
}
