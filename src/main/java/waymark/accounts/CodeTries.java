package waymark.accounts;

import java.util.function.Supplier;
import waymark.ids.AccountId;
import waymark.mail.MailKind;
import waymark.mail.Mails;
import waymark.platform.db.Database;
import waymark.platform.problem.Problem;

/** Lets people try codes of a second factor, on whichever way they come, and tells its owner when somebody guesses. */
public final class CodeTries {

    private static final int TOLD_AFTER = 10;

    private final Database db;
    private final Accounts accounts;
    private final Mails mails;
    private final Failures failures;

    public CodeTries(Database db, Accounts accounts, Mails mails, Failures failures) {
        this.db = db;
        this.accounts = accounts;
        this.mails = mails;
        this.failures = failures;
    }

    /**
     * Lets somebody try a code.
     *
     * @throws Problem TOO_MANY_REQUESTS without trying, and what the attempt throws
     */
    <T> T countOf(AccountId account, Supplier<T> attempt) {
        int before = failures.wrongCodesOf(account);
        try {
            return failures.countCodeOf(account, attempt);
        } catch (Problem problem) {
            if (before < TOLD_AFTER && failures.wrongCodesOf(account) == TOLD_AFTER) {
                tell(account);
            }
            throw problem;
        }
    }

    private void tell(AccountId account) {
        db.run(tx -> {
            accounts.tell(tx, account, MailKind.WRONG_CODES, mails);
        });
    }
}
