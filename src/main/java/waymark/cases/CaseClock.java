package waymark.cases;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import waymark.platform.time.OpeningHours;
import waymark.platform.time.WorkingDays;

/**
 * By when somebody should have looked at a case of one priority.
 *
 * @param dueWithinMinutes while moderators are on duty; empty where working days are counted
 * @param unstaffedWithinMinutes the latest, when nobody is on duty; empty where that makes no difference
 * @param fromNextShift when nobody is on duty, the minutes are counted from when somebody is, but no further than the latest
 * @param workingDays Monday to Friday without the bank holidays of England; empty where minutes are counted
 */
public record CaseClock(
        Priority priority,
        Optional<Integer> dueWithinMinutes,
        Optional<Integer> unstaffedWithinMinutes,
        boolean fromNextShift,
        Optional<Integer> workingDays,
        int version) {

    /** @param hours when moderators are on duty; asked for only where it matters */
    Instant due(Instant now, Supplier<OpeningHours> hours, Supplier<Set<LocalDate>> holidays) {
        if (workingDays.isPresent()) {
            return WorkingDays.after(now, workingDays.get(), Staffing.ZONE, holidays.get());
        }
        var within = Duration.ofMinutes(dueWithinMinutes.orElseThrow());
        return unstaffedWithinMinutes.isEmpty()
                ? now.plus(within)
                : due(now, within, Duration.ofMinutes(unstaffedWithinMinutes.get()), hours.get());
    }

    private Instant due(Instant now, Duration within, Duration unstaffedWithin, OpeningHours hours) {
        if (hours.openAt(now).isPresent()) {
            return now.plus(within);
        }
        var latest = now.plus(unstaffedWithin);
        if (!fromNextShift) {
            return latest;
        }
        return hours.opensAfter(now)
                .map(begins -> begins.plus(within))
                .filter(due -> due.isBefore(latest))
                .orElse(latest);
    }
}
