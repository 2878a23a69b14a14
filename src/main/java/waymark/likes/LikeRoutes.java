package waymark.likes;

import static waymark.platform.access.Access.MEMBER;
import static waymark.platform.http.RateLimit.LIKING;

import io.javalin.http.Context;
import waymark.ids.PostId;
import waymark.ids.StoryId;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Paging;
import waymark.platform.http.Routes;

public final class LikeRoutes {

    private final Likes likes;
    private final StoryLikes storyLikes;

    public LikeRoutes(Likes likes, StoryLikes storyLikes) {
        this.likes = likes;
        this.storyLikes = storyLikes;
    }

    public void register(Routes routes) {
        routes.put("/posts/{post}/like", this::add, MEMBER, LIKING);
        routes.delete("/posts/{post}/like", this::remove, MEMBER, LIKING);
        routes.get("/posts/{post}/likes", this::list, MEMBER);
        routes.put("/stories/{story}/like", this::addToStory, MEMBER, LIKING);
        routes.delete("/stories/{story}/like", this::removeFromStory, MEMBER, LIKING);
        routes.get("/stories/{story}/likes", this::listOfStory, MEMBER);
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

    private void addToStory(Context ctx) {
        ctx.json(storyLikes.add(Caller.member(ctx), story(ctx)));
    }

    private void removeFromStory(Context ctx) {
        ctx.json(storyLikes.remove(Caller.member(ctx), story(ctx)));
    }

    private void listOfStory(Context ctx) {
        ctx.json(storyLikes.of(story(ctx), Caller.member(ctx), Paging.of(ctx)));
    }

    private static StoryId story(Context ctx) {
        return Input.path(ctx, "story", StoryId::new);
    }

    private static PostId post(Context ctx) {
        return Input.path(ctx, "post", PostId::new);
    }
}
