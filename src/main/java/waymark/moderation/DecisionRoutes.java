package waymark.moderation;

import static waymark.platform.access.Access.MODERATOR;
import static waymark.platform.http.RateLimit.MODERATING;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import waymark.accounts.Accounts;
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
public final class DecisionRoutes {

    private final Database db;
    private final Cases cases;
    private final Accounts accounts;
    private final Decisions decisions;
    private final Retries retries;

    public DecisionRoutes(Database db, Cases cases, Accounts accounts, Decisions decisions, Retries retries) {
        this.db = db;
        this.cases = cases;
        this.accounts = accounts;
        this.decisions = decisions;
        this.retries = retries;
    }

    public void register(Routes routes) {
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
        ctx.json(new ReasonList(db.read(DecisionStore::reasons)));
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
            Answers.created(
                    ctx,
                    "/decisions/" + made.decision().id(),
                    new CaseDecided(found, made.decision(), made.touched(), made.notPutBack()));
        });
    }

    private void remove(Context ctx, Target target) {
        var given = Input.body(ctx, Removal.class);
        var wanted = NewDecision.of(Action.REMOVE, given.reason, given.rule, given.message);
        answer(ctx, db.write(tx -> decisions.act(tx, Caller.member(ctx), target, Versions.expected(ctx), wanted)));
    }

    private void restore(Context ctx, Target target) {
        answer(
                ctx,
                db.write(tx -> decisions.act(
                        tx,
                        Caller.member(ctx),
                        target,
                        Versions.expected(ctx),
                        decisions.withoutWords(tx, Action.RESTORE))));
    }

    private void restrict(Context ctx) {
        var given = Input.body(ctx, NewRestriction.class);
        var wanted = NewDecision.of(Action.of(given.kind), given.reason, given.rule, given.message);
        answer(
                ctx,
                db.write(tx -> decisions.act(
                        tx,
                        Caller.member(ctx),
                        member(ctx, tx),
                        Versions.Expected.ANY,
                        given.until == null ? wanted : wanted.until(given.until))));
    }

    private void lift(Context ctx) {
        answer(
                ctx,
                db.write(tx -> decisions.act(
                        tx,
                        Caller.member(ctx),
                        member(ctx, tx),
                        Versions.Expected.ANY,
                        decisions.withoutWords(tx, Action.LIFT))));
    }

    private void removeAll(Context ctx) {
        var given = Input.body(ctx, NewRemovals.class);
        var moderator = Caller.member(ctx);
        retries.once(ctx, tx -> {
            var subject = accounts.requireId(tx, username(ctx));
            var made = decisions.removeAll(
                    tx,
                    moderator,
                    subject,
                    given.since == null ? Instant.EPOCH : given.since,
                    NewDecision.of(Action.REMOVE_ALL, given.reason, given.rule, given.message));
            Versions.show(ctx, made.decision().version());
            Answers.created(ctx, "/decisions/" + made.decision().id(), made(made));
        });
    }

    private void reverse(Context ctx) {
        var given = Input.body(ctx, Reversal.class);
        answer(
                ctx,
                db.write(tx -> decisions.reverse(
                        tx,
                        LetterRoutes.id(ctx),
                        Caller.member(ctx),
                        Versions.expected(ctx),
                        given.reason,
                        given.message)));
    }

    /** With the version of the one thing that it changed, so that the next change can say which one it has seen. */
    private static void answer(Context ctx, Decisions.Made made) {
        var touched = made.touched();
        if (touched.size() == 1) {
            touched.get(0).version().ifPresent(version -> Versions.show(ctx, version));
        }
        ctx.json(made(made));
    }

    private Target member(Context ctx, DSLContext tx) {
        return Target.of(accounts.requireId(tx, username(ctx)));
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

    private static Decided made(Decisions.Made made) {
        return new Decided(made.decision(), made.touched(), made.notPutBack());
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

    private record Decided(Decision decision, List<Touched> touched, Optional<Measures.NotPutBack> notPutBack) {}

    private record CaseDecided(
            @JsonProperty("case") CaseView found,
            Decision decision,
            List<Touched> touched,
            Optional<Measures.NotPutBack> notPutBack) {}

    private record ReasonList(List<DecisionStore.Reason> reasons) {}
}
