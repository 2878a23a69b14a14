package waymark.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import waymark.audit.Audit;
import waymark.audit.AuditEntry;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.http.Versions;
import waymark.platform.problem.Problem;

/** By when somebody should have looked, for each priority. */
public final class Clocks {

    private final Database db;
    private final Audit audit;

    public Clocks(Database db, Audit audit) {
        this.db = db;
        this.audit = audit;
    }

    /** The most urgent priority first. */
    public List<CaseClock> all() {
        return db.read(ClockStore::all);
    }

    /**
     * Changes what a priority asks for from now on. Cases that are open keep the time they were given.
     *
     * @param patch a merge patch: what is absent stays, what is null goes
     * @throws Problem STALE_VERSION, INVALID_VALUE
     */
    public CaseClock change(Priority priority, Member lead, Versions.Expected expected, JsonNode patch) {
        return db.write(tx -> {
            var before = ClockStore.lock(tx, priority);
            expected.require(before.version());
            var wanted = patched(before, patch);
            requireOneWay(wanted);
            ClockStore.set(tx, wanted, lead.id());
            var after = ClockStore.require(tx, priority);
            audit.record(
                    tx,
                    AuditEntry.by(lead, "case-clock-changed", "case-clock")
                            .because(priority.code())
                            .changed(before.toString(), after.toString()));
            return after;
        });
    }

    /** By when somebody should have looked at what comes in now. */
    public static Instant due(DSLContext tx, Priority priority, Instant now) {
        return ClockStore.require(tx, priority)
                .due(
                        now,
                        () -> StaffingStore.read(tx).openingHours(StaffingStore.holidays(tx)),
                        () -> StaffingStore.holidays(tx));
    }

    private static CaseClock patched(CaseClock clock, JsonNode patch) {
        return new CaseClock(
                clock.priority(),
                number(patch, "dueWithinMinutes", clock.dueWithinMinutes()),
                number(patch, "unstaffedWithinMinutes", clock.unstaffedWithinMinutes()),
                patch.path("fromNextShift").asBoolean(clock.fromNextShift()),
                number(patch, "workingDays", clock.workingDays()),
                clock.version());
    }

    private static Optional<Integer> number(JsonNode patch, String name, Optional<Integer> absent) {
        if (!patch.has(name)) {
            return absent;
        }
        return Optional.of(patch.path(name)).filter(JsonNode::isNumber).map(JsonNode::asInt);
    }

    private static void requireOneWay(CaseClock clock) {
        if (clock.dueWithinMinutes().isEmpty() && clock.workingDays().isEmpty()) {
            throw Problem.invalidValue("/dueWithinMinutes", "This needs minutes, or working days in their place.");
        }
        if (clock.dueWithinMinutes().isPresent() && clock.workingDays().isPresent()) {
            throw Problem.invalidValue(
                    "/workingDays", "This counts either minutes or working days; take away the other.");
        }
        boolean capped = clock.unstaffedWithinMinutes().isPresent();
        if (capped && clock.workingDays().isPresent()) {
            throw Problem.invalidValue(
                    "/unstaffedWithinMinutes", "Working days do not ask whether anybody is on duty.");
        }
        if (clock.fromNextShift() && !capped) {
            throw Problem.invalidValue("/unstaffedWithinMinutes", "Waiting for the next shift needs a latest time.");
        }
    }
}
