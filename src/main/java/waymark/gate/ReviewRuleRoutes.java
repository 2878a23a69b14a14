package waymark.gate;

import static waymark.platform.access.Access.MODERATOR;
import static waymark.platform.http.RateLimit.MODERATING;

import io.javalin.http.Context;
import waymark.ids.ReviewRuleId;
import waymark.platform.http.Answers;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Page;
import waymark.platform.http.Retries;
import waymark.platform.http.Routes;
import waymark.platform.http.Versions;

public final class ReviewRuleRoutes {

    private static final String RULES = "/review-rules";

    private final ReviewRules rules;
    private final Retries retries;

    public ReviewRuleRoutes(ReviewRules rules, Retries retries) {
        this.rules = rules;
        this.retries = retries;
    }

    public void register(Routes routes) {
        routes.get(RULES, this::list, MODERATOR);
        routes.post(RULES, this::add, MODERATOR, MODERATING);
        routes.get(RULES + "/{rule}", this::show, MODERATOR);
        routes.patch(RULES + "/{rule}", this::change, MODERATOR, MODERATING);
        routes.delete(RULES + "/{rule}", this::remove, MODERATOR, MODERATING);
    }

    private void list(Context ctx) {
        ctx.json(Page.whole(rules.list()));
    }

    private void add(Context ctx) {
        var input = Input.body(ctx, NewRule.class);
        var moderator = Caller.member(ctx);
        retries.once(ctx, tx -> {
            var added = rules.add(tx, moderator, input);
            Answers.created(ctx, RULES + "/" + added.id(), answer(ctx, added));
        });
    }

    private void show(Context ctx) {
        ctx.json(answer(ctx, rules.require(rule(ctx))));
    }

    private void change(Context ctx) {
        var patch = Input.body(ctx);
        ctx.json(answer(ctx, rules.change(rule(ctx), Caller.member(ctx), Versions.expected(ctx), patch)));
    }

    private void remove(Context ctx) {
        rules.remove(rule(ctx), Caller.member(ctx), Versions.expected(ctx));
        Answers.nothing(ctx);
    }

    private static RuleAnswer answer(Context ctx, ReviewRule rule) {
        Versions.show(ctx, rule.version());
        return new RuleAnswer(rule);
    }

    private static ReviewRuleId rule(Context ctx) {
        return Input.path(ctx, "rule", ReviewRuleId::new);
    }

    private record RuleAnswer(ReviewRule reviewRule) {}
}
