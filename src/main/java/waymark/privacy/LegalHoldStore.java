package waymark.privacy;

import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.LEGAL_HOLD;

import java.time.Instant;
import org.jooq.DSLContext;
import org.jooq.Records;
import waymark.ids.AccountId;

final class LegalHoldStore {

    private LegalHoldStore() {}

    static boolean exists(DSLContext tx, AccountId account) {
        return tx.fetchExists(LEGAL_HOLD, LEGAL_HOLD.ACCOUNT_ID.eq(account));
    }

    static void upsert(DSLContext tx, AccountId account, LegalHold.Reason reason, AccountId admin, Instant at) {
        tx.insertInto(LEGAL_HOLD)
                .set(LEGAL_HOLD.ACCOUNT_ID, account)
                .set(LEGAL_HOLD.REASON, reason.code())
                .set(LEGAL_HOLD.IMPOSED_BY, admin)
                .set(LEGAL_HOLD.IMPOSED_AT, at)
                .onConflict(LEGAL_HOLD.ACCOUNT_ID)
                .doUpdate()
                .set(LEGAL_HOLD.REASON, reason.code())
                .set(LEGAL_HOLD.IMPOSED_BY, admin)
                .set(LEGAL_HOLD.IMPOSED_AT, at)
                .execute();
    }

    static LegalHold require(DSLContext tx, AccountId account) {
        return tx.select(ACCOUNT.USERNAME, LEGAL_HOLD.REASON, LEGAL_HOLD.IMPOSED_AT)
                .from(LEGAL_HOLD)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(LEGAL_HOLD.ACCOUNT_ID))
                .where(LEGAL_HOLD.ACCOUNT_ID.eq(account))
                .fetchSingle(Records.mapping(
                        (username, reason, at) -> new LegalHold(username, LegalHold.Reason.of(reason), at)));
    }

    static int delete(DSLContext tx, AccountId account) {
        return tx.deleteFrom(LEGAL_HOLD)
                .where(LEGAL_HOLD.ACCOUNT_ID.eq(account))
                .execute();
    }
}
