package waymark.moderation;

import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static waymark.schema.Tables.APPEAL;
import static waymark.schema.Tables.CANNED_REPLY;
import static waymark.schema.Tables.DECISION;
import static waymark.schema.Tables.MODERATION_CASE;
import static waymark.schema.Tables.STAFF_NOTE;

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
import waymark.platform.erasure.ErasingTransaction;
import waymark.platform.erasure.Placeholders;
import waymark.platform.erasure.Sweep;
import waymark.platform.erasure.Traces;

/**
 * Takes out of decisions, letters, appeals and notes what leads to somebody who leaves for good. That something was decided,
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

    /**
     * Empties what the team wrote about this person for itself. Notes stay as they were written, but for this: once nothing is
     * open nobody needs what they say of somebody who is not here, and who wrote them and when stays.
     */
    public Batch emptyNotes(DSLContext tx, AccountId about) {
        ErasingTransaction.begin(tx);
        return Batch.of(tx.update(STAFF_NOTE)
                .set(STAFF_NOTE.TEXT, Placeholders.WORDS)
                .where(STAFF_NOTE.ID.in(select(STAFF_NOTE.ID)
                        .from(STAFF_NOTE)
                        .where(notes(about))
                        .and(DSL.not(isUnderWay(about)))
                        .limit(Batch.SIZE)
                        .forUpdate()))
                .execute());
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

    public Batch clearNotes(DSLContext tx, AccountId account, Traces traces, Optional<String> after) {
        ErasingTransaction.begin(tx);
        return new Sweep(
                        STAFF_NOTE,
                        STAFF_NOTE.ID,
                        List.of(new Sweep.Column(STAFF_NOTE.TEXT, 4_000)),
                        STAFF_NOTE.ABOUT_ID.eq(account))
                .run(tx, traces, after);
    }

    /** Takes the name out of what moderators choose from when they write to members, in all its versions. */
    public Batch clearCannedReplies(DSLContext tx, Traces traces) {
        ErasingTransaction.begin(tx);
        int changed = 0;
        for (var reply : tx.select(CANNED_REPLY.ID, CANNED_REPLY.VERSION, CANNED_REPLY.TITLE, CANNED_REPLY.TEXT)
                .from(CANNED_REPLY)
                .where(traces.mayBeIn(List.of(CANNED_REPLY.TITLE, CANNED_REPLY.TEXT)))
                .orderBy(CANNED_REPLY.ID, CANNED_REPLY.VERSION)
                .forUpdate()
                .fetch()) {
            var title = traces.without(reply.value3(), false, 120);
            var text = traces.without(reply.value4(), false, 4_000);
            if (!title.equals(reply.value3()) || !text.equals(reply.value4())) {
                tx.update(CANNED_REPLY)
                        .set(CANNED_REPLY.TITLE, title)
                        .set(CANNED_REPLY.TEXT, text)
                        .where(CANNED_REPLY.ID.eq(reply.value1()))
                        .and(CANNED_REPLY.VERSION.eq(reply.value2()))
                        .execute();
                changed++;
            }
        }
        return Batch.last(changed);
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

    public int countNotes(DSLContext tx, AccountId about) {
        return tx.fetchCount(STAFF_NOTE, notes(about));
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

    private static Condition notes(AccountId about) {
        return STAFF_NOTE.ABOUT_ID.eq(about).and(STAFF_NOTE.TEXT.ne(Placeholders.WORDS));
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

    private static Condition isUnderWay(AccountId subject) {
        return exists(selectOne()
                .from(MODERATION_CASE)
                .where(MODERATION_CASE.SUBJECT_ID.eq(subject))
                .and(MODERATION_CASE.STATE.ne(CaseState.RESOLVED.code())));
    }
}
