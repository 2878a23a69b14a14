package waymark.guides.milestones;

import static waymark.platform.access.Access.GUEST;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import waymark.platform.http.Accepted;
import waymark.platform.http.Answers;
import waymark.platform.http.Input;
import waymark.platform.http.Routes;
import waymark.platform.problem.FieldError;
import waymark.platform.problem.ProblemType;
import waymark.signposting.Directory;

/** To be registered before the routes of guides, which would take it for the name of one. */
public final class MilestoneRoutes {

    private static final String CALENDAR = "text/calendar";

    private final Milestones milestones;
    private final Directory directory;
    private final Clock clock;

    public MilestoneRoutes(Milestones milestones, Directory directory, Clock clock) {
        this.milestones = milestones;
        this.directory = directory;
        this.clock = clock;
    }

    public void register(Routes routes) {
        routes.get("/guides/recovery-milestones", this::show, GUEST);
    }

    private void show(Context ctx) {
        // When somebody had their infusion is nothing for the caches of others.
        Answers.keepNowhere(ctx);
        var timetable = milestones.after(infusionDate(ctx), Input.query(ctx, "diagnosis"));
        if (!Accepted.prefers(ctx, CALENDAR)) {
            ctx.json(timetable);
            return;
        }
        var talk = milestones.talk().replace("{helpline}", directory.whomToTalkTo());
        ctx.contentType(CALENDAR + "; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"recovery-milestones.ics\"")
                .result(new MilestoneCalendar(timetable, talk, clock.instant()).write());
    }

    private static LocalDate infusionDate(Context ctx) {
        return Input.query(ctx, "infusionDate").map(LocalDate::parse).orElseThrow(() -> {
            var sentence = "Please give the day of the infusion, like 2026-03-01.";
            return ProblemType.INVALID_REQUEST.because(sentence, List.of(FieldError.query("infusionDate", sentence)));
        });
    }
}
