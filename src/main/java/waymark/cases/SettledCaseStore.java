package waymark.cases;

import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static waymark.schema.Tables.APPEAL;
import static waymark.schema.Tables.CASE_EVENT;
import static waymark.schema.Tables.DECISION;
import static waymark.schema.Tables.LEGAL_HOLD;
import static waymark.schema.Tables.MODERATION_CASE;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import waymark.ids.CaseId;

final class SettledCaseStore {

    /** Its target is itself, so that what it was about can be told from nothing in it. */
    private static final String COPY = """
            insert into moderation_case (id, target_type, target_id, category, priority, state, escalated, paged, opened_at,
              due_at, looked_at, breached_at, resolved_at, version)
            select fresh.id, c.target_type, fresh.id, c.category, c.priority, c.state, c.escalated, c.paged, c.opened_at,
              c.due_at, c.looked_at, c.breached_at, c.resolved_at, 1
            from moderation_case c
            join unnest(?::uuid[], ?::uuid[]) as fresh (settled, id) on fresh.settled = c.id""";

    private static final String MOVE_SOURCES = """
            update case_source set case_id = fresh.id
            from unnest(?::uuid[], ?::uuid[]) as fresh (settled, id)
            where case_source.case_id = fresh.settled""";

    private static final String MOVE_EVENTS = """
            update case_event set case_id = fresh.id, note = null
            from unnest(?::uuid[], ?::uuid[]) as fresh (settled, id)
            where case_event.case_id = fresh.settled""";

    private SettledCaseStore() {}

    static int count(DSLContext tx, Instant before) {
        return tx.fetchCount(MODERATION_CASE, saysSomething(before));
    }

    static List<CaseId> lock(DSLContext tx, Instant before, int most) {
        return tx.select(MODERATION_CASE.ID)
                .from(MODERATION_CASE)
                .where(saysSomething(before))
                .orderBy(MODERATION_CASE.RESOLVED_AT, MODERATION_CASE.ID)
                .limit(most)
                .forUpdate()
                .skipLocked()
                .fetch(MODERATION_CASE.ID);
    }

    /**
     * Moves what raised cases, and what happened in them, to cases about nobody; without words. Call while holding them.
     *
     * @param fresh an id for each of them
     */
    static void move(DSLContext tx, List<CaseId> settled, List<CaseId> fresh) {
        var from = uuids(settled);
        var to = uuids(fresh);
        int unused = tx.execute(COPY, from, to);
        unused = tx.execute(MOVE_SOURCES, from, to);
        unused = tx.execute(MOVE_EVENTS, from, to);
    }

    /** What is left says neither what it was about nor how urgent it was. Call while holding them. */
    static void empty(DSLContext tx, List<CaseId> settled) {
        tx.update(MODERATION_CASE)
                .set(MODERATION_CASE.CATEGORY, CaseCategory.OTHER.code())
                .set(MODERATION_CASE.PRIORITY, Priority.P3.name())
                .set(MODERATION_CASE.PAGED, false)
                .set(MODERATION_CASE.DUE_AT, MODERATION_CASE.OPENED_AT)
                .setNull(MODERATION_CASE.LOOKED_AT)
                .setNull(MODERATION_CASE.BREACHED_AT)
                .set(MODERATION_CASE.VERSION, MODERATION_CASE.VERSION.plus(1))
                .where(MODERATION_CASE.ID.in(settled))
                .execute();
    }

    /** Whatever was raised has an event; those that were moved have none left. */
    private static Condition saysSomething(Instant before) {
        return MODERATION_CASE
                .STATE
                .eq(inline(CaseState.RESOLVED.code()))
                .and(MODERATION_CASE.RESOLVED_AT.le(before))
                .and(MODERATION_CASE.SUBJECT_ID.isNotNull())
                .and(exists(selectOne().from(CASE_EVENT).where(CASE_EVENT.CASE_ID.eq(MODERATION_CASE.ID))))
                .and(notExists(
                        selectOne().from(LEGAL_HOLD).where(LEGAL_HOLD.ACCOUNT_ID.eq(MODERATION_CASE.SUBJECT_ID))))
                .and(notExists(selectOne()
                        .from(APPEAL)
                        .join(DECISION)
                        .on(DECISION.ID.eq(APPEAL.DECISION_ID))
                        .where(DECISION.CASE_ID.eq(MODERATION_CASE.ID))
                        .and(APPEAL.STATE.eq(inline("open")))));
    }

    private static UUID[] uuids(List<CaseId> ids) {
        return ids.stream().map(CaseId::value).toArray(UUID[]::new);
    }
}
