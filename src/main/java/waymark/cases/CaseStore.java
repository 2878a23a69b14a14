package waymark.cases;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static waymark.schema.Tables.MODERATION_CASE;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import waymark.ids.AccountId;
import waymark.ids.CaseId;

/** What becomes of cases. */
final class CaseStore {

    private static final Field<Priority> PRIORITY =
            MODERATION_CASE.PRIORITY.convert(Priority.class, Priority::valueOf, Priority::name);

    /** What is about nobody is only counted. */
    private static final Condition ABOUT_SOMEBODY = MODERATION_CASE.SUBJECT_ID.isNotNull();

    private static final Field<AccountId> NOBODY = inline(null, MODERATION_CASE.ASSIGNEE_ID.getDataType());
    private static final Field<Instant> NEVER = inline(null, MODERATION_CASE.HELD_UNTIL.getDataType());

    private CaseStore() {}

    /** @return false when there is one about this target already; wait for its lock then */
    static boolean insert(DSLContext tx, CaseId id, Raise raise, Instant due, Instant now) {
        return tx.insertInto(MODERATION_CASE)
                        .set(MODERATION_CASE.ID, id)
                        .set(MODERATION_CASE.TARGET_TYPE, raise.target().type().code())
                        .set(MODERATION_CASE.TARGET_ID, raise.target().id())
                        .set(MODERATION_CASE.SUBJECT_ID, raise.subject())
                        .set(MODERATION_CASE.CATEGORY, raise.category().code())
                        .set(MODERATION_CASE.EXCLUDED_ID, raise.excluded().orElse(null))
                        .set(MODERATION_CASE.PRIORITY, raise.priority().name())
                        .set(MODERATION_CASE.STATE, CaseState.OPEN.code())
                        .set(MODERATION_CASE.ESCALATED, false)
                        .set(MODERATION_CASE.PAGED, raise.page())
                        .set(MODERATION_CASE.OPENED_AT, now)
                        .set(MODERATION_CASE.DUE_AT, due)
                        .set(MODERATION_CASE.VERSION, 1)
                        .onConflict(MODERATION_CASE.TARGET_TYPE, MODERATION_CASE.TARGET_ID)
                        .doNothing()
                        .execute()
                == 1;
    }

    /** The case about this target, which there is. */
    static HeldCase lock(DSLContext tx, Target target, Instant now) {
        return lock(
                        tx,
                        MODERATION_CASE
                                .TARGET_TYPE
                                .eq(target.type().code())
                                .and(MODERATION_CASE.TARGET_ID.eq(target.id())),
                        now)
                .orElseThrow();
    }

    static Optional<HeldCase> lock(DSLContext tx, CaseId id, Instant now) {
        return lock(tx, MODERATION_CASE.ID.eq(id), now);
    }

    static Optional<Cases.About> findAbout(DSLContext tx, CaseId id) {
        return tx.select(MODERATION_CASE.TARGET_TYPE, MODERATION_CASE.TARGET_ID, MODERATION_CASE.SUBJECT_ID)
                .from(MODERATION_CASE)
                .where(MODERATION_CASE.ID.eq(id))
                .and(ABOUT_SOMEBODY)
                .fetchOptional(row -> new Cases.About(targetOf(row), row.get(MODERATION_CASE.SUBJECT_ID)));
    }

    /** Begins anew, with what this raise asks for and nothing of what was before. */
    static void reopen(DSLContext tx, CaseId id, Raise raise, Instant due, Instant now) {
        tx.update(MODERATION_CASE)
                .set(MODERATION_CASE.STATE, CaseState.OPEN.code())
                .set(MODERATION_CASE.CATEGORY, raise.category().code())
                .set(MODERATION_CASE.EXCLUDED_ID, raise.excluded().orElse(null))
                .set(MODERATION_CASE.PRIORITY, raise.priority().name())
                .set(MODERATION_CASE.PAGED, raise.page())
                .set(MODERATION_CASE.OPENED_AT, now)
                .set(MODERATION_CASE.DUE_AT, due)
                .setNull(MODERATION_CASE.LOOKED_AT)
                .setNull(MODERATION_CASE.BREACHED_AT)
                .setNull(MODERATION_CASE.RESOLVED_AT)
                .set(MODERATION_CASE.VERSION, MODERATION_CASE.VERSION.plus(1))
                .where(MODERATION_CASE.ID.eq(id))
                .execute();
    }

    /** Adds a raise to a case that is being worked on. What waited goes on: something has happened. */
    static void raise(DSLContext tx, HeldCase present, Raise raise, Instant due) {
        boolean moreUrgent = raise.priority().compareTo(present.priority()) < 0;
        boolean claimed = present.state() == CaseState.CLAIMED;
        // Whoever looked before saw something that could wait longer.
        boolean lookAgain = moreUrgent && !claimed;
        tx.update(MODERATION_CASE)
                .set(MODERATION_CASE.PRIORITY, (moreUrgent ? raise.priority() : present.priority()).name())
                .set(MODERATION_CASE.CATEGORY, (moreUrgent ? raise.category() : present.category()).code())
                .set(MODERATION_CASE.PAGED, present.paged() || raise.page())
                .set(MODERATION_CASE.DUE_AT, least(MODERATION_CASE.DUE_AT, val(due)))
                .set(
                        MODERATION_CASE.STATE,
                        claimed ? MODERATION_CASE.STATE : val(present.unheld().code()))
                .set(MODERATION_CASE.ASSIGNEE_ID, claimed ? MODERATION_CASE.ASSIGNEE_ID : NOBODY)
                .set(MODERATION_CASE.HELD_UNTIL, claimed ? MODERATION_CASE.HELD_UNTIL : NEVER)
                .set(MODERATION_CASE.LOOKED_AT, lookAgain ? NEVER : MODERATION_CASE.LOOKED_AT)
                .set(MODERATION_CASE.BREACHED_AT, lookAgain ? NEVER : MODERATION_CASE.BREACHED_AT)
                .set(MODERATION_CASE.VERSION, MODERATION_CASE.VERSION.plus(1))
                .where(MODERATION_CASE.ID.eq(present.id()))
                .execute();
    }

    /** Gives back what this moderator holds now, all of it or what is about one person; in the order of the ids, against deadlocks. */
    static List<Ref> handBack(DSLContext tx, AccountId moderator, Optional<AccountId> subject, Instant now) {
        return tx.update(MODERATION_CASE)
                .set(
                        MODERATION_CASE.STATE,
                        DSL.when(MODERATION_CASE.ESCALATED, inline(CaseState.ESCALATED.code()))
                                .otherwise(inline(CaseState.OPEN.code())))
                .setNull(MODERATION_CASE.ASSIGNEE_ID)
                .setNull(MODERATION_CASE.HELD_UNTIL)
                .set(MODERATION_CASE.VERSION, MODERATION_CASE.VERSION.plus(1))
                .where(MODERATION_CASE.ID.eq(DSL.any(DSL.array(select(MODERATION_CASE.ID)
                        .from(MODERATION_CASE)
                        .where(MODERATION_CASE.ASSIGNEE_ID.eq(moderator))
                        .and(MODERATION_CASE.HELD_UNTIL.gt(now))
                        .and(subject.map(MODERATION_CASE.SUBJECT_ID::eq).orElseGet(DSL::noCondition))
                        .orderBy(MODERATION_CASE.ID)
                        .forUpdate()))))
                .returningResult(MODERATION_CASE.ID, PRIORITY)
                .fetch(mapping(Ref::new));
    }

    /**
     * Changes where the work on a case has got to. Call while holding its lock.
     *
     * @param assignee who holds it now, or null
     * @param heldUntil when the claim lapses or the waiting ends, or null
     */
    static void move(
            DSLContext tx,
            CaseId id,
            CaseState state,
            @Nullable AccountId assignee,
            @Nullable Instant heldUntil,
            Instant now) {
        tx.update(MODERATION_CASE)
                .set(MODERATION_CASE.STATE, state.code())
                .set(MODERATION_CASE.ASSIGNEE_ID, assignee)
                .set(MODERATION_CASE.HELD_UNTIL, heldUntil)
                .set(MODERATION_CASE.ESCALATED, escalatedIn(state))
                .set(MODERATION_CASE.RESOLVED_AT, state == CaseState.RESOLVED ? now : null)
                .set(MODERATION_CASE.VERSION, MODERATION_CASE.VERSION.plus(1))
                .where(MODERATION_CASE.ID.eq(id))
                .execute();
    }

    /** A lease that goes on; nothing else about the case has changed, so its version stays. */
    static void renew(DSLContext tx, CaseId id, Instant heldUntil) {
        tx.update(MODERATION_CASE)
                .set(MODERATION_CASE.HELD_UNTIL, heldUntil)
                .where(MODERATION_CASE.ID.eq(id))
                .execute();
    }

    static void look(DSLContext tx, CaseId id, Instant now) {
        tx.update(MODERATION_CASE)
                .set(MODERATION_CASE.LOOKED_AT, now)
                .where(MODERATION_CASE.ID.eq(id))
                .and(MODERATION_CASE.LOOKED_AT.isNull())
                .execute();
    }

    static void postpone(DSLContext tx, CaseId id, Instant due) {
        tx.update(MODERATION_CASE)
                .set(MODERATION_CASE.DUE_AT, due)
                .where(MODERATION_CASE.ID.eq(id))
                .execute();
    }

    static void bump(DSLContext tx, CaseId id) {
        tx.update(MODERATION_CASE)
                .set(MODERATION_CASE.VERSION, MODERATION_CASE.VERSION.plus(1))
                .where(MODERATION_CASE.ID.eq(id))
                .execute();
    }

    /** Who holds an escalated case holds it as a lead, and hands it back to leads. */
    private static Field<Boolean> escalatedIn(CaseState state) {
        return switch (state) {
            case ESCALATED -> inline(true);
            case RESOLVED -> inline(false);
            default -> MODERATION_CASE.ESCALATED;
        };
    }

    private static Optional<HeldCase> lock(DSLContext tx, Condition which, Instant now) {
        return tx.select(
                        MODERATION_CASE.ID,
                        MODERATION_CASE.TARGET_TYPE,
                        MODERATION_CASE.TARGET_ID,
                        MODERATION_CASE.SUBJECT_ID,
                        MODERATION_CASE.CATEGORY,
                        MODERATION_CASE.PRIORITY,
                        MODERATION_CASE.STATE,
                        MODERATION_CASE.PAGED,
                        MODERATION_CASE.ESCALATED,
                        MODERATION_CASE.ASSIGNEE_ID,
                        MODERATION_CASE.HELD_UNTIL,
                        MODERATION_CASE.LOOKED_AT,
                        MODERATION_CASE.DUE_AT,
                        MODERATION_CASE.VERSION)
                .from(MODERATION_CASE)
                .where(which)
                .and(ABOUT_SOMEBODY)
                .forUpdate()
                .fetchOptional(row -> {
                    var state = stateAt(row, now);
                    return new HeldCase(
                            row.get(MODERATION_CASE.ID),
                            targetOf(row),
                            row.get(MODERATION_CASE.SUBJECT_ID),
                            CaseCategory.of(row.get(MODERATION_CASE.CATEGORY)),
                            Priority.valueOf(row.get(MODERATION_CASE.PRIORITY)),
                            state,
                            row.get(MODERATION_CASE.PAGED),
                            row.get(MODERATION_CASE.ESCALATED),
                            assigneeIn(row, state),
                            row.get(MODERATION_CASE.LOOKED_AT),
                            row.get(MODERATION_CASE.DUE_AT),
                            row.get(MODERATION_CASE.VERSION));
                });
    }

    static CaseState stateAt(Record row, Instant now) {
        return CaseState.of(row.get(MODERATION_CASE.STATE))
                .at(now, row.get(MODERATION_CASE.HELD_UNTIL), row.get(MODERATION_CASE.ESCALATED));
    }

    static Optional<AccountId> assigneeIn(Record row, CaseState state) {
        return state == CaseState.CLAIMED ? Optional.of(row.get(MODERATION_CASE.ASSIGNEE_ID)) : Optional.empty();
    }

    static Target targetOf(Record row) {
        return Target.of(row.get(MODERATION_CASE.TARGET_TYPE), row.get(MODERATION_CASE.TARGET_ID));
    }

    record Ref(CaseId id, Priority priority) {}
}
