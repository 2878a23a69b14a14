package waymark.cases;

import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static waymark.schema.Tables.CASE_EVENT;
import static waymark.schema.Tables.MODERATION_CASE;
import static waymark.schema.Tables.MODERATOR_AWAY;
import static waymark.schema.Tables.RECUSAL;

import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import waymark.ids.AccountId;
import waymark.platform.erasure.Batch;
import waymark.platform.erasure.Sweep;
import waymark.platform.erasure.Traces;

/** Takes out of cases what leads to somebody who leaves for good. That there was a case, and what happened to it when, stays. */
public final class ErasedCases {

    /** Empties what moderators noted for each other in cases about this person that are settled. */
    public Batch emptyNotes(DSLContext tx, AccountId subject) {
        return Batch.of(tx.update(CASE_EVENT)
                .setNull(CASE_EVENT.NOTE)
                .where(CASE_EVENT.ID.in(select(CASE_EVENT.ID)
                        .from(CASE_EVENT)
                        .join(MODERATION_CASE)
                        .on(MODERATION_CASE.ID.eq(CASE_EVENT.CASE_ID))
                        .where(notes(subject))
                        .and(MODERATION_CASE.STATE.eq(CaseState.RESOLVED.code()))
                        .limit(Batch.SIZE)))
                .execute());
    }

    /** Takes out of all others what leads to the person. */
    public Batch clearNotes(DSLContext tx, AccountId account, Traces traces, Optional<String> after) {
        var aboutThem = exists(selectOne()
                .from(MODERATION_CASE)
                .where(MODERATION_CASE.ID.eq(CASE_EVENT.CASE_ID))
                .and(MODERATION_CASE.SUBJECT_ID.eq(account)));
        return new Sweep(CASE_EVENT, CASE_EVENT.ID, List.of(new Sweep.Column(CASE_EVENT.NOTE, 2_000)), aboutThem)
                .run(tx, traces, after);
    }

    /** Whom they were close to as a moderator, who was close to them, and whether they were away. */
    public Batch forgetTies(DSLContext tx, AccountId account) {
        int ties = tx.deleteFrom(RECUSAL)
                .where(RECUSAL.ACCOUNT_ID.eq(account).or(RECUSAL.SUBJECT_ID.eq(account)))
                .execute();
        int absences = tx.deleteFrom(MODERATOR_AWAY)
                .where(MODERATOR_AWAY.ACCOUNT_ID.eq(account))
                .execute();
        return Batch.last(ties + absences);
    }

    public int countNotes(DSLContext tx, AccountId subject) {
        return tx.fetchCount(tx.selectOne()
                .from(CASE_EVENT)
                .join(MODERATION_CASE)
                .on(MODERATION_CASE.ID.eq(CASE_EVENT.CASE_ID))
                .where(notes(subject)));
    }

    /** How many cases about this person somebody still has to decide. */
    public int countOpen(DSLContext tx, AccountId subject) {
        return tx.fetchCount(
                MODERATION_CASE,
                MODERATION_CASE.SUBJECT_ID.eq(subject).and(MODERATION_CASE.STATE.ne(CaseState.RESOLVED.code())));
    }

    private static Condition notes(AccountId subject) {
        return MODERATION_CASE.SUBJECT_ID.eq(subject).and(CASE_EVENT.NOTE.isNotNull());
    }
}
