package waymark.reports;

import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static waymark.schema.Tables.MODERATION_CASE;
import static waymark.schema.Tables.REPORT;
import static waymark.schema.Tables.SNAPSHOT;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import waymark.cases.CaseState;
import waymark.ids.AccountId;
import waymark.platform.erasure.Batch;
import waymark.platform.erasure.Fate;
import waymark.platform.erasure.Sweep;
import waymark.platform.erasure.Traces;

/**
 * Takes out of reports what leads to somebody who leaves for good. While a case is open, what it is decided by stays: whoever
 * reported something must not lose their case because the one they reported has left. It goes when the case is settled.
 */
public final class ErasedReports {

    /** Nobody is told any more who made a report; what they wrote goes with it unless it is to stay. */
    public Batch detach(DSLContext tx, AccountId reporter, Fate fate) {
        var own = REPORT.REPORTER_ID.eq(reporter);
        return Batch.of(tx.update(REPORT)
                .setNull(REPORT.REPORTER_ID)
                .set(REPORT.MESSAGE, fate.keepsWords() ? REPORT.MESSAGE : DSL.inline(null, REPORT.MESSAGE))
                .where(REPORT.ID.in(select(REPORT.ID)
                        .from(REPORT)
                        .where(own)
                        .and(fate.keepsWords() ? DSL.noCondition() : DSL.not(isOpen()))
                        .orderBy(REPORT.ID)
                        .limit(Batch.SIZE)
                        .forUpdate()))
                .execute());
    }

    /** Empties what others reported of this person, and what they wrote about it, in cases that are settled. */
    public Batch empty(DSLContext tx, AccountId subject) {
        int messages = tx.update(REPORT)
                .setNull(REPORT.MESSAGE)
                .where(REPORT.ID.in(select(REPORT.ID)
                        .from(REPORT)
                        .where(aboutThem(subject))
                        .and(DSL.not(isOpen()))
                        .limit(Batch.SIZE)
                        .forUpdate()))
                .execute();
        int snapshots = tx.update(SNAPSHOT)
                .setNull(SNAPSHOT.TITLE)
                .setNull(SNAPSHOT.MARKDOWN)
                .setNull(SNAPSHOT.HTML)
                .set(SNAPSHOT.TAGS, new String[0])
                .where(SNAPSHOT.ID.in(select(SNAPSHOT.ID)
                        .from(SNAPSHOT)
                        .where(kept(subject))
                        .and(DSL.not(isNeeded()))
                        .limit(Batch.SIZE)
                        .forUpdate()))
                .execute();
        return Batch.ofBoth(messages, snapshots);
    }

    /** Takes out of all others what leads to the person. */
    public Batch clearMessages(DSLContext tx, AccountId account, Traces traces, Optional<String> after) {
        return new Sweep(
                        REPORT,
                        REPORT.ID,
                        List.of(new Sweep.Column(REPORT.MESSAGE, 2_000)),
                        REPORT.SUBJECT_ID.eq(account))
                .run(tx, traces, after);
    }

    /** The same with what was kept of things that others wrote. */
    public Batch clearSnapshots(DSLContext tx, AccountId account, Traces traces, Optional<String> after) {
        return new Sweep(
                        SNAPSHOT,
                        SNAPSHOT.ID,
                        List.of(
                                new Sweep.Column(SNAPSHOT.TITLE, Integer.MAX_VALUE),
                                new Sweep.Column(SNAPSHOT.MARKDOWN, Integer.MAX_VALUE),
                                new Sweep.Column(SNAPSHOT.HTML, Integer.MAX_VALUE)),
                        DSL.falseCondition())
                .only(SNAPSHOT.AUTHOR_ID.ne(account))
                .run(tx, traces, after);
    }

    /** How many things that were reported are kept because a case is open, and how many messages. */
    public int countKept(DSLContext tx, AccountId account) {
        return tx.fetchCount(SNAPSHOT, kept(account))
                + tx.fetchCount(REPORT, aboutThem(account).or(REPORT.REPORTER_ID.eq(account)));
    }

    public int countMade(DSLContext tx, AccountId reporter) {
        return tx.fetchCount(REPORT, REPORT.REPORTER_ID.eq(reporter));
    }

    /** What others reported of this person. */
    public int countSnapshots(DSLContext tx, AccountId subject) {
        return tx.fetchCount(SNAPSHOT, kept(subject));
    }

    /** What the person wrote in reports. */
    public Set<String> someWords(DSLContext tx, AccountId reporter, int most) {
        return tx.select(REPORT.MESSAGE)
                .from(REPORT)
                .where(REPORT.REPORTER_ID.eq(reporter))
                .and(REPORT.MESSAGE.isNotNull())
                .limit(most)
                .fetchSet(REPORT.MESSAGE);
    }

    private static Condition aboutThem(AccountId subject) {
        return REPORT.SUBJECT_ID.eq(subject).and(REPORT.MESSAGE.isNotNull());
    }

    private static Condition kept(AccountId subject) {
        return SNAPSHOT.AUTHOR_ID
                .eq(subject)
                .and(DSL.or(SNAPSHOT.TITLE.isNotNull(), SNAPSHOT.MARKDOWN.isNotNull(), SNAPSHOT.HTML.isNotNull()));
    }

    /** A report that no case was raised for yet is open too. */
    private static Condition isOpen() {
        return REPORT.CASE_ID
                .isNull()
                .or(exists(selectOne()
                        .from(MODERATION_CASE)
                        .where(MODERATION_CASE.ID.eq(REPORT.CASE_ID))
                        .and(MODERATION_CASE.STATE.ne(CaseState.RESOLVED.code()))));
    }

    private static Condition isNeeded() {
        return exists(selectOne()
                .from(REPORT)
                .where(REPORT.SNAPSHOT_ID.eq(SNAPSHOT.ID))
                .and(isOpen()));
    }
}
