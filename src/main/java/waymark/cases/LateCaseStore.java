package waymark.cases;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static waymark.schema.Tables.MODERATION_CASE;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import waymark.ids.CaseId;

final class LateCaseStore {

    /** As the partial indexes have it, letter by letter. */
    private static final Condition UNSEEN =
            MODERATION_CASE.STATE.ne(inline(CaseState.RESOLVED.code())).and(MODERATION_CASE.LOOKED_AT.isNull());

    private static final Condition UNNOTICED = UNSEEN.and(MODERATION_CASE.BREACHED_AT.isNull());

    private LateCaseStore() {}

    /** The version stays: somebody who is about to take such a case has still read what it says. */
    static List<CaseStore.Ref> breach(DSLContext tx, int most, Instant now) {
        return tx.update(MODERATION_CASE)
                .set(MODERATION_CASE.BREACHED_AT, now)
                .where(MODERATION_CASE.ID.eq(any(array(select(MODERATION_CASE.ID)
                        .from(MODERATION_CASE)
                        .where(UNNOTICED)
                        .and(MODERATION_CASE.DUE_AT.lt(now))
                        .orderBy(MODERATION_CASE.DUE_AT)
                        .limit(most)
                        .forUpdate()
                        .skipLocked()))))
                .and(UNNOTICED)
                .returningResult(MODERATION_CASE.ID, MODERATION_CASE.PRIORITY.convertFrom(Priority::valueOf))
                .fetch(mapping(CaseStore.Ref::new));
    }

    /** @return whether nobody had noticed before. Call while holding the case, before anybody is noted to have looked */
    static boolean breach(DSLContext tx, CaseId id, Instant now) {
        return tx.update(MODERATION_CASE)
                        .set(MODERATION_CASE.BREACHED_AT, now)
                        .where(MODERATION_CASE.ID.eq(id))
                        .and(UNNOTICED)
                        .and(MODERATION_CASE.DUE_AT.lt(now))
                        .execute()
                == 1;
    }

    static Map<Priority, Integer> count(DSLContext tx, Instant now) {
        return tx.select(MODERATION_CASE.PRIORITY.convertFrom(Priority::valueOf), DSL.count())
                .from(MODERATION_CASE)
                .where(UNSEEN)
                .and(MODERATION_CASE.DUE_AT.lt(now))
                .groupBy(MODERATION_CASE.PRIORITY)
                .orderBy(MODERATION_CASE.PRIORITY)
                .fetchMap(row -> row.value1(), row -> row.value2());
    }
}
