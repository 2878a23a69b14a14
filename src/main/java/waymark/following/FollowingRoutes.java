package waymark.following;

import static waymark.platform.access.Access.MEMBER;
import static waymark.platform.access.Access.SUPPORTER;
import static waymark.platform.http.RateLimit.LEAVING;
import static waymark.platform.http.RateLimit.WRITING;

import io.javalin.http.Context;
import waymark.ids.ThreadId;
import waymark.platform.http.Answers;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Paging;
import waymark.platform.http.Routes;

public final class FollowingRoutes {

    private final Following following;
    private final AnswerClaims claims;

    public FollowingRoutes(Following following, AnswerClaims claims) {
        this.following = following;
        this.claims = claims;
    }

    public void register(Routes routes) {
        // Not counted with writing: reading on is not held up, nor is whoever wants to hear less.
        routes.put("/threads/{thread}/read-position", this::read, MEMBER, LEAVING);
        routes.put("/threads/{thread}/following", this::followThread, MEMBER, LEAVING);
        routes.put("/categories/{category}/following", this::followCategory, MEMBER, LEAVING);
        routes.put("/tags/{tag}/following", this::followTag, MEMBER, LEAVING);
        routes.get("/me/following", this::list, MEMBER);
        routes.put("/threads/{thread}/answer-claim", this::claim, SUPPORTER, WRITING);
        routes.delete("/threads/{thread}/answer-claim", this::giveBack, SUPPORTER, LEAVING);
    }

    private void read(Context ctx) {
        var input = Input.body(ctx, ReadPosition.class);
        ctx.json(new ReadAnswer(following.read(Caller.member(ctx), thread(ctx), input.number())));
    }

    private void followThread(Context ctx) {
        var level = level(ctx);
        ctx.json(new FollowingAnswer(following.setForThread(Caller.member(ctx), thread(ctx), level)));
    }

    private void followCategory(Context ctx) {
        var level = level(ctx);
        ctx.json(new FollowingAnswer(following.setForCategory(Caller.member(ctx), ctx.pathParam("category"), level)));
    }

    private void followTag(Context ctx) {
        var level = level(ctx);
        ctx.json(new FollowingAnswer(following.setForTag(Caller.member(ctx), ctx.pathParam("tag"), level)));
    }

    private void list(Context ctx) {
        ctx.json(following.of(Caller.member(ctx), Paging.of(ctx)));
    }

    private void claim(Context ctx) {
        ctx.json(new ClaimAnswer(claims.claim(Caller.member(ctx), thread(ctx))));
    }

    private void giveBack(Context ctx) {
        claims.giveBack(Caller.member(ctx), thread(ctx));
        Answers.nothing(ctx);
    }

    private static Level level(Context ctx) {
        return Level.of(Input.body(ctx, NewLevel.class).level());
    }

    private static ThreadId thread(Context ctx) {
        return Input.path(ctx, "thread", ThreadId::new);
    }

    private record ClaimAnswer(AnswerClaim claim) {}

    private record ReadPosition(int number) {}

    private record NewLevel(String level) {}

    private record ReadAnswer(ThreadReading reading) {}

    private record FollowingAnswer(Level level) {}
}
