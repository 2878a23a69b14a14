package waymark.cases;

import static waymark.schema.Tables.CASE_CLOCK;

import java.time.Instant;
import org.jooq.DSLContext;

/** By when somebody should have looked. */
final class Clocks {

    private Clocks() {}

    static Instant due(DSLContext tx, Priority priority, Instant now) {
        return tx.select(CASE_CLOCK.DUE_WITHIN)
                .from(CASE_CLOCK)
                .where(CASE_CLOCK.PRIORITY.eq(priority.name()))
                .fetchSingle(row -> now.plus(row.value1().toDuration()));
    }
}
