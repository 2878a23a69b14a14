package waymark.accounts;

import static waymark.platform.access.Access.ACCOUNT;
import static waymark.platform.access.Access.GUEST;
import static waymark.platform.http.RateLimit.MAILING;
import static waymark.platform.http.RateLimit.SIGN_IN;

import io.javalin.http.Context;
import waymark.platform.http.Answers;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Retries;
import waymark.platform.http.Routes;

public final class EmailRoutes {

    private final EmailAddresses emails;
    private final Retries retries;

    public EmailRoutes(EmailAddresses emails, Retries retries) {
        this.emails = emails;
        this.retries = retries;
    }

    public void register(Routes routes) {
        routes.post("/accounts/email-verification", this::verify, GUEST, SIGN_IN);
        routes.post("/me/email-verification", this::sendAgain, ACCOUNT, MAILING);
    }

    private void verify(Context ctx) {
        var input = Input.body(ctx, Opened.class);
        var caller = Caller.signedIn(ctx);
        retries.once(ctx, tx -> {
            emails.prove(tx, input.token, caller);
            Answers.nothing(ctx);
        });
    }

    private void sendAgain(Context ctx) {
        var me = Caller.member(ctx).id();
        retries.once(ctx, tx -> {
            emails.sendAgain(tx, me);
            Answers.nothing(ctx);
        });
    }

    private record Opened(String token) {}
}
