package waymark.moderation;

import static waymark.platform.access.Access.MODERATOR;

import io.javalin.http.Context;
import waymark.ids.CaseId;
import waymark.platform.db.Database;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Routes;
import waymark.platform.http.Signposted;
import waymark.platform.http.Versions;
import waymark.signposting.Signposts;

/** One page with everything. */
final class CasePageRoutes {

    private final Database db;
    private final CasePages pages;
    private final Signposts signposts;

    CasePageRoutes(Database db, CasePages pages, Signposts signposts) {
        this.db = db;
        this.pages = pages;
        this.signposts = signposts;
    }

    void register(Routes routes) {
        routes.get("/cases/{case}", this::show, MODERATOR);
    }

    private void show(Context ctx) {
        var id = Input.path(ctx, "case", CaseId::new);
        ctx.json(db.write(tx -> {
            var page = pages.read(tx, id, Caller.member(ctx));
            Versions.show(ctx, page.found().version());
            return new Signposted(
                    page, signposts.toModerator(tx, page.found().target().id()));
        }));
    }
}
