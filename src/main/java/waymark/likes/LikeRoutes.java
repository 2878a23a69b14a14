package waymark.likes;

import static waymark.platform.access.Access.MEMBER;
import static waymark.platform.http.RateLimit.LIKING;

import io.javalin.http.Context;
import waymark.ids.PostId;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Paging;
import waymark.platform.http.Routes;

public final class LikeRoutes {

    private final Likes likes;

    public LikeRoutes(Likes likes) {
        this.likes = likes;
    }

    public void register(Routes routes) {
        routes.put("/posts/{post}/like", this::add, MEMBER, LIKING);
        routes.delete("/posts/{post}/like", this::remove, MEMBER, LIKING);
        routes.get("/posts/{post}/likes", this::list, MEMBER);
    }

    private void add(Context ctx) {
        ctx.json(likes.add(Caller.member(ctx), post(ctx)));
    }

    private void remove(Context ctx) {
        ctx.json(likes.remove(Caller.member(ctx), post(ctx)));
    }

    private void list(Context ctx) {
        ctx.json(likes.of(post(ctx), Caller.member(ctx), Paging.of(ctx)));
    }

    private static PostId post(Context ctx) {
        return Input.path(ctx, "post", PostId::new);
    }
}
