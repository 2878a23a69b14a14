package waymark.guides;

import static waymark.platform.access.Access.GUEST;

import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import waymark.documents.DocumentVersion;
import waymark.documents.DocumentVersions;
import waymark.documents.VersionRoutes;
import waymark.platform.access.Viewer;
import waymark.platform.db.Database;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Page;
import waymark.platform.http.Retries;
import waymark.platform.http.Routes;
import waymark.platform.http.Signposted;
import waymark.signposting.Signposts;

public final class GuideRoutes {

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,60}");

    private final Database db;
    private final Guides guides;
    private final RelatedReading related;
    private final VersionRoutes versions;
    private final Signposts signposts;

    public GuideRoutes(
            Database db,
            Guides guides,
            DocumentVersions<?> versions,
            Signposts signposts,
            Retries retries,
            Clock clock) {
        this.db = db;
        this.guides = guides;
        this.related = new RelatedReading(clock);
        this.versions = new VersionRoutes("/guides/versions", VersionAnswer::new, versions, retries);
        this.signposts = signposts;
    }

    /** What stands at an address of its own below /guides has to be registered before this. */
    public void register(Routes routes) {
        routes.get("/guides", this::list, GUEST);
        versions.register(routes);
        routes.get("/guides/{guide}", this::show, GUEST);
    }

    private void list(Context ctx) {
        ctx.json(Page.whole(guides.list()));
    }

    /** To everybody what a guest may read; to members without what they would rather not come across. */
    private void show(Context ctx) {
        var guide = guides.require(Input.path(ctx, "guide", NAME));
        ctx.json(db.read(tx -> new Signposted(
                new Guide.Answer(guide, related.of(tx, guide.sections(), Caller.viewer(ctx))),
                signposts.toReader(tx, Viewer.GUEST, List.of(), guide.title(), guide.topics()))));
    }

    private record VersionAnswer(DocumentVersion guidesVersion) {}
}
