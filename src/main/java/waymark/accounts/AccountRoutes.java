package waymark.accounts;

import static waymark.platform.access.Access.ACCOUNT;
import static waymark.platform.access.Access.GUEST;
import static waymark.platform.http.RateLimit.SIGN_UP;
import static waymark.platform.http.RateLimit.WRITING;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import waymark.platform.access.Nation;
import waymark.platform.http.Answers;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Page;
import waymark.platform.http.Retries;
import waymark.platform.http.Routes;

public final class AccountRoutes {

    private final Accounts accounts;
    private final SignUpRules rules;
    private final EmailAddresses emails;
    private final Passwords passwords;
    private final Retries retries;

    public AccountRoutes(
            Accounts accounts, SignUpRules rules, EmailAddresses emails, Passwords passwords, Retries retries) {
        this.accounts = accounts;
        this.rules = rules;
        this.emails = emails;
        this.passwords = passwords;
        this.retries = retries;
    }

    public void register(Routes routes) {
        routes.get("/consent-wordings", this::listWordings, GUEST);
        routes.get("/username-suggestions", this::suggestUsernames, GUEST);
        routes.post("/accounts", this::signUp, GUEST, SIGN_UP);
        routes.get("/me", this::showMe, ACCOUNT);
        routes.patch("/me", this::changeMe, ACCOUNT, WRITING);
    }

    private void listWordings(Context ctx) {
        ctx.json(new Wordings(Page.whole(accounts.wordings()), rules.minimumAge()));
    }

    private void suggestUsernames(Context ctx) {
        Answers.keepNowhere(ctx);
        ctx.json(Page.whole(rules.suggestNames().stream().map(Suggestion::new).toList()));
    }

    private void signUp(Context ctx) {
        var input = Input.body(ctx, SignUp.class);
        rules.require(input.username, input.email, input.password, input.ageAtLeast);
        // Not the age somebody gave: that they are old enough is all there is to know.
        var wanted = new NewAccount(
                input.username, input.email, passwords.hash(input.password), input.consents, rules.minimumAge());
        retries.once(ctx, tx -> {
            var account = accounts.signUp(tx, wanted);
            emails.askForProof(tx, account.id(), wanted.email());
            Answers.created(ctx, "/me", new AccountAnswer(account));
        });
    }

    private void showMe(Context ctx) {
        ctx.json(new AccountAnswer(accounts.requireAccount(Caller.member(ctx).id())));
    }

    private void changeMe(Context ctx) {
        // The contract sees to it that there is something to change, and so far there is nothing else.
        var nation = Optional.of(Input.body(ctx).path("nation"))
                .filter(JsonNode::isTextual)
                .map(node -> Nation.of(node.asText()));
        ctx.json(new AccountAnswer(accounts.live(Caller.member(ctx).id(), nation)));
    }

    private record SignUp(
            String username, String email, String password, int ageAtLeast, List<NewAccount.ConsentGiven> consents) {}

    /** @param minimumAge which people say they have reached when they join */
    private record Wordings(@JsonUnwrapped Page<Accounts.ConsentWording> page, int minimumAge) {}

    private record Suggestion(String username) {}

    private record AccountAnswer(Account account) {}
}
