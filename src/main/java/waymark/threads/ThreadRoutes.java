package waymark.threads;

import static waymark.platform.access.Access.GUEST;
import static waymark.platform.access.Access.MEMBER;
import static waymark.platform.access.Access.SUPPORTER;
import static waymark.platform.access.Access.WRITER;
import static waymark.platform.http.RateLimit.LEAVING;
import static waymark.platform.http.RateLimit.WRITING;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import waymark.following.ThreadReading;
import waymark.ids.ThreadId;
import waymark.platform.access.Member;
import waymark.platform.access.Viewer;
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
import waymark.signposting.Signposts;

public final class ThreadRoutes {

    private final Database db;
    private final Threads threads;
    private final ThreadLists lists;
    private final Posts posts;
    private final Contributions contributions;
    private final Signposts signposts;
    private final SubmissionAnswers waiting;
    private final Retries retries;

    public ThreadRoutes(
            Database db,
            Threads threads,
            ThreadLists lists,
            Posts posts,
            Contributions contributions,
            Signposts signposts,
            Retries retries) {
        this.db = db;
        this.threads = threads;
        this.lists = lists;
        this.posts = posts;
        this.contributions = contributions;
        this.waiting = new SubmissionAnswers(signposts);
        this.signposts = signposts;
        this.retries = retries;
    }

    public void register(Routes routes) {
        routes.get("/threads", this::list, GUEST);
        routes.post("/threads", this::start, WRITER, WRITING);
        routes.get("/me/catch-up", this::listNews, MEMBER);
        routes.get("/threads/awaiting-first-reply", this::listAwaiting, SUPPORTER);
        routes.get("/threads/{thread}", this::show, GUEST);
        routes.patch("/threads/{thread}", this::change, WRITER, WRITING);
        routes.delete("/threads/{thread}", this::delete, MEMBER, LEAVING);
    }

    private void list(Context ctx) {
        var query = new ThreadLists.Query(
                Input.query(ctx, "category"),
                Input.query(ctx, "tag"),
                Input.query(ctx, "sort").orElse("active"));
        var viewer = Caller.viewer(ctx);
        var paging = Paging.of(ctx);
        var found = lists.page(viewer, query, paging);
        ctx.json(new ListAnswer(found, lists.seen(viewer, found.all())));
    }

    private void listNews(Context ctx) {
        var member = Caller.member(ctx);
        var page = lists.catchUp(member, Paging.of(ctx));
        ctx.json(new NewsAnswer(
                page, new NewsViewer(lists.seen(Viewer.of(member), page.items()).threads())));
    }

    private void listAwaiting(Context ctx) {
        ctx.json(lists.awaiting(Caller.member(ctx), Paging.of(ctx)));
    }

    private void start(Context ctx) {
        var input = Input.body(ctx, NewThread.class);
        var member = Caller.member(ctx);
        retries.once(ctx, tx -> {
            var sent = contributions.start(tx, member, input);
            sent.published().ifPresent(started -> started(ctx, tx, member, started));
            sent.waiting().ifPresent(submission -> waiting.accepted(ctx, tx, submission));
        });
    }

    private void started(Context ctx, DSLContext tx, Member member, Contributions.Started started) {
        var viewer = Viewer.of(member);
        var thread = started.thread();
        Versions.show(ctx, thread.version());
        var viewers = posts.viewers(tx, List.of(started.post()), viewer);
        var answer = new StartedAnswer(thread, started.post(), PageViewer.of(tx, viewer, thread, viewers));
        var signposting = signposts.toAuthor(tx, member, started.examination(), thread.title(), thread.tags());
        Answers.created(ctx, "/threads/" + thread.id(), new Signposted(answer, signposting));
    }

    private void show(Context ctx) {
        var id = thread(ctx);
        var viewer = Caller.viewer(ctx);
        var firstPage = Paging.firstOf(Routes.BASE + "/threads/" + id + "/posts");
        ctx.json(db.read(tx -> {
            var thread = threads.requireVisible(tx, id, viewer);
            Versions.show(ctx, thread.version());
            var page = posts.page(tx, id, 0, viewer, firstPage);
            var viewers = posts.viewers(tx, page.items(), viewer);
            var own = PostView.own(page.items(), viewer);
            return new Signposted(
                    new PageAnswer(thread, page, PageViewer.of(tx, viewer, thread, viewers)),
                    signposts.toReader(tx, viewer, own, thread.title(), thread.tags()));
        }));
    }

    private void change(Context ctx) {
        var change = ThreadChange.of(Input.body(ctx));
        var member = Caller.member(ctx);
        var sent = contributions.change(thread(ctx), member, Versions.expected(ctx), change);
        sent.published().ifPresent(changed -> changed(ctx, member, changed));
        sent.waiting().ifPresent(submission -> waiting.accepted(ctx, db, submission));
    }

    private void changed(Context ctx, Member member, Contributions.Changed changed) {
        var thread = changed.thread();
        Versions.show(ctx, thread.version());
        ctx.json(db.read(tx -> new Signposted(
                new ChangedAnswer(thread, ThreadViewer.of(tx, Viewer.of(member), thread)),
                signposts.toAuthor(tx, member, changed.examination(), thread.title(), thread.tags()))));
    }

    private void delete(Context ctx) {
        threads.delete(thread(ctx), Caller.member(ctx), Versions.expected(ctx));
        Answers.nothing(ctx);
    }

    private static ThreadId thread(Context ctx) {
        return Input.path(ctx, "thread", ThreadId::new);
    }

    private record ListAnswer(@JsonUnwrapped ThreadLists.Found found, ThreadLists.Seen viewer) {}

    private record NewsAnswer(@JsonUnwrapped Page<ThreadView> page, NewsViewer viewer) {}

    /** @param threads what is new in each, by its id */
    private record NewsViewer(Map<String, ThreadReading> threads) {}

    private record PageAnswer(ThreadView thread, Page<PostView> posts, PageViewer viewer) {}

    private record StartedAnswer(ThreadView thread, PostView post, PageViewer viewer) {}

    record ChangedAnswer(ThreadView thread, ThreadViewer viewer) {}

    /** @param posts what each post is to the one who asks, by its id */
    private record PageViewer(
            boolean muted, List<String> actions, Optional<ThreadReading> reading, Map<String, PostViewer> posts) {

        static PageViewer of(DSLContext tx, Viewer viewer, ThreadView thread, Map<String, PostViewer> posts) {
            var whole = ThreadViewer.of(tx, viewer, thread);
            return new PageViewer(whole.muted(), whole.actions(), whole.reading(), posts);
        }
    }
}
