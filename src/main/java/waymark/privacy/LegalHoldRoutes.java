package waymark.privacy;

import static waymark.platform.access.Access.ADMIN;
import static waymark.platform.http.RateLimit.MODERATING;

import io.javalin.http.Context;
import waymark.platform.http.Answers;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Paging;
import waymark.platform.http.Routes;

/** Accounts about which nothing may go away for now. */
public final class LegalHoldRoutes {

    private final LegalHolds holds;

    public LegalHoldRoutes(LegalHolds holds) {
        this.holds = holds;
    }

    public void register(Routes routes) {
        routes.get("/legal-holds", this::list, ADMIN);
        routes.put("/members/{username}/legal-hold", this::impose, ADMIN, MODERATING);
        routes.delete("/members/{username}/legal-hold", this::lift, ADMIN, MODERATING);
    }

    private void list(Context ctx) {
        ctx.json(holds.all(Caller.member(ctx), Paging.of(ctx)));
    }

    private void impose(Context ctx) {
        var reason = Input.body(ctx, NewHold.class).reason;
        ctx.json(new HoldAnswer(holds.impose(Caller.member(ctx), ctx.pathParam("username"), reason)));
    }

    private void lift(Context ctx) {
        holds.lift(Caller.member(ctx), ctx.pathParam("username"));
        Answers.nothing(ctx);
    }

    private record NewHold(LegalHold.Reason reason) {}

    private record HoldAnswer(LegalHold legalHold) {}
}
