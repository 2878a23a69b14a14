package waymark.privacy;

import static waymark.platform.access.Access.ACCOUNT;
import static waymark.platform.access.Access.GUEST;
import static waymark.platform.http.RateLimit.LEAVING;

import io.javalin.http.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waymark.accounts.Failures;
import waymark.accounts.PasswordChanges;
import waymark.platform.db.Database;
import waymark.platform.erasure.Fate;
import waymark.platform.http.Answers;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Retries;
import waymark.platform.http.Routes;
import waymark.platform.secret.Token;

public final class ErasureRoutes {

    private final Database db;
    private final Erasures erasures;
    private final PasswordChanges passwords;
    private final Failures failures;
    private final Retries retries;

    public ErasureRoutes(
            Database db, Erasures erasures, PasswordChanges passwords, Failures failures, Retries retries) {
        this.db = db;
        this.erasures = erasures;
        this.passwords = passwords;
        this.failures = failures;
        this.retries = retries;
    }

    public void register(Routes routes) {
        routes.post("/me/erasure", this::ask, ACCOUNT, LEAVING);
        routes.get("/me/erasure", this::show, ACCOUNT);
        routes.delete("/me/erasure", this::takeBack, ACCOUNT, LEAVING);
        routes.put("/me/erasure/confirmation", this::confirm, ACCOUNT, LEAVING);
        routes.get("/erasure-receipts/{erasureReceipt}", this::showReceipt, GUEST);
    }

    private void ask(Context ctx) {
        var wanted = Input.body(ctx, Wanted.class);
        var me = Caller.member(ctx);
        if (Boolean.TRUE.equals(wanted.preview)) {
            ctx.json(new PreviewAnswer(db.read(tx -> erasures.preview(tx, me, wanted.choice()))));
            return;
        }
        retries.once(
                ctx,
                tx -> Answers.accepted(
                        ctx, "/me/erasure", new ErasureAnswer(Optional.of(erasures.request(tx, me, wanted.choice())))));
    }

    private void show(Context ctx) {
        ctx.json(new ErasureAnswer(erasures.find(Caller.member(ctx))));
    }

    private void takeBack(Context ctx) {
        erasures.takeBack(Caller.member(ctx));
        Answers.nothing(ctx);
    }

    private void confirm(Context ctx) {
        var me = Caller.member(ctx);
        var input = Input.body(ctx, Confirmation.class);
        var known = failures.countOf(me.id(), () -> passwords.requirePassword(me, input.password, "/password"));
        var confirmed = erasures.confirm(me, known, input.token);
        Answers.keepNowhere(ctx);
        Answers.accepted(ctx, "/erasure-receipts/" + confirmed.receipt(), confirmed);
    }

    private void showReceipt(Context ctx) {
        Answers.keepNowhere(ctx);
        ctx.json(new ReceiptAnswer(erasures.receipt(Input.path(ctx, "erasureReceipt", Token.SHAPE))));
    }

    private record Wanted(
            Fate mode, @Nullable Boolean preview, @Nullable Kinds content) {

        /** What nothing is said about becomes of as of the rest. */
        ErasureChoice choice() {
            var kinds = Optional.ofNullable(content).orElse(Kinds.NONE);
            return new ErasureChoice(
                    mode,
                    new ErasureChoice.Content(
                            Optional.ofNullable(kinds.posts).orElse(mode),
                            Optional.ofNullable(kinds.stories).orElse(mode),
                            Optional.ofNullable(kinds.likes).orElse(mode),
                            Optional.ofNullable(kinds.reports).orElse(mode)));
        }
    }

    private record Kinds(
            @Nullable Fate posts,
            @Nullable Fate stories,
            @Nullable Fate likes,
            @Nullable Fate reports) {

        static final Kinds NONE = new Kinds(null, null, null, null);
    }

    private record Confirmation(String token, String password) {}

    private record PreviewAnswer(ErasurePreview preview) {}

    private record ErasureAnswer(Optional<ErasureView> erasure) {}

    private record ReceiptAnswer(ErasureReceipt erasure) {}
}
