package waymark.cases;

import static waymark.platform.access.Access.ADMIN;
import static waymark.platform.access.Access.GUEST;
import static waymark.platform.access.Access.MODERATOR;
import static waymark.platform.http.RateLimit.MODERATING;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Page;
import waymark.platform.http.Routes;
import waymark.platform.http.Versions;

/** When moderators are on duty, and by when somebody should have looked. */
public final class StaffingRoutes {

    private static final Pattern PRIORITY = Pattern.compile("P[0-3]");

    private final StaffedHours hours;
    private final Clocks clocks;

    public StaffingRoutes(StaffedHours hours, Clocks clocks) {
        this.hours = hours;
        this.clocks = clocks;
    }

    public void register(Routes routes) {
        routes.get("/staffed-hours", this::showHours, GUEST);
        routes.put("/staffed-hours", this::changeHours, ADMIN, MODERATING);
        routes.get("/case-clocks", this::listClocks, MODERATOR);
        routes.patch("/case-clocks/{priority}", this::changeClock, ADMIN, MODERATING);
    }

    private void showHours(Context ctx) {
        answer(ctx, hours.now());
    }

    private void changeHours(Context ctx) {
        var wanted = Input.body(ctx, NewHours.class);
        var bankHolidays = Staffing.OnBankHolidays.of(wanted.bankHolidays);
        answer(ctx, hours.change(Caller.member(ctx), Versions.expected(ctx), wanted.hours, bankHolidays));
    }

    private void listClocks(Context ctx) {
        ctx.json(Page.whole(clocks.all()));
    }

    private void changeClock(Context ctx) {
        var priority = Priority.valueOf(Input.path(ctx, "priority", PRIORITY));
        var changed = clocks.change(priority, Caller.member(ctx), Versions.expected(ctx), Input.body(ctx));
        Versions.show(ctx, changed.version());
        ctx.json(new ClockAnswer(changed));
    }

    private static void answer(Context ctx, StaffedHours.OnDuty found) {
        Versions.show(ctx, found.staffing().version());
        ctx.json(new HoursAnswer(
                found.staffedNow(),
                found.closesAt(),
                found.opensAt(),
                found.staffing(),
                Staffing.ZONE.getId(),
                found.text()));
    }

    private record NewHours(List<Staffing.Shift> hours, String bankHolidays) {}

    private record HoursAnswer(
            boolean staffedNow,
            Optional<Instant> closesAt,
            Optional<Instant> opensAt,
            @JsonUnwrapped Staffing staffing,
            String timeZone,
            String text) {}

    private record ClockAnswer(CaseClock clock) {}
}
