package waymark.platform.time;

import java.time.DayOfWeek;
import java.time.Duration;
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
 * When somebody is there: wall-clock spans by day of the week in a zone, so that ten o'clock stays ten o'clock when the
 * clocks change.
 *
 * @param closedOn days on which nobody is there whatever the day of the week
 */
public record OpeningHours(ZoneId zone, List<Span> week, Set<LocalDate> closedOn) {

    /** Long enough to step over any run of holidays; what is shut for longer has no next opening to name. */
    private static final int DAYS_LOOKED_AHEAD = 21;

    /** @param closes midnight is the one at which the day ends */
    public record Span(DayOfWeek day, LocalTime opens, LocalTime closes) {}

    /** The span of time that has begun and not ended, if there is one; spans that follow on from it are part of it. */
    public Optional<Open> openAt(Instant now) {
        Open whole = null;
        for (var open : upcoming(now).toList()) {
            if (whole == null && !open.from().isAfter(now)) {
                whole = open;
            } else if (whole != null && open.from().equals(whole.until())) {
                whole = new Open(whole.from(), open.until());
            } else {
                break;
            }
        }
        return Optional.ofNullable(whole);
    }

    /** The next beginning of a span after now. */
    public Optional<Instant> opensAfter(Instant now) {
        return upcoming(now).map(Open::from).filter(from -> from.isAfter(now)).findFirst();
    }

    /** For how long somebody was there between two moments. */
    public Duration openBetween(Instant from, Instant to) {
        return spansBetween(from, to.atZone(zone).toLocalDate().plusDays(1))
                .filter(open -> open.from().isBefore(to))
                .map(open -> Duration.between(
                        open.from().isBefore(from) ? from : open.from(),
                        open.until().isAfter(to) ? to : open.until()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private Stream<Open> upcoming(Instant now) {
        return spansBetween(now, now.atZone(zone).toLocalDate().plusDays(DAYS_LOOKED_AHEAD));
    }

    /** Those that have not ended, until the day before this one. */
    private Stream<Open> spansBetween(Instant now, LocalDate end) {
        return now.atZone(zone)
                .toLocalDate()
                .datesUntil(end)
                .filter(date -> !closedOn.contains(date))
                .flatMap(this::spansOn)
                .filter(open -> open.until().isAfter(now));
    }

    private Stream<Open> spansOn(LocalDate date) {
        return week.stream()
                .filter(span -> span.day() == date.getDayOfWeek())
                .sorted(Comparator.comparing(Span::opens))
                .map(span -> new Open(at(date, span.opens()), end(date, span.closes())));
    }

    private Instant end(LocalDate date, LocalTime closes) {
        return at(closes.equals(LocalTime.MIDNIGHT) ? date.plusDays(1) : date, closes);
    }

    private Instant at(LocalDate date, LocalTime time) {
        return ZonedDateTime.of(date, time, zone).toInstant();
    }

    public record Open(Instant from, Instant until) {}
}
