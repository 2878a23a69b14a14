package waymark.moderation.statistics;

import static waymark.platform.access.Access.ADMIN;
import static waymark.platform.access.Access.GUEST;
import static waymark.platform.access.Access.MODERATOR;
import static waymark.platform.access.Access.SUPPORTER;

import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.Optional;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Page;
import waymark.platform.http.Routes;

public final class StatisticsRoutes {

    private final Statistics statistics;

    public StatisticsRoutes(Statistics statistics) {
        this.statistics = statistics;
    }

    public void register(Routes routes) {
        routes.get("/statistics/moderation", this::moderation, MODERATOR);
        routes.get("/statistics/first-replies", this::firstReplies, SUPPORTER);
        routes.get("/statistics/exposure", this::exposure, ADMIN);
        routes.get("/transparency", this::transparency, GUEST);
    }

    private void moderation(Context ctx) {
        ctx.json(statistics.moderation(day(ctx, "from"), day(ctx, "to")));
    }

    private void firstReplies(Context ctx) {
        ctx.json(statistics.firstReplies());
    }

    private void exposure(Context ctx) {
        ctx.json(Page.whole(statistics.exposure(Caller.member(ctx))));
    }

    private void transparency(Context ctx) {
        ctx.json(statistics.transparency(Input.query(ctx, "quarter").map(Quarter::of)));
    }

    private static Optional<LocalDate> day(Context ctx, String name) {
        return Input.query(ctx, name).map(LocalDate::parse);
    }
}
