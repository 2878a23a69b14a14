package waymark.cases;

import static waymark.platform.access.Access.MODERATOR;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.http.Context;
import waymark.ids.CaseId;
import waymark.platform.db.Database;
import waymark.platform.http.Input;
import waymark.platform.http.Paging;
import waymark.platform.http.Routes;
import waymark.platform.http.Versions;

public final class CaseRoutes {

    private final Database db;
    private final Cases cases;

    public CaseRoutes(Database db, Cases cases) {
        this.db = db;
        this.cases = cases;
    }

    public void register(Routes routes) {
        routes.get("/cases", this::list, MODERATOR);
        routes.get("/cases/{case}", this::show, MODERATOR);
    }

    private void list(Context ctx) {
        var query = new Cases.CaseQuery(
                Input.query(ctx, "status").map(CaseState::of),
                Input.query(ctx, "priority").map(Priority::valueOf));
        ctx.json(cases.list(query, Paging.of(ctx)));
    }

    private void show(Context ctx) {
        var id = Input.path(ctx, "case", CaseId::new);
        var found = db.read(tx -> cases.require(tx, id));
        Versions.show(ctx, found.version());
        ctx.json(new CaseAnswer(found));
    }

    private record CaseAnswer(@JsonProperty("case") CaseView found) {}
}
