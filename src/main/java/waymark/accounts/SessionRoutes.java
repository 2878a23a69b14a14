package waymark.accounts;

import static waymark.platform.access.Access.ACCOUNT;
import static waymark.platform.access.Access.GUEST;
import static waymark.platform.http.RateLimit.LEAVING;
import static waymark.platform.http.RateLimit.SIGN_IN;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waymark.ids.SessionId;
import waymark.platform.http.Answers;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Paging;
import waymark.platform.http.Retries;
import waymark.platform.http.Routes;
import waymark.platform.http.SessionCookies;

public final class SessionRoutes {

    private final Sessions sessions;
    private final SignIns signIns;
    private final SessionCookies cookies;
    private final Accounts accounts;
    private final Failures failures;
    private final CodeTries codes;
    private final Retries retries;

    public SessionRoutes(
            Sessions sessions,
            SignIns signIns,
            SessionCookies cookies,
            Accounts accounts,
            Failures failures,
            CodeTries codes,
            Retries retries) {
        this.sessions = sessions;
        this.signIns = signIns;
        this.cookies = cookies;
        this.accounts = accounts;
        this.failures = failures;
        this.codes = codes;
        this.retries = retries;
    }

    public void register(Routes routes) {
        routes.post("/sessions", this::signIn, GUEST, SIGN_IN);
        routes.get("/sessions", this::list, ACCOUNT);
        routes.delete("/sessions", this::endOthers, ACCOUNT, LEAVING);
        routes.get("/sessions/current", this::showCurrent, ACCOUNT);
        routes.delete("/sessions/current", this::signOut, ACCOUNT, LEAVING);
        routes.delete("/sessions/{session}", this::end, ACCOUNT, LEAVING);
    }

    private void signIn(Context ctx) {
        var input = Input.body(ctx, Credentials.class);
        failures.countOf(input.username, Caller.network(ctx), () -> signIn(ctx, input));
    }

    private void signIn(Context ctx, Credentials input) {
        var verified = signIns.verify(input.username, input.password);
        if (input.totp == null) {
            boolean unused = open(ctx, input, verified);
        } else {
            boolean unused = codes.countOf(verified.account(), () -> open(ctx, input, verified));
        }
    }

    private boolean open(Context ctx, Credentials input, AccountStore.Secret verified) {
        var account = accounts.findOpen(verified.account()).orElseThrow(SignIns::wrongCredentials);
        var client = ClientLabel.of(Optional.ofNullable(ctx.userAgent()));
        retries.once(ctx, tx -> {
            var session = signIns.open(tx, verified, Optional.ofNullable(input.totp), client);
            Answers.created(
                    ctx,
                    "/sessions/current",
                    new SignedIn(SignedIn.Opened.told(ctx, cookies, session, input.cookie), account));
        });
        return true;
    }

    private void list(Context ctx) {
        ctx.json(sessions.of(Caller.member(ctx), Paging.of(ctx)));
    }

    private void endOthers(Context ctx) {
        sessions.endOthers(Caller.member(ctx));
        Answers.nothing(ctx);
    }

    private void showCurrent(Context ctx) {
        ctx.json(new SessionAnswer(
                sessions.current(Caller.member(ctx)), cookies.csrfToken(ctx).orElse(null)));
    }

    private void signOut(Context ctx) {
        var member = Caller.member(ctx);
        sessions.end(member, member.session());
        cookies.remove(ctx);
        Answers.nothing(ctx);
    }

    private void end(Context ctx) {
        sessions.end(Caller.member(ctx), Input.path(ctx, "session", SessionId::new));
        Answers.nothing(ctx);
    }

    private record Credentials(
            String username, String password, @Nullable String totp, boolean cookie) {}

    /** @param csrfToken null where the session is not in a cookie */
    private record SessionAnswer(
            Sessions.Session session,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String csrfToken) {}
}
