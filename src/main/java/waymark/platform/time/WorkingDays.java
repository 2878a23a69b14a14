package waymark.platform.time;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/** Counts Mondays to Fridays, without holidays. */
public final class WorkingDays {

    private WorkingDays() {}

    /**
     * The same time on the clocks of that zone, so many working days later. Counting begins with the day after, whatever
     * the day itself is.
     */
    public static Instant after(Instant from, int days, ZoneId zone, Set<LocalDate> holidays) {
        var begin = from.atZone(zone);
        var day = begin.toLocalDate();
        for (int left = days; left > 0; left--) {
            do {
                day = day.plusDays(1);
            } while (!isWorking(day, holidays));
        }
        return ZonedDateTime.of(day, begin.toLocalTime(), zone).toInstant();
    }

    private static boolean isWorking(LocalDate day, Set<LocalDate> holidays) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !holidays.contains(day);
    }
}
