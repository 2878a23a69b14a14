package waymark.accounts;

import static waymark.platform.access.Access.ACCOUNT;
import static waymark.platform.access.Access.ADMIN;
import static waymark.platform.http.RateLimit.MODERATING;
import static waymark.platform.http.RateLimit.SIGN_IN;

import io.javalin.http.Context;
import java.util.List;
import waymark.platform.access.Member;
import waymark.platform.http.Answers;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Routes;

public final class SecondFactorRoutes {

    private final SecondFactors secondFactors;
    private final PasswordChanges passwords;
    private final Failures failures;
    private final CodeTries codes;

    public SecondFactorRoutes(
            SecondFactors secondFactors, PasswordChanges passwords, Failures failures, CodeTries codes) {
        this.secondFactors = secondFactors;
        this.passwords = passwords;
        this.failures = failures;
        this.codes = codes;
    }

    public void register(Routes routes) {
        routes.get("/me/totp", this::show, ACCOUNT);
        routes.put("/me/totp", this::begin, ACCOUNT, SIGN_IN);
        routes.put("/me/totp/confirmation", this::confirm, ACCOUNT, SIGN_IN);
        routes.delete("/me/totp", this::remove, ACCOUNT, SIGN_IN);
        routes.delete("/members/{username}/totp", this::reset, ADMIN, MODERATING);
    }

    private void show(Context ctx) {
        ctx.json(new SecondFactorAnswer(secondFactors.of(Caller.member(ctx))));
    }

    private void begin(Context ctx) {
        var member = Caller.member(ctx);
        var password = Input.body(ctx, Beginning.class).password;
        requirePassword(member, password);
        ctx.json(new SetupAnswer(secondFactors.begin(member)));
    }

    private void confirm(Context ctx) {
        var member = Caller.member(ctx);
        var code = Input.body(ctx, Confirmation.class).code;
        ctx.json(new CodesAnswer(codes.countOf(member.id(), () -> secondFactors.confirm(member, code))));
    }

    private void remove(Context ctx) {
        var member = Caller.member(ctx);
        var input = Input.body(ctx, Removal.class);
        requirePassword(member, input.password);
        boolean unused = codes.countOf(member.id(), () -> secondFactors.remove(member, input.code));
        Answers.nothing(ctx);
    }

    private void requirePassword(Member member, String password) {
        var unused = failures.countOf(member.id(), () -> passwords.requirePassword(member, password, "/password"));
    }

    private void reset(Context ctx) {
        secondFactors.reset(Caller.member(ctx), ctx.pathParam("username"));
        Answers.nothing(ctx);
    }

    private record Beginning(String password) {}

    private record Confirmation(String code) {}

    private record Removal(String password, String code) {}

    private record SecondFactorAnswer(SecondFactors.SecondFactor totp) {}

    private record SetupAnswer(SecondFactors.Setup setup) {}

    private record CodesAnswer(List<String> recoveryCodes) {}
}
