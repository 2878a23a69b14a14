package waymark.accounts;

import static waymark.platform.access.Access.ACCOUNT;
import static waymark.platform.access.Access.GUEST;
import static waymark.platform.http.RateLimit.LEAVING;
import static waymark.platform.http.RateLimit.SIGN_IN;

import io.javalin.http.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waymark.platform.http.Answers;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Retries;
import waymark.platform.http.Routes;
import waymark.platform.http.SessionCookies;

public final class IdentityRoutes {

    private final Identities identities;
    private final PasswordChanges passwords;
    private final Failures failures;
    private final CodeTries codes;
    private final SessionCookies cookies;
    private final Accounts accounts;
    private final Retries retries;

    public IdentityRoutes(
            Identities identities,
            PasswordChanges passwords,
            Failures failures,
            CodeTries codes,
            SessionCookies cookies,
            Accounts accounts,
            Retries retries) {
        this.identities = identities;
        this.passwords = passwords;
        this.failures = failures;
        this.codes = codes;
        this.cookies = cookies;
        this.accounts = accounts;
        this.retries = retries;
    }

    public void register(Routes routes) {
        routes.post("/identity-attempts", this::begin, GUEST, SIGN_IN);
        // No POST: the code of the provider is good once, so there is nothing that could be sent again.
        routes.put("/identity-attempts/session", this::signIn, GUEST, SIGN_IN);
        routes.get("/me/identity", this::show, ACCOUNT);
        routes.put("/me/identity", this::link, ACCOUNT, SIGN_IN);
        routes.delete("/me/identity", this::unlink, ACCOUNT, LEAVING);
    }

    private void begin(Context ctx) {
        var attempt = identities.prepare();
        var member = Caller.signedIn(ctx);
        retries.once(ctx, tx -> {
            identities.begin(tx, attempt, member);
            var next = member.isPresent() ? "/me/identity" : "/identity-attempts/session";
            Answers.created(ctx, next, new AttemptAnswer(attempt));
        });
    }

    private void signIn(Context ctx) {
        var input = Input.body(ctx, Arrival.class);
        var client = ClientLabel.of(Optional.ofNullable(ctx.userAgent()));
        var proof = new Identities.Proof(input.attempt, input.state, input.code);
        var arrived = identities.comeBack(proof);
        var session = signIn(arrived, Optional.ofNullable(input.totp), client);
        var account = accounts.findOpen(arrived.account()).orElseThrow(SignIns::wrongCredentials);
        ctx.json(new SignedIn(SignedIn.Opened.told(ctx, cookies, session, input.cookie), account));
    }

    /** Whoever has somebody's account elsewhere must not guess codes for nothing. */
    private Sessions.NewSession signIn(Identities.Arrived arrived, Optional<String> code, Optional<String> client) {
        return code.isEmpty()
                ? identities.signIn(arrived, code, client)
                : codes.countOf(arrived.account(), () -> identities.signIn(arrived, code, client));
    }

    private void show(Context ctx) {
        ctx.json(new IdentityAnswer(identities.of(Caller.member(ctx)).orElse(null)));
    }

    private void link(Context ctx) {
        var member = Caller.member(ctx);
        var input = Input.body(ctx, Linking.class);
        var unused = identities.requireProvider();
        var known = failures.countOf(member.id(), () -> passwords.requirePassword(member, input.password, "/password"));
        var proof = new Identities.Proof(input.attempt, input.state, input.code);
        ctx.json(new IdentityAnswer(identities.link(member, known, proof)));
    }

    private void unlink(Context ctx) {
        identities.unlink(Caller.member(ctx));
        Answers.nothing(ctx);
    }

    private record Arrival(
            String attempt,
            String state,
            String code,
            @Nullable String totp,
            boolean cookie) {}

    private record Linking(String password, String attempt, String state, String code) {}

    private record AttemptAnswer(Identities.Attempt attempt) {}

    /** @param identity null when nothing is linked */
    private record IdentityAnswer(Identities.@Nullable Identity identity) {}
}
