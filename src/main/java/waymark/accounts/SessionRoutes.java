package waymark.accounts;

import static waymark.platform.access.Access.ACCOUNT;
import static waymark.platform.access.Access.GUEST;
import static waymark.platform.http.RateLimit.LEAVING;
import static waymark.platform.http.RateLimit.SIGN_IN;

import io.javalin.http.Context;
import waymark.ids.SessionId;
import waymark.platform.http.Answers;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Paging;
import waymark.platform.http.Retries;
import waymark.platform.http.Routes;

public final class SessionRoutes {

    private final Sessions sessions;
    private final Accounts accounts;
    private final Failures failures;
    private final Retries retries;

    public SessionRoutes(Sessions sessions, Accounts accounts, Failures failures, Retries retries) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.failures = failures;
        this.retries = retries;
    }

    public void register(Routes routes) {
        routes.post("/sessions", this::signIn, GUEST, SIGN_IN);
        routes.get("/sessions", this::list, ACCOUNT);
        routes.get("/sessions/current", this::showCurrent, ACCOUNT);
        routes.delete("/sessions/current", this::signOut, ACCOUNT, LEAVING);
        routes.delete("/sessions/{session}", this::end, ACCOUNT, LEAVING);
    }

    private void signIn(Context ctx) {
        var input = Input.body(ctx, Credentials.class);
        failures.countOf(input.username, Caller.network(ctx), () -> signIn(ctx, input));
    }

    private void signIn(Context ctx, Credentials input) {
        var id = sessions.verify(input.username, input.password);
        var account = accounts.requireAccount(id);
        retries.once(
                ctx, tx -> Answers.created(ctx, "/sessions/current", new SignedIn(sessions.open(tx, id), account)));
    }

    private void list(Context ctx) {
        ctx.json(sessions.of(Caller.member(ctx), Paging.of(ctx)));
    }

    private void showCurrent(Context ctx) {
        ctx.json(new SessionAnswer(sessions.current(Caller.member(ctx))));
    }

    private void signOut(Context ctx) {
        var member = Caller.member(ctx);
        sessions.end(member, member.session());
        Answers.nothing(ctx);
    }

    private void end(Context ctx) {
        sessions.end(Caller.member(ctx), Input.path(ctx, "session", SessionId::new));
        Answers.nothing(ctx);
    }

    private record Credentials(String username, String password) {}

    private record SignedIn(Sessions.NewSession session, Account account) {}

    private record SessionAnswer(Sessions.Session session) {}
}
