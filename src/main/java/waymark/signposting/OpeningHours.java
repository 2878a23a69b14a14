package waymark.signposting;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * When a service answers: wall-clock spans by day of the week in its own zone, so that ten o'clock stays ten o'clock when
 * the clocks change.
 *
 * @param closedOn days on which it is shut whatever the day of the week
 */
record OpeningHours(ZoneId zone, List<Span> week, Set<LocalDate> closedOn) {

    /** Long enough to step over any run of holidays; a service that is shut for longer has no next opening to name. */
    private static final int DAYS_LOOKED_AHEAD = 21;

    record Span(DayOfWeek day, LocalTime opens, LocalTime closes) {}

    /** The span of time that has begun and not ended, if there is one. */
    Optional<Open> openAt(Instant now) {
        return upcoming(now).filter(open -> !open.from().isAfter(now)).findFirst();
    }

    /** The next beginning of a span after now. */
    Optional<Instant> opensAfter(Instant now) {
        return upcoming(now).map(Open::from).filter(from -> from.isAfter(now)).findFirst();
    }

    private Stream<Open> upcoming(Instant now) {
        var today = now.atZone(zone).toLocalDate();
        return today.datesUntil(today.plusDays(DAYS_LOOKED_AHEAD))
                .filter(date -> !closedOn.contains(date))
                .flatMap(this::spansOn)
                .filter(open -> open.until().isAfter(now));
    }

    private Stream<Open> spansOn(LocalDate date) {
        return week.stream()
                .filter(span -> span.day() == date.getDayOfWeek())
                .sorted(Comparator.comparing(Span::opens))
                .map(span -> new Open(at(date, span.opens()), at(date, span.closes())));
    }

    private Instant at(LocalDate date, LocalTime time) {
        return ZonedDateTime.of(date, time, zone).toInstant();
    }

    record Open(Instant from, Instant until) {}
}
