package waymark.moderation.notes;

import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static waymark.schema.Tables.MODERATION_CASE;
import static waymark.schema.Tables.STAFF_NOTE;

import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import waymark.cases.CaseState;
import waymark.ids.AccountId;
import waymark.platform.erasure.Batch;
import waymark.platform.erasure.ErasingTransaction;
import waymark.platform.erasure.Placeholders;
import waymark.platform.erasure.Sweep;
import waymark.platform.erasure.Traces;

/** Takes out of what the team wrote for itself what leads to somebody who leaves for good. */
public final class ErasedNotes {

    /**
     * Empties what the team wrote about this person for itself. Notes stay as they were written, but for this: once nothing is
     * open nobody needs what they say of somebody who is not here, and who wrote them and when stays.
     */
    public Batch empty(DSLContext tx, AccountId about) {
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

    /** Takes out of all notes what leads to the person. */
    public Batch clear(DSLContext tx, AccountId account, Traces traces, Optional<String> after) {
        ErasingTransaction.begin(tx);
        return new Sweep(
                        STAFF_NOTE,
                        STAFF_NOTE.ID,
                        List.of(new Sweep.Column(STAFF_NOTE.TEXT, 4_000)),
                        STAFF_NOTE.ABOUT_ID.eq(account))
                .run(tx, traces, after);
    }

    public int count(DSLContext tx, AccountId about) {
        return tx.fetchCount(STAFF_NOTE, notes(about));
    }

    private static Condition notes(AccountId about) {
        return STAFF_NOTE.ABOUT_ID.eq(about).and(STAFF_NOTE.TEXT.ne(Placeholders.WORDS));
    }

    private static Condition isUnderWay(AccountId subject) {
        return exists(selectOne()
                .from(MODERATION_CASE)
                .where(MODERATION_CASE.SUBJECT_ID.eq(subject))
                .and(MODERATION_CASE.STATE.ne(CaseState.RESOLVED.code())));
    }
}
