package waymark.gate;

import static waymark.platform.access.Access.MODERATOR;
import static waymark.platform.http.RateLimit.MODERATING;

import io.javalin.http.Context;
import java.util.regex.Pattern;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Page;
import waymark.platform.http.Routes;
import waymark.platform.http.Versions;

public final class PersonalDataRoutes {

    private static final Pattern NAME = Pattern.compile("[a-z-]{1,40}");
    private static final String RULES = "/personal-data-rules";

    private final PersonalDataRules rules;

    public PersonalDataRoutes(PersonalDataRules rules) {
        this.rules = rules;
    }

    public void register(Routes routes) {
        routes.get(RULES, this::list, MODERATOR);
        routes.patch(RULES + "/{pattern}", this::change, MODERATOR, MODERATING);
    }

    private void list(Context ctx) {
        ctx.json(Page.whole(rules.list()));
    }

    private void change(Context ctx) {
        var action = Input.body(ctx, Change.class).action;
        var changed =
                rules.change(Input.path(ctx, "pattern", NAME), Caller.member(ctx), Versions.expected(ctx), action);
        Versions.show(ctx, changed.version());
        ctx.json(new RuleAnswer(changed));
    }

    private record Change(PersonalDataRule.Action action) {}

    private record RuleAnswer(PersonalDataRule personalDataRule) {}
}
