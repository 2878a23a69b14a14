package waymark.cases;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.problem.Problem;

/** Moderators who step away and come back. Nobody asks why. */
public final class Absences {

    private final Database db;
    private final CaseWork work;
    private final Clock clock;

    public Absences(Database db, CaseWork work, Clock clock) {
        this.db = db;
        this.work = work;
        this.clock = clock;
    }

    /**
     * Steps away: all cases that the moderator holds go back at once. Doing it again gives another end.
     *
     * @param until when they are back by themselves; empty: when they say so
     * @throws Problem INVALID_VALUE
     */
    public Away stepAway(Member moderator, Optional<Instant> until) {
        return db.write(tx -> {
            var now = clock.instant();
            if (until.isPresent() && !until.get().isAfter(now)) {
                throw Problem.invalidValue("/until", "This has to be later than now.");
            }
            var unusedRole = WellbeingStore.lock(tx, moderator.id());
            var since = WellbeingStore.findAbsence(tx, moderator.id(), now).map(WellbeingStore.Absence::since);
            WellbeingStore.leave(tx, moderator.id(), until.orElse(null), since.orElse(now));
            int handedBack = work.handBackAll(tx, moderator, Optional.empty());
            return show(tx, moderator, Optional.of(handedBack));
        });
    }

    /** Comes back. Coming back again changes nothing. */
    public Away comeBack(Member moderator) {
        return db.write(tx -> {
            WellbeingStore.comeBack(tx, moderator.id());
            return show(tx, moderator, Optional.empty());
        });
    }

    public Away of(Member moderator) {
        return db.read(tx -> show(tx, moderator, Optional.empty()));
    }

    private Away show(DSLContext tx, Member moderator, Optional<Integer> handedBack) {
        var absence = WellbeingStore.findAbsence(tx, moderator.id(), clock.instant());
        return new Away(
                absence.isPresent(),
                absence.map(WellbeingStore.Absence::since),
                absence.flatMap(WellbeingStore.Absence::until),
                handedBack);
    }

    /**
     * Whether a moderator is away.
     *
     * @param until empty while they are here, and where nobody knows
     * @param handedBack how many cases went back because of this request
     */
    public record Away(boolean away, Optional<Instant> since, Optional<Instant> until, Optional<Integer> handedBack) {}
}
