package waymark.feeds;

import static waymark.platform.access.Access.GUEST;

import io.javalin.http.Context;
import waymark.platform.http.Routes;

public final class FeedRoutes {

    private final Feeds feeds;

    public FeedRoutes(Feeds feeds) {
        this.feeds = feeds;
    }

    public void register(Routes routes) {
        routes.get(Feeds.THREADS, this::showThreads, GUEST);
        routes.get(Feeds.STORIES, this::showStories, GUEST);
    }

    private void showThreads(Context ctx) {
        answer(ctx, feeds.threads());
    }

    private void showStories(Context ctx) {
        answer(ctx, feeds.stories());
    }

    /**
     * With an ETag, as every answer, and no Last-Modified: what is taken down makes the newest entry older, and whoever asked
     * with a date would be told that what they have still holds.
     */
    private static void answer(Context ctx, String feed) {
        ctx.contentType("application/atom+xml; charset=utf-8").result(feed);
    }
}
