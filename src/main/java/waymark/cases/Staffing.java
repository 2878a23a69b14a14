package waymark.cases;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import waymark.platform.time.OpeningHours;

/**
 * When moderators are on duty.
 *
 * @param hours in the order of the week
 * @param confirmed whether somebody at the charity has set them; those that are shipped are a guess
 */
public record Staffing(
        List<Shift> hours,
        OnBankHolidays bankHolidays,
        boolean confirmed,
        @JsonIgnore int version) {

    static final ZoneId ZONE = ZoneId.of("Europe/London");

    OpeningHours openingHours(Set<LocalDate> holidays) {
        var spans = hours.stream().map(Shift::span).toList();
        return new OpeningHours(ZONE, spans, bankHolidays == OnBankHolidays.CLOSED ? holidays : Set.of());
    }

    /**
     * Somebody is on duty.
     *
     * @param day in lower case
     * @param opens wall-clock time, {@code HH:MM}
     * @param closes {@code 00:00} is the midnight at which the day ends
     */
    public record Shift(String day, String opens, String closes) {

        OpeningHours.Span span() {
            return new OpeningHours.Span(
                    DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT)), LocalTime.parse(opens), LocalTime.parse(closes));
        }
    }

    /** What becomes of the hours on a bank holiday of England. */
    public enum OnBankHolidays {
        CLOSED,
        AS_USUAL;

        /** The name used in the API and in the database. */
        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static OnBankHolidays of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
