package waymark.signposting;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waymark.platform.access.Nation;
import waymark.platform.time.Holidays;
import waymark.platform.time.OpeningHours;

/**
 * A service as the catalogue keeps it: what it is, and when somebody answers.
 *
 * @param hours none, without alwaysOpen: nobody knows them
 * @param nations for whom it is there; none: for everybody
 * @param cost null where nobody knows it
 */
record Listing(
        String name,
        String description,
        @Nullable Contact phone,
        @Nullable Contact sms,
        @Nullable String email,
        @Nullable String url,
        boolean alwaysOpen,
        List<Week> hours,
        String timeZone,
        BankHolidays bankHolidays,
        String bankHolidayDivision,
        List<Nation> nations,
        @Nullable String cost,
        @Nullable String textRelay,
        String source,
        String confirmedBy,
        LocalDate confirmedAt,
        LocalDate reviewDue) {

    Listing {
        for (var needed : new @Nullable Object[] {
            name, description, timeZone, bankHolidays, bankHolidayDivision, source, confirmedBy, confirmedAt, reviewDue
        }) {
            Objects.requireNonNull(needed);
        }
        hours = List.copyOf(hours);
        nations = List.copyOf(nations);
    }

    /** @param number in its international form, or a short code such as 999 or 116123 */
    record Contact(String display, String number) {

        Contact {
            Objects.requireNonNull(display);
            Objects.requireNonNull(number);
        }
    }

    /** Opening hours that several days share. */
    record Week(List<Day> days, LocalTime opens, LocalTime closes) {

        Week {
            days = List.copyOf(days);
            Objects.requireNonNull(opens);
            Objects.requireNonNull(closes);
        }
    }

    enum Day {
        @JsonProperty("monday")
        MONDAY,
        @JsonProperty("tuesday")
        TUESDAY,
        @JsonProperty("wednesday")
        WEDNESDAY,
        @JsonProperty("thursday")
        THURSDAY,
        @JsonProperty("friday")
        FRIDAY,
        @JsonProperty("saturday")
        SATURDAY,
        @JsonProperty("sunday")
        SUNDAY
    }

    /** What its hours become on a bank holiday of its division. */
    enum BankHolidays {
        @JsonProperty("closed")
        CLOSED,
        @JsonProperty("as-usual")
        AS_USUAL
    }

    boolean isFor(Optional<Nation> nation) {
        return nations.isEmpty() || nation.map(nations::contains).orElse(true);
    }

    boolean isOverdue(LocalDate today) {
        return reviewDue.isBefore(today);
    }

    /** The service as it is at that moment. */
    Service at(String id, Instant now, Holidays holidays) {
        var opening = openingHours(holidays);
        boolean unknown = !alwaysOpen && hours.isEmpty();
        var open = alwaysOpen ? Optional.<OpeningHours.Open>empty() : opening.openAt(now);
        boolean openNow = alwaysOpen || open.isPresent();
        return new Service(
                id,
                name,
                description,
                phone == null ? null : new Service.Phone(phone.display, "tel:" + phone.number),
                sms == null ? null : new Service.Phone(sms.display, "sms:" + sms.number),
                email,
                url,
                alwaysOpen,
                unknown ? null : openNow,
                unknown || openNow ? null : opening.opensAfter(now).orElse(null),
                open.map(OpeningHours.Open::until).orElse(null),
                shownHours(opening),
                timeZone,
                nations,
                cost,
                textRelay,
                confirmedBy,
                confirmedAt,
                reviewDue);
    }

    private OpeningHours openingHours(Holidays holidays) {
        var spans = hours.stream()
                .flatMap(week -> week.days.stream()
                        .map(day -> new OpeningHours.Span(DayOfWeek.valueOf(day.name()), week.opens, week.closes)))
                .toList();
        Set<LocalDate> closedOn = bankHolidays == BankHolidays.CLOSED ? holidays.of(bankHolidayDivision) : Set.of();
        return new OpeningHours(ZoneId.of(timeZone), spans, closedOn);
    }

    /** Days with the same hours together, in the order of the week. */
    private static List<Service.Hours> shownHours(OpeningHours hours) {
        var daysByTimes = new LinkedHashMap<List<LocalTime>, List<String>>();
        for (var day : DayOfWeek.values()) {
            for (var span : hours.week()) {
                if (span.day() == day) {
                    daysByTimes
                            .computeIfAbsent(List.of(span.opens(), span.closes()), unused -> new ArrayList<>())
                            .add(day.name().toLowerCase(Locale.ROOT));
                }
            }
        }
        return daysByTimes.entrySet().stream()
                .map(entry -> new Service.Hours(
                        entry.getValue(),
                        entry.getKey().get(0).toString(),
                        entry.getKey().get(1).toString()))
                .toList();
    }
}
