package waymark.moderation;

import static waymark.schema.Tables.APPEAL;
import static waymark.schema.Tables.DECISION;

import java.time.Instant;
import org.jooq.DSLContext;
import waymark.ids.DecisionId;

final class AppealStore {

    private AppealStore() {}

    /** @return false when there is one already */
    static boolean insert(DSLContext tx, DecisionId decision, String message, Instant at) {
        boolean inserted = tx.insertInto(APPEAL)
                        .set(APPEAL.DECISION_ID, decision)
                        .set(APPEAL.MESSAGE, message)
                        .set(APPEAL.MADE_AT, at)
                        .set(APPEAL.STATE, AppealState.OPEN.code())
                        .onConflictDoNothing()
                        .execute()
                == 1;
        bump(tx, decision);
        return inserted;
    }

    static void answer(DSLContext tx, DecisionId decision, AppealState state, DecisionId by) {
        tx.update(APPEAL)
                .set(APPEAL.STATE, state.code())
                .set(APPEAL.ANSWERED_BY, by)
                .where(APPEAL.DECISION_ID.eq(decision))
                .execute();
    }

    private static void bump(DSLContext tx, DecisionId decision) {
        tx.update(DECISION)
                .set(DECISION.VERSION, DECISION.VERSION.plus(1))
                .where(DECISION.ID.eq(decision))
                .execute();
    }
}
