package waymark.stories;

import static waymark.platform.access.Access.ACCOUNT;
import static waymark.platform.access.Access.GUEST;
import static waymark.platform.access.Access.WRITER;
import static waymark.platform.http.RateLimit.LEAVING;
import static waymark.platform.http.RateLimit.WRITING;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import waymark.ids.StoryId;
import waymark.platform.access.Viewer;
import waymark.platform.db.Database;
import waymark.platform.http.Answers;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Paging;
import waymark.platform.http.Retries;
import waymark.platform.http.Routes;
import waymark.platform.http.Signposted;
import waymark.platform.http.Versions;
import waymark.signposting.Signposts;

/** What readers read, and what authors do. */
final class StoryRoutes {

    private final Database db;
    private final Published published;
    private final Stories stories;
    private final StoryConsents consents;
    private final Steps steps;
    private final StoryAnswers answers;
    private final Signposts signposts;
    private final Retries retries;

    StoryRoutes(
            Database db,
            Published published,
            Stories stories,
            StoryConsents consents,
            Steps steps,
            StoryAnswers answers,
            Signposts signposts,
            Retries retries) {
        this.db = db;
        this.published = published;
        this.stories = stories;
        this.consents = consents;
        this.steps = steps;
        this.answers = answers;
        this.signposts = signposts;
        this.retries = retries;
    }

    void register(Routes routes) {
        routes.get("/stories", this::list, GUEST);
        routes.get("/stories/consent-wording", this::showWording, GUEST);
        routes.get("/stories/{story}", this::show, GUEST);
        routes.get("/me/stories", this::listMine, ACCOUNT);
        routes.post("/stories", this::begin, WRITER, WRITING);
        routes.get("/stories/{story}/manuscript", this::showManuscript, ACCOUNT);
        routes.get("/stories/{story}/revisions", this::listRevisions, ACCOUNT);
        routes.patch("/stories/{story}", this::change, WRITER, WRITING);
        routes.delete("/stories/{story}", this::delete, ACCOUNT, LEAVING);
        routes.put("/stories/{story}/submission", this::submit, WRITER, WRITING);
        routes.delete("/stories/{story}/submission", this::takeBack, ACCOUNT, LEAVING);
        routes.put("/stories/{story}/agreement", this::agree, WRITER, WRITING);
        routes.put("/stories/{story}/consent", this::consent, WRITER, WRITING);
        routes.delete("/stories/{story}/consent", this::withdraw, ACCOUNT, LEAVING);
        routes.get("/stories/{story}/consents", this::listConsents, ACCOUNT);
    }

    private void list(Context ctx) {
        var filter = new Published.Filter(
                Input.query(ctx, "diagnosis"),
                Input.query(ctx, "stage"),
                Input.query(ctx, "topic"),
                Input.query(ctx, "role"));
        var viewer = Caller.viewer(ctx);
        var paging = Paging.of(ctx);
        ctx.json(db.read(tx -> published.page(tx, filter, viewer, paging)));
    }

    private void showWording(Context ctx) {
        ctx.json(consents.asked());
    }

    private void show(Context ctx) {
        var id = story(ctx);
        var viewer = Caller.viewer(ctx);
        ctx.json(db.read(tx -> {
            var story = published.require(tx, id, viewer);
            if (story.indexable().orElse(false)) {
                // Its author has said that search engines may find it; nothing else here may be found by them.
                ctx.header("X-Robots-Tag", "all");
            }
            boolean mine =
                    viewer.member().map(me -> published.isBy(tx, story, me)).orElse(false);
            boolean liked = viewer.member()
                    .map(me -> published.isLikedBy(tx, story, me))
                    .orElse(false);
            return new Signposted(
                    new StoryAnswer(story, published.related(tx, story, viewer), viewer(viewer, liked, mine)),
                    signposts.toReader(
                            tx, viewer, List.of(), story.title(), story.facets().tags()));
        }));
    }

    private void listMine(Context ctx) {
        ctx.json(stories.of(Caller.member(ctx), Paging.of(ctx)).map(ManuscriptView.Head::of));
    }

    private void begin(Context ctx) {
        var given = Input.body(ctx);
        retries.once(ctx, tx -> {
            var written = stories.begin(tx, Caller.member(ctx), given);
            Answers.created(ctx, "/stories/" + written.story().id() + "/manuscript", answers.of(ctx, tx, written));
        });
    }

    private void showManuscript(Context ctx) {
        var id = story(ctx);
        ctx.json(steps.read(db, id, Caller.member(ctx), (tx, story) -> answers.of(ctx, tx, story)));
    }

    private void listRevisions(Context ctx) {
        ctx.json(stories.revisions(story(ctx), Caller.member(ctx), Paging.of(ctx)));
    }

    private void change(Context ctx) {
        var patch = Input.body(ctx);
        answers.show(ctx, stories.change(story(ctx), Caller.member(ctx), Versions.expected(ctx), patch));
    }

    private void delete(Context ctx) {
        consents.delete(story(ctx), Caller.member(ctx), Versions.expected(ctx));
        Answers.nothing(ctx);
    }

    private void submit(Context ctx) {
        answers.show(ctx, stories.submit(story(ctx), Caller.member(ctx), Versions.expected(ctx)));
    }

    private void takeBack(Context ctx) {
        answers.show(ctx, stories.takeBack(story(ctx), Caller.member(ctx)));
    }

    private void agree(Context ctx) {
        var input = Input.body(ctx, Agreement.class);
        answers.show(ctx, stories.agree(story(ctx), Caller.member(ctx), input.hash));
    }

    private void consent(Context ctx) {
        var wanted = Input.body(ctx, StoryConsents.Wanted.class);
        answers.show(ctx, consents.give(story(ctx), Caller.member(ctx), wanted));
    }

    private void withdraw(Context ctx) {
        ctx.json(new WithdrawalAnswer(consents.withdraw(story(ctx), Caller.member(ctx))));
    }

    private void listConsents(Context ctx) {
        ctx.json(consents.of(story(ctx), Caller.member(ctx), Paging.of(ctx)));
    }

    static StoryId story(Context ctx) {
        return Input.path(ctx, "story", StoryId::new);
    }

    private static StoryViewer viewer(Viewer viewer, boolean liked, boolean mine) {
        var actions = new ArrayList<String>();
        if (viewer.member().isPresent() && !mine) {
            actions.add(liked ? "unlike" : "like");
        }
        if (mine || viewer.mayModerate()) {
            actions.add("manuscript");
        }
        return new StoryViewer(liked, List.copyOf(actions));
    }

    private record StoryAnswer(Story story, Published.Related related, StoryViewer viewer) {}

    private record StoryViewer(boolean liked, List<String> actions) {}

    private record WithdrawalAnswer(StoryConsents.Receipt withdrawal) {}

    private record Agreement(String hash) {}
}
