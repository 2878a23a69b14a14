package waymark.cases;

import static waymark.platform.access.Access.ADMIN;
import static waymark.platform.access.Access.MODERATOR;
import static waymark.platform.http.RateLimit.LEAVING;
import static waymark.platform.http.RateLimit.MODERATING;

import io.javalin.http.Context;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waymark.platform.http.Answers;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Paging;
import waymark.platform.http.Routes;
import waymark.platform.problem.Problem;

/** Stepping away, and whom a moderator is close to. */
public final class WellbeingRoutes {

    private final Absences absences;
    private final Recusals recusals;

    public WellbeingRoutes(Absences absences, Recusals recusals) {
        this.absences = absences;
        this.recusals = recusals;
    }

    public void register(Routes routes) {
        routes.get("/me/away", this::showAway, MODERATOR);
        // Not counted with moderating: nobody is kept from stepping away because they have done so much.
        routes.put("/me/away", this::stepAway, MODERATOR, LEAVING);
        routes.delete("/me/away", this::comeBack, MODERATOR, LEAVING);
        routes.get("/me/recusals", this::listMine, MODERATOR);
        routes.put("/me/recusals/{username}", this::declare, MODERATOR, MODERATING);
        routes.delete("/me/recusals/{username}", this::withdraw, MODERATOR, MODERATING);
        routes.get("/recusals", this::listAll, ADMIN);
    }

    private void showAway(Context ctx) {
        ctx.json(absences.of(Caller.member(ctx)));
    }

    private void stepAway(Context ctx) {
        // Whoever has no strength left need not say anything.
        var wanted = ctx.bodyAsBytes().length == 0 ? new NewAbsence(null) : Input.body(ctx, NewAbsence.class);
        var until = Optional.ofNullable(wanted.until).map(WellbeingRoutes::instant);
        ctx.json(absences.stepAway(Caller.member(ctx), until));
    }

    private void comeBack(Context ctx) {
        ctx.json(absences.comeBack(Caller.member(ctx)));
    }

    private void listMine(Context ctx) {
        ctx.json(recusals.of(Caller.member(ctx), Paging.of(ctx)));
    }

    private void declare(Context ctx) {
        var kind = Recusal.Kind.of(Input.body(ctx, NewRecusal.class).kind);
        ctx.json(new RecusalAnswer(recusals.declare(Caller.member(ctx), ctx.pathParam("username"), kind)));
    }

    private void withdraw(Context ctx) {
        recusals.withdraw(Caller.member(ctx), ctx.pathParam("username"));
        Answers.nothing(ctx);
    }

    private void listAll(Context ctx) {
        ctx.json(recusals.all(Caller.member(ctx), Paging.of(ctx)));
    }

    /** The contract lets some texts through that are of the right form and yet no moment. */
    private static Instant instant(String text) {
        try {
            return Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeParseException e) {
            throw Problem.invalidValue("/until", "There is no such moment.");
        }
    }

    private record NewAbsence(@Nullable String until) {}

    private record NewRecusal(String kind) {}

    private record RecusalAnswer(Recusal recusal) {}
}
