package waymark.cases;

import static waymark.platform.access.Access.MODERATOR;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.http.Context;
import java.util.function.BiFunction;
import org.jooq.DSLContext;
import waymark.ids.CaseId;
import waymark.platform.db.Database;
import waymark.platform.http.Input;
import waymark.platform.http.Paging;
import waymark.platform.http.Routes;
import waymark.platform.http.Signposted;
import waymark.platform.http.Versions;

public final class CaseRoutes {

    private final Database db;
    private final Cases cases;
    private final BiFunction<DSLContext, Target, Object> signposting;

    /** @param signposting what an answer about this target carries: what its author was shown */
    public CaseRoutes(Database db, Cases cases, BiFunction<DSLContext, Target, Object> signposting) {
        this.db = db;
        this.cases = cases;
        this.signposting = signposting;
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
        ctx.json(db.read(tx -> {
            var found = cases.require(tx, id);
            Versions.show(ctx, found.version());
            return new Signposted(new CaseAnswer(found), signposting.apply(tx, found.target()));
        }));
    }

    private record CaseAnswer(@JsonProperty("case") CaseView found) {}
}
