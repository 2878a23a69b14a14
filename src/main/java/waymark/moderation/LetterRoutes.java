package waymark.moderation;

import static waymark.platform.access.Access.ACCOUNT;
import static waymark.platform.access.Access.GUEST;
import static waymark.platform.http.RateLimit.LEAVING;

import io.javalin.http.Context;
import java.util.List;
import waymark.ids.DecisionId;
import waymark.platform.db.Database;
import waymark.platform.http.Answers;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Paging;
import waymark.platform.http.Retries;
import waymark.platform.http.Routes;
import waymark.platform.http.Versions;

/** Letters about decisions, for the people whom they are about. */
final class LetterRoutes {

    private final Database db;
    private final Letters letters;
    private final Appeals appeals;
    private final Retries retries;

    LetterRoutes(Database db, Letters letters, Appeals appeals, Retries retries) {
        this.db = db;
        this.letters = letters;
        this.appeals = appeals;
        this.retries = retries;
    }

    void register(Routes routes) {
        routes.get("/community-rules", this::listRules, GUEST);
        routes.get("/me/decisions", this::list, ACCOUNT);
        routes.get("/decisions/{decision}", this::show, ACCOUNT);
        // Not counted with writing: somebody who was silenced for writing too much can still answer.
        routes.post("/decisions/{decision}/appeal", this::appeal, ACCOUNT, LEAVING);
    }

    private void listRules(Context ctx) {
        ctx.json(new RuleList(db.read(RulebookStore::rules)));
    }

    private void list(Context ctx) {
        ctx.json(letters.to(Caller.member(ctx), Paging.of(ctx)));
    }

    private void show(Context ctx) {
        var letter = db.read(tx -> letters.require(tx, id(ctx), Caller.member(ctx)));
        Versions.show(ctx, letter.version());
        ctx.json(new LetterAnswer(letter));
    }

    private void appeal(Context ctx) {
        var message = Input.body(ctx, NewAppeal.class).message;
        var member = Caller.member(ctx);
        retries.once(ctx, tx -> {
            appeals.make(tx, id(ctx), member, message);
            var letter = letters.require(tx, id(ctx), member);
            Versions.show(ctx, letter.version());
            Answers.created(ctx, "/decisions/" + letter.id(), new LetterAnswer(letter));
        });
    }

    static DecisionId id(Context ctx) {
        return Input.path(ctx, "decision", DecisionId::new);
    }

    private record NewAppeal(String message) {}

    private record LetterAnswer(Letter decision) {}

    private record RuleList(List<CommunityRule> rules) {}
}
