package waymark.moderation;

import static waymark.platform.access.Access.MODERATOR;
import static waymark.platform.http.RateLimit.MODERATING;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waymark.cases.CaseView;
import waymark.cases.Cases;
import waymark.cases.Target;
import waymark.ids.CaseId;
import waymark.ids.PostId;
import waymark.ids.ThreadId;
import waymark.platform.db.Database;
import waymark.platform.http.Answers;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Retries;
import waymark.platform.http.Routes;
import waymark.platform.http.Versions;

/** What moderators decide, on a case and without one. */
final class DecisionRoutes {

    private final Database db;
    private final Cases cases;
    private final Decisions decisions;
    private final Reversals reversals;
    private final Retries retries;

    DecisionRoutes(Database db, Cases cases, Decisions decisions, Reversals reversals, Retries retries) {
        this.db = db;
        this.cases = cases;
        this.decisions = decisions;
        this.reversals = reversals;
        this.retries = retries;
    }

    void register(Routes routes) {
        routes.get("/decision-reasons", this::listReasons, MODERATOR);
        routes.post("/cases/{case}/decision", this::decide, MODERATOR, MODERATING);
        routes.put("/posts/{post}/removal", ctx -> remove(ctx, post(ctx)), MODERATOR, MODERATING);
        routes.delete("/posts/{post}/removal", ctx -> restore(ctx, post(ctx)), MODERATOR, MODERATING);
        routes.put("/threads/{thread}/removal", ctx -> remove(ctx, thread(ctx)), MODERATOR, MODERATING);
        routes.delete("/threads/{thread}/removal", ctx -> restore(ctx, thread(ctx)), MODERATOR, MODERATING);
        routes.put("/members/{username}/restriction", this::restrict, MODERATOR, MODERATING);
        routes.delete("/members/{username}/restriction", this::lift, MODERATOR, MODERATING);
        routes.post("/members/{username}/removals", this::removeAll, MODERATOR, MODERATING);
        routes.put("/decisions/{decision}/reversal", this::reverse, MODERATOR, MODERATING);
    }

    private void listReasons(Context ctx) {
        ctx.json(new ReasonList(db.read(RulebookStore::reasons)));
    }

    private void decide(Context ctx) {
        var id = Input.path(ctx, "case", CaseId::new);
        var wanted = Input.body(ctx, NewDecision.class);
        var moderator = Caller.member(ctx);
        var expected = Versions.expected(ctx);
        retries.once(ctx, tx -> {
            var made = decisions.decide(tx, id, moderator, expected, wanted);
            var found = cases.require(tx, id, moderator);
            Versions.show(ctx, found.version());
            Answers.created(ctx, "/decisions/" + made.decision().id(), new CaseDecided(found, made));
        });
    }

    private void remove(Context ctx, Target target) {
        var given = Input.body(ctx, Removal.class);
        var wanted = NewDecision.of(Action.REMOVE, given.reason, given.rule, given.message);
        answer(ctx, decisions.remove(Caller.member(ctx), target, Versions.expected(ctx), wanted));
    }

    private void restore(Context ctx, Target target) {
        answer(ctx, decisions.restore(Caller.member(ctx), target, Versions.expected(ctx)));
    }

    private void restrict(Context ctx) {
        var given = Input.body(ctx, NewRestriction.class);
        var wanted = NewDecision.of(Action.of(given.kind), given.reason, given.rule, given.message)
                .until(given.until);
        answer(ctx, decisions.restrict(Caller.member(ctx), username(ctx), wanted));
    }

    private void lift(Context ctx) {
        answer(ctx, decisions.lift(Caller.member(ctx), username(ctx)));
    }

    private void removeAll(Context ctx) {
        var given = Input.body(ctx, NewRemovals.class);
        var wanted = NewDecision.of(Action.REMOVE_ALL, given.reason, given.rule, given.message);
        var since = given.since == null ? Instant.EPOCH : given.since;
        var moderator = Caller.member(ctx);
        retries.once(ctx, tx -> {
            var made = decisions.removeAll(tx, moderator, username(ctx), since, wanted);
            Versions.show(ctx, made.decision().version());
            Answers.created(ctx, "/decisions/" + made.decision().id(), made);
        });
    }

    private void reverse(Context ctx) {
        var given = Input.body(ctx, Reversal.class);
        answer(
                ctx,
                reversals.reverse(
                        LetterRoutes.id(ctx), Caller.member(ctx), Versions.expected(ctx), given.reason, given.message));
    }

    /** With the version of the one thing that it changed, so that the next change can say which one it has seen. */
    private static void answer(Context ctx, Made made) {
        var touched = made.touched();
        if (touched.size() == 1) {
            touched.get(0).version().ifPresent(version -> Versions.show(ctx, version));
        }
        ctx.json(made);
    }

    private static String username(Context ctx) {
        return ctx.pathParam("username");
    }

    private static Target post(Context ctx) {
        return Target.of(Input.path(ctx, "post", PostId::new));
    }

    private static Target thread(Context ctx) {
        return Target.of(Input.path(ctx, "thread", ThreadId::new));
    }

    private record Removal(String reason, String rule, String message) {}

    private record Reversal(String reason, String message) {}

    /** @param kind warn, silence or suspend */
    private record NewRestriction(
            String kind,
            String reason,
            String rule,
            String message,
            @Nullable Instant until) {}

    /** @param since null means ever */
    private record NewRemovals(
            String reason,
            String rule,
            String message,
            @Nullable Instant since) {}

    private record CaseDecided(
            @JsonProperty("case") CaseView found,
            @JsonUnwrapped Made made) {}

    private record ReasonList(List<DecisionReason> reasons) {}
}
