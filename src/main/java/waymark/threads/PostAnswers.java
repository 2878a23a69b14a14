package waymark.threads;

import io.javalin.http.Context;
import java.util.List;
import org.jooq.DSLContext;
import waymark.platform.db.Database;
import waymark.platform.http.Caller;
import waymark.platform.http.Signposted;
import waymark.platform.http.Versions;
import waymark.signposting.Signposting;
import waymark.signposting.Signposts;

/** How one post is answered. */
public final class PostAnswers {

    private final Database db;
    private final Threads threads;
    private final Posts posts;
    private final Signposts signposts;

    public PostAnswers(Database db, Threads threads, Posts posts, Signposts signposts) {
        this.db = db;
        this.threads = threads;
        this.posts = posts;
        this.signposts = signposts;
    }

    void show(Context ctx, PostView post) {
        ctx.json(db.read(tx -> of(ctx, tx, post)));
    }

    /** To somebody who reads it. */
    Signposted of(Context ctx, DSLContext tx, PostView post) {
        var viewer = Caller.viewer(ctx);
        var thread = threads.requireVisible(tx, post.thread(), viewer);
        var own = PostView.own(List.of(post), viewer);
        return of(ctx, tx, post, signposts.toReader(tx, viewer, own, thread.title(), thread.tags()));
    }

    Signposted of(Context ctx, DSLContext tx, PostView post, Signposting signposting) {
        Versions.show(ctx, post.version());
        return new Signposted(new PostAnswer(post, posts.viewer(tx, post, Caller.viewer(ctx))), signposting);
    }

    private record PostAnswer(PostView post, PostViewer viewer) {}
}
