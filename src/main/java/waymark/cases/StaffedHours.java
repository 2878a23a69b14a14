package waymark.cases;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.DSLContext;
import waymark.audit.Audit;
import waymark.audit.AuditEntry;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.http.Versions;
import waymark.platform.problem.Problem;
import waymark.platform.time.OpeningHours;

/** When moderators are on duty: what people are told about it, and how leads change it. */
public final class StaffedHours {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEEE d MMMM 'at' HH:mm", Locale.UK).withZone(Staffing.ZONE);

    private final Database db;
    private final Audit audit;
    private final Clock clock;

    public StaffedHours(Database db, Audit audit, Clock clock) {
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    /** Who is on duty now, and what people may be told about it. */
    public OnDuty now() {
        return db.read(this::now);
    }

    /**
     * Sets all hours anew. Cases that are open keep the time they were given.
     *
     * @throws Problem STALE_VERSION, INVALID_VALUE for hours that end before they begin or overlap
     */
    public OnDuty change(
            Member lead, Versions.Expected expected, List<Staffing.Shift> hours, Staffing.OnBankHolidays bankHolidays) {
        requireOrder(hours);
        return db.write(tx -> {
            StaffingStore.lock(tx);
            var before = StaffingStore.read(tx);
            expected.require(before.version());
            StaffingStore.change(tx, hours, bankHolidays, lead.id(), clock.instant());
            var after = StaffingStore.read(tx);
            var shown = now(tx);
            audit.record(
                    tx,
                    AuditEntry.by(lead, "staffed-hours-changed", "staffed-hours")
                            .changed(before.toString(), after.toString()));
            return shown;
        });
    }

    /** When somebody is on duty. */
    public static OpeningHours hours(DSLContext tx) {
        return StaffingStore.read(tx).openingHours(StaffingStore.holidays(tx));
    }

    private OnDuty now(DSLContext tx) {
        var now = clock.instant();
        var staffing = StaffingStore.read(tx);
        var hours = staffing.openingHours(StaffingStore.holidays(tx));
        var open = hours.openAt(now).map(OpeningHours.Open::until);
        var next = open.isPresent() ? Optional.<Instant>empty() : hours.opensAfter(now);
        return new OnDuty(open.isPresent(), open, next, staffing, text(tx, open, next));
    }

    private static String text(DSLContext tx, Optional<Instant> until, Optional<Instant> from) {
        if (until.isEmpty() && from.isEmpty()) {
            return StaffingStore.text(tx, "unknown");
        }
        return until.map(end -> StaffingStore.text(tx, "staffed").replace("{time}", TIME.format(end)))
                .orElseGet(
                        () -> StaffingStore.text(tx, "unstaffed").replace("{time}", TIME.format(from.orElseThrow())));
    }

    private static void requireOrder(List<Staffing.Shift> hours) {
        var indexes = new ArrayList<Integer>();
        for (int i = 0; i < hours.size(); i++) {
            indexes.add(i);
        }
        indexes.sort(Comparator.comparing((Integer i) -> hours.get(i).span().day())
                .thenComparing(i -> hours.get(i).span().opens()));
        OpeningHours.Span before = null;
        for (int i : indexes) {
            var span = hours.get(i).span();
            if (!endsAfterItBegins(span)) {
                throw Problem.invalidValue("/hours/" + i, "This ends before it begins.");
            }
            if (before != null && before.day() == span.day() && reachesInto(before, span)) {
                throw Problem.invalidValue("/hours/" + i, "This begins before other hours of that day have ended.");
            }
            before = span;
        }
    }

    private static boolean endsAfterItBegins(OpeningHours.Span span) {
        return span.closes().isAfter(span.opens()) || endsWithTheDay(span);
    }

    private static boolean reachesInto(OpeningHours.Span span, OpeningHours.Span next) {
        return endsWithTheDay(span) || span.closes().isAfter(next.opens());
    }

    private static boolean endsWithTheDay(OpeningHours.Span span) {
        return span.closes().equals(LocalTime.MIDNIGHT);
    }

    /**
     * Who is on duty at one moment.
     *
     * @param closesAt when nobody will be any more; empty while nobody is
     * @param opensAt when somebody will be again; empty while somebody is, and where it is not known
     * @param text for people, with the time in it
     */
    public record OnDuty(
            boolean staffedNow,
            Optional<Instant> closesAt,
            Optional<Instant> opensAt,
            Staffing staffing,
            String text) {}
}
