package waymark.accounts;

import static waymark.platform.access.Access.ACCOUNT;
import static waymark.platform.access.Access.GUEST;
import static waymark.platform.http.RateLimit.MAILING;
import static waymark.platform.http.RateLimit.SIGN_IN;

import io.javalin.http.Context;
import waymark.platform.access.Member;
import waymark.platform.http.Answers;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Retries;
import waymark.platform.http.Routes;

public final class PasswordRoutes {

    private final PasswordChanges passwords;
    private final EmailAddresses emails;
    private final Failures failures;
    private final Retries retries;

    public PasswordRoutes(PasswordChanges passwords, EmailAddresses emails, Failures failures, Retries retries) {
        this.passwords = passwords;
        this.emails = emails;
        this.failures = failures;
        this.retries = retries;
    }

    public void register(Routes routes) {
        routes.post("/password-resets", this::askForReset, GUEST, MAILING);
        routes.put("/password-resets/{token}", this::reset, GUEST, SIGN_IN);
        routes.put("/me/password", this::change, ACCOUNT, SIGN_IN);
        routes.put("/me/email", this::changeEmail, ACCOUNT, MAILING);
    }

    private void askForReset(Context ctx) {
        var input = Input.body(ctx, WhoseReset.class);
        retries.once(ctx, tx -> {
            passwords.askForReset(tx, input.email);
            Answers.nothing(ctx);
        });
    }

    private void reset(Context ctx) {
        var input = Input.body(ctx, Reset.class);
        var username = passwords.reset(ctx.pathParam("token"), input.password);
        failures.forgive(username, Caller.network(ctx));
        Answers.nothing(ctx);
    }

    private void change(Context ctx) {
        var me = Caller.member(ctx);
        var input = Input.body(ctx, Change.class);
        passwords.change(me, known(me, input.currentPassword, "/currentPassword"), input.newPassword);
        Answers.nothing(ctx);
    }

    private void changeEmail(Context ctx) {
        var me = Caller.member(ctx);
        var input = Input.body(ctx, NewAddress.class);
        emails.change(me, known(me, input.password, "/password"), input.email);
        Answers.nothing(ctx);
    }

    /** Only a wrong password counts as a guess, whatever else is refused. */
    private PasswordChanges.KnownPassword known(Member me, String password, String pointer) {
        return failures.countOf(me.id(), () -> passwords.requirePassword(me, password, pointer));
    }

    private record WhoseReset(String email) {}

    private record Reset(String password) {}

    private record Change(String currentPassword, String newPassword) {}

    private record NewAddress(String email, String password) {}
}
