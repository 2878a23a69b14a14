package waymark.moderation;

import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static waymark.schema.Tables.APPEAL;
import static waymark.schema.Tables.DECISION;
import static waymark.schema.Tables.MODERATION_CASE;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import waymark.cases.CaseState;
import waymark.cases.Target;
import waymark.ids.AccountId;
import waymark.platform.erasure.Batch;
import waymark.platform.erasure.Placeholders;
import waymark.platform.erasure.Sweep;
import waymark.platform.erasure.Traces;

/**
 * Takes out of decisions, letters and appeals what leads to somebody who leaves for good. That something was decided,
 * by which rule and when, stays: the forum has to be able to account for it. What was written stays only while a case is open
 * or an appeal is not answered.
 */
public final class ErasedDecisions {

    /** Empties letters, diffs and appeals, but for those that an open case still needs. */
    public Batch emptyLetters(DSLContext tx, AccountId subject) {
        int letters = tx.update(DECISION)
                .setNull(DECISION.MESSAGE)
                .setNull(DECISION.DIFF)
                .where(DECISION.ID.in(select(DECISION.ID)
                        .from(DECISION)
                        .where(letters(subject))
                        .and(DSL.not(isOpen()))
                        .orderBy(DECISION.ID)
                        .limit(Batch.SIZE)
                        .forUpdate()))
                .execute();
        int appeals = tx.update(APPEAL)
                .set(APPEAL.MESSAGE, Placeholders.POST)
                .where(APPEAL.DECISION_ID.in(select(APPEAL.DECISION_ID)
                        .from(APPEAL)
                        .join(DECISION)
                        .on(DECISION.ID.eq(APPEAL.DECISION_ID))
                        .where(appeals(subject))
                        .and(DSL.not(isOpen()))
                        .limit(Batch.SIZE)))
                .execute();
        return Batch.ofBoth(letters, appeals);
    }

    /** Takes out of letters to others, and of what stays for a time, what leads to the person. */
    public Batch clearLetters(DSLContext tx, AccountId account, Traces traces, Optional<String> after) {
        return new Sweep(
                        DECISION,
                        DECISION.ID.coerce(UUID.class),
                        List.of(
                                new Sweep.Column(DECISION.MESSAGE, 4_000),
                                new Sweep.Column(DECISION.DIFF, Integer.MAX_VALUE)),
                        DECISION.SUBJECT_ID.eq(account))
                .run(tx, traces, after);
    }

    public Batch clearAppeals(DSLContext tx, AccountId account, Traces traces, Optional<String> after) {
        var theirs = exists(selectOne()
                .from(DECISION)
                .where(DECISION.ID.eq(APPEAL.DECISION_ID))
                .and(DECISION.SUBJECT_ID.eq(account)));
        return new Sweep(
                        APPEAL,
                        APPEAL.DECISION_ID.coerce(UUID.class),
                        List.of(new Sweep.Column(APPEAL.MESSAGE, 4_000)),
                        theirs)
                .run(tx, traces, after);
    }

    /** How many letters and appeals there are that say something. */
    public int countLetters(DSLContext tx, AccountId subject) {
        return tx.fetchCount(DECISION, letters(subject))
                + tx.fetchCount(tx.selectOne()
                        .from(APPEAL)
                        .join(DECISION)
                        .on(DECISION.ID.eq(APPEAL.DECISION_ID))
                        .where(appeals(subject)));
    }

    /** How many decisions there are about somebody; these stay, without the words. */
    public int countDecisions(DSLContext tx, AccountId subject) {
        return tx.fetchCount(DECISION, DECISION.SUBJECT_ID.eq(subject));
    }

    /** What the person wrote to the team. */
    public Set<String> someWords(DSLContext tx, AccountId subject, int most) {
        return tx.select(APPEAL.MESSAGE)
                .from(APPEAL)
                .join(DECISION)
                .on(DECISION.ID.eq(APPEAL.DECISION_ID))
                .where(appeals(subject))
                .limit(most)
                .fetchSet(APPEAL.MESSAGE);
    }

    private static Condition letters(AccountId subject) {
        return DECISION.SUBJECT_ID.eq(subject).and(DECISION.MESSAGE.isNotNull().or(DECISION.DIFF.isNotNull()));
    }

    private static Condition appeals(AccountId subject) {
        return DECISION.SUBJECT_ID.eq(subject).and(APPEAL.MESSAGE.ne(Placeholders.POST));
    }

    /** The case it was made in, or the one about the appeal against it. */
    private static Condition isOpen() {
        return exists(selectOne()
                .from(MODERATION_CASE)
                .where(MODERATION_CASE.STATE.ne(CaseState.RESOLVED.code()))
                .and(MODERATION_CASE
                        .ID
                        .eq(DECISION.CASE_ID)
                        .or(MODERATION_CASE
                                .TARGET_TYPE
                                .eq(Target.Type.DECISION.code())
                                .and(MODERATION_CASE.TARGET_ID.eq(DECISION.ID.coerce(UUID.class))))));
    }
}
