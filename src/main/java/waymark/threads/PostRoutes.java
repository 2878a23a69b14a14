package waymark.threads;

import static waymark.platform.access.Access.GUEST;
import static waymark.platform.access.Access.MEMBER;
import static waymark.platform.access.Access.WRITER;
import static waymark.platform.http.RateLimit.LEAVING;
import static waymark.platform.http.RateLimit.WRITING;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import waymark.ids.PostId;
import waymark.ids.ThreadId;
import waymark.platform.db.Database;
import waymark.platform.http.Answers;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.http.Retries;
import waymark.platform.http.Routes;
import waymark.platform.http.Signposted;
import waymark.platform.http.Versions;
import waymark.platform.problem.FieldError;
import waymark.platform.problem.ProblemType;
import waymark.signposting.Signposts;

public final class PostRoutes {

    private final Database db;
    private final Threads threads;
    private final Posts posts;
    private final Contributions contributions;
    private final Signposts signposts;
    private final SubmissionAnswers waiting;
    private final Retries retries;
    private final PostAnswers answers;

    public PostRoutes(
            Database db,
            Threads threads,
            Posts posts,
            Contributions contributions,
            Signposts signposts,
            Retries retries) {
        this.db = db;
        this.threads = threads;
        this.posts = posts;
        this.contributions = contributions;
        this.waiting = new SubmissionAnswers(signposts);
        this.signposts = signposts;
        this.retries = retries;
        this.answers = new PostAnswers(db, threads, posts, signposts);
    }

    public void register(Routes routes) {
        routes.get("/threads/{thread}/posts", this::list, GUEST);
        routes.post("/threads/{thread}/posts", this::reply, WRITER, WRITING);
        routes.get("/posts/{post}", this::show, GUEST);
        routes.patch("/posts/{post}", this::edit, WRITER, WRITING);
        routes.delete("/posts/{post}", this::delete, MEMBER, LEAVING);
        routes.get("/posts/{post}/revisions", this::listRevisions, MEMBER);
    }

    private void list(Context ctx) {
        var id = Input.path(ctx, "thread", ThreadId::new);
        var viewer = Caller.viewer(ctx);
        var paging = Paging.of(ctx);
        int after = Input.query(ctx, "after", 0);
        if (paging.cursor().isPresent() && Input.query(ctx, "after").isPresent()) {
            throw ProblemType.INVALID_REQUEST.because(
                    "Give either after or cursor.",
                    List.of(FieldError.query("after", "This cannot be given together with cursor.")));
        }
        ctx.json(db.read(tx -> {
            var thread = threads.requireVisible(tx, id, viewer);
            var page = posts.page(tx, thread.id(), after, viewer, paging);
            var answer = new PageAnswer(page, new PageViewer(posts.viewers(tx, page.items(), viewer)));
            var own = PostView.own(page.items(), viewer);
            return new Signposted(answer, signposts.toReader(tx, viewer, own, thread.title(), thread.tags()));
        }));
    }

    private void reply(Context ctx) {
        var input = Input.body(ctx, NewPost.class);
        var thread = Input.path(ctx, "thread", ThreadId::new);
        var member = Caller.member(ctx);
        retries.once(ctx, tx -> {
            var sent = contributions.reply(tx, thread, member, input);
            sent.published()
                    .ifPresent(written ->
                            Answers.created(ctx, "/posts/" + written.post().id(), written(ctx, tx, written)));
            sent.waiting().ifPresent(submission -> waiting.accepted(ctx, tx, submission));
        });
    }

    private void show(Context ctx) {
        var id = post(ctx);
        var viewer = Caller.viewer(ctx);
        ctx.json(db.read(tx -> answers.of(ctx, tx, posts.requireVisible(tx, id, viewer))));
    }

    private void edit(Context ctx) {
        var change = PostChange.of(Input.body(ctx));
        var sent = contributions.edit(post(ctx), Caller.member(ctx), Versions.expected(ctx), change);
        sent.published().ifPresent(written -> ctx.json(db.read(tx -> written(ctx, tx, written))));
        sent.waiting().ifPresent(submission -> waiting.accepted(ctx, db, submission));
    }

    private void delete(Context ctx) {
        posts.delete(post(ctx), Caller.member(ctx), Versions.expected(ctx));
        Answers.nothing(ctx);
    }

    private void listRevisions(Context ctx) {
        ctx.json(posts.revisions(post(ctx), Caller.member(ctx), Paging.of(ctx)));
    }

    private Signposted written(Context ctx, DSLContext tx, Contributions.Written written) {
        var thread = threads.requireVisible(tx, written.post().thread(), Caller.viewer(ctx));
        return answers.of(
                ctx,
                tx,
                written.post(),
                signposts.toAuthor(tx, Caller.member(ctx), written.examination(), thread.title(), thread.tags()));
    }

    private static PostId post(Context ctx) {
        return Input.path(ctx, "post", PostId::new);
    }

    private record PageAnswer(@JsonUnwrapped Page<PostView> page, PageViewer viewer) {}

    /** @param posts what each post is to the one who asks, by its id */
    private record PageViewer(Map<String, PostViewer> posts) {}
}
