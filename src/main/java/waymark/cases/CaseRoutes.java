package waymark.cases;

import static waymark.platform.access.Access.MODERATOR;
import static waymark.platform.http.RateLimit.MODERATING;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jooq.DSLContext;
import waymark.ids.CaseId;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Paging;
import waymark.platform.http.Routes;
import waymark.platform.http.Signposted;
import waymark.platform.http.Versions;

public final class CaseRoutes {

    private final Database db;
    private final Cases cases;
    private final CaseWork work;
    private final BiFunction<DSLContext, Target, Object> signposting;

    /** @param signposting what an answer about this target carries: what its author was shown */
    public CaseRoutes(Database db, Cases cases, CaseWork work, BiFunction<DSLContext, Target, Object> signposting) {
        this.db = db;
        this.cases = cases;
        this.work = work;
        this.signposting = signposting;
    }

    public void register(Routes routes) {
        routes.get("/cases", this::list, MODERATOR);
        routes.get("/cases/next", this::next, MODERATOR);
        routes.put("/cases/{case}/claim", this::claim, MODERATOR, MODERATING);
        routes.delete("/cases/{case}/claim", this::handBack, MODERATOR, MODERATING);
        routes.put("/cases/{case}/waiting", this::await, MODERATOR, MODERATING);
        routes.put("/cases/{case}/escalation", this::escalate, MODERATOR, MODERATING);
    }

    private void list(Context ctx) {
        var query = new Cases.CaseQuery(
                Input.query(ctx, "status").map(CaseState::of),
                Input.query(ctx, "priority").map(Priority::valueOf),
                Input.query(ctx, "assignee"),
                Input.query(ctx, "breached").map(Boolean::valueOf));
        ctx.json(cases.list(query, Caller.member(ctx), Paging.of(ctx)));
    }

    private void next(Context ctx) {
        var moderator = Caller.member(ctx);
        ctx.json(db.read(tx -> {
            var wellbeing = cases.wellbeing(tx, moderator);
            var found = cases.next(tx, moderator, wellbeing);
            if (found.isEmpty()) {
                return new NextAnswer(Optional.empty(), new CaseViewer(List.of(), wellbeing));
            }
            return answer(ctx, tx, found.get(), moderator, wellbeing);
        }));
    }

    private void claim(Context ctx) {
        boolean overCap = Input.query(ctx, "overCap").map(Boolean::valueOf).orElse(false);
        answer(ctx, work.claim(id(ctx), Caller.member(ctx), Versions.expected(ctx), overCap));
    }

    private void handBack(Context ctx) {
        answer(ctx, work.handBack(id(ctx), Caller.member(ctx), Versions.expected(ctx)));
    }

    private void await(Context ctx) {
        var wait = Input.body(ctx, Wait.class);
        answer(ctx, work.await(id(ctx), Caller.member(ctx), Versions.expected(ctx), wait.until, wait.note));
    }

    private void escalate(Context ctx) {
        var note = Input.body(ctx, Escalation.class).note;
        answer(ctx, work.escalate(id(ctx), Caller.member(ctx), Versions.expected(ctx), note));
    }

    private void answer(Context ctx, CaseView found) {
        var moderator = Caller.member(ctx);
        ctx.json(db.read(tx -> answer(ctx, tx, found, moderator, cases.wellbeing(tx, moderator))));
    }

    private Signposted answer(Context ctx, DSLContext tx, CaseView found, Member moderator, Wellbeing wellbeing) {
        Versions.show(ctx, found.version());
        var viewer = new CaseViewer(CaseWork.actions(found, moderator), wellbeing);
        return new Signposted(new NextAnswer(Optional.of(found), viewer), signposting.apply(tx, found.target()));
    }

    private static CaseId id(Context ctx) {
        return Input.path(ctx, "case", CaseId::new);
    }

    private record Wait(Instant until, String note) {}

    private record Escalation(String note) {}

    /** @param found empty when there is nothing to take */
    private record NextAnswer(@JsonProperty("case") Optional<CaseView> found, CaseViewer viewer) {}

    /** @param actions what this moderator may do with it now */
    private record CaseViewer(List<String> actions, Wellbeing wellbeing) {}
}
