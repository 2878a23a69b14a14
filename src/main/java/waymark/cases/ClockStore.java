package waymark.cases;

import static org.jooq.impl.DSL.row;
import static waymark.schema.Tables.CASE_CLOCK;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.RecordMapper;
import org.jooq.SelectField;
import org.jooq.types.YearToSecond;
import org.jspecify.annotations.Nullable;
import waymark.ids.AccountId;

final class ClockStore {

    private static final List<SelectField<?>> CLOCK = List.of(
            CASE_CLOCK.PRIORITY,
            CASE_CLOCK.DUE_WITHIN,
            CASE_CLOCK.UNSTAFFED_WITHIN,
            CASE_CLOCK.FROM_NEXT_SHIFT,
            CASE_CLOCK.WORKING_DAYS,
            CASE_CLOCK.VERSION);

    private ClockStore() {}

    static List<CaseClock> all(DSLContext tx) {
        return tx.select(CLOCK).from(CASE_CLOCK).orderBy(CASE_CLOCK.PRIORITY).fetch(clock());
    }

    static CaseClock require(DSLContext tx, Priority priority) {
        return tx.select(CLOCK)
                .from(CASE_CLOCK)
                .where(CASE_CLOCK.PRIORITY.eq(priority.name()))
                .fetchSingle(clock());
    }

    /** Held until the transaction ends. */
    static CaseClock lock(DSLContext tx, Priority priority) {
        return tx.select(CLOCK)
                .from(CASE_CLOCK)
                .where(CASE_CLOCK.PRIORITY.eq(priority.name()))
                .forUpdate()
                .fetchSingle(clock());
    }

    static void set(DSLContext tx, CaseClock clock, AccountId by) {
        tx.update(CASE_CLOCK)
                .set(CASE_CLOCK.DUE_WITHIN, interval(clock.dueWithinMinutes()))
                .set(CASE_CLOCK.UNSTAFFED_WITHIN, interval(clock.unstaffedWithinMinutes()))
                .set(CASE_CLOCK.FROM_NEXT_SHIFT, clock.fromNextShift())
                .set(CASE_CLOCK.WORKING_DAYS, clock.workingDays().orElse(null))
                .set(CASE_CLOCK.CHANGED_BY, by)
                .set(CASE_CLOCK.VERSION, CASE_CLOCK.VERSION.plus(1))
                .where(CASE_CLOCK.PRIORITY.eq(clock.priority().name()))
                .execute();
    }

    private static RecordMapper<Record, CaseClock> clock() {
        return row -> new CaseClock(
                Priority.valueOf(row.get(CASE_CLOCK.PRIORITY)),
                minutes(row.get(CASE_CLOCK.DUE_WITHIN)),
                minutes(row.get(CASE_CLOCK.UNSTAFFED_WITHIN)),
                row.get(CASE_CLOCK.FROM_NEXT_SHIFT),
                Optional.ofNullable(row.get(CASE_CLOCK.WORKING_DAYS)),
                row.get(CASE_CLOCK.VERSION));
    }

    private static Optional<Integer> minutes(@Nullable YearToSecond interval) {
        return Optional.ofNullable(interval).map(set -> (int) set.toDuration().toMinutes());
    }

    private static @Nullable YearToSecond interval(Optional<Integer> minutes) {
        return minutes.map(set -> YearToSecond.valueOf(Duration.ofMinutes(set))).orElse(null);
    }
}
