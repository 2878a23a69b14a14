package waymark.guides;

import static waymark.platform.access.Access.GUEST;
import static waymark.platform.access.Access.MODERATOR;
import static waymark.platform.http.RateLimit.MODERATING;

import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import waymark.documents.DocumentVersion;
import waymark.documents.NewProposal;
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
import waymark.signposting.Signposts;

public final class GuideRoutes {

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,60}");
    private static final Pattern VERSION = Pattern.compile("[a-z0-9-]{1,40}");
    private static final String VERSIONS = "/guides/versions";

    private final Database db;
    private final Guides guides;
    private final RelatedReading related;
    private final GuideVersions versions;
    private final Signposts signposts;
    private final Retries retries;

    public GuideRoutes(
            Database db, Guides guides, GuideVersions versions, Signposts signposts, Retries retries, Clock clock) {
        this.db = db;
        this.guides = guides;
        this.related = new RelatedReading(clock);
        this.versions = versions;
        this.signposts = signposts;
        this.retries = retries;
    }

    /** What stands at an address of its own below /guides has to be registered before this. */
    public void register(Routes routes) {
        routes.get("/guides", this::list, GUEST);
        routes.get(VERSIONS, this::listVersions, MODERATOR);
        routes.post(VERSIONS, this::propose, MODERATOR, MODERATING);
        routes.get(VERSIONS + "/{version}", this::showVersion, MODERATOR);
        routes.put(VERSIONS + "/{version}/approval", this::approve, MODERATOR, MODERATING);
        routes.get("/guides/{guide}", this::show, GUEST);
    }

    private void list(Context ctx) {
        ctx.json(Page.whole(guides.list()));
    }

    /** To everybody what a guest may read, so that an answer does not tell who asked. */
    private void show(Context ctx) {
        var guide = guides.require(Input.path(ctx, "guide", NAME));
        ctx.json(db.read(tx -> new Signposted(
                new Guide.Answer(guide, related.of(tx, guide.sections())),
                signposts.toReader(tx, Viewer.GUEST, List.of(), guide.title(), guide.topics()))));
    }

    private void listVersions(Context ctx) {
        ctx.json(versions.list(Paging.of(ctx)));
    }

    private void propose(Context ctx) {
        var proposal = Input.body(ctx, NewProposal.class);
        retries.once(ctx, tx -> {
            var proposed = versions.propose(tx, Caller.member(ctx), proposal);
            Answers.created(ctx, VERSIONS + "/" + proposed.version(), new VersionAnswer(proposed));
        });
    }

    private void showVersion(Context ctx) {
        ctx.json(new VersionAnswer(versions.require(version(ctx))));
    }

    private void approve(Context ctx) {
        ctx.json(new VersionAnswer(versions.approve(Caller.member(ctx), version(ctx))));
    }

    private static String version(Context ctx) {
        return Input.path(ctx, "version", VERSION);
    }

    private record VersionAnswer(DocumentVersion guidesVersion) {}
}
