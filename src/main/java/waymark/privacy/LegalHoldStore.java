package waymark.privacy;

import static org.jooq.Records.mapping;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.LEGAL_HOLD;

import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record3;
import org.jooq.SelectConditionStep;
import waymark.ids.AccountId;
import waymark.platform.http.Cursor;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;

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
        return rows(tx).and(LEGAL_HOLD.ACCOUNT_ID.eq(account)).fetchSingle(mapping(LegalHoldStore::hold));
    }

    static Page<LegalHold> page(DSLContext tx, Paging paging) {
        return paging.page(
                rows(tx),
                List.of(
                        Paging.Key.descending(LEGAL_HOLD.IMPOSED_AT, LegalHold::imposedAt, Cursor::instant),
                        Paging.Key.ascending(ACCOUNT.USERNAME, LegalHold::username, name -> name)),
                mapping(LegalHoldStore::hold));
    }

    static int delete(DSLContext tx, AccountId account) {
        return tx.deleteFrom(LEGAL_HOLD)
                .where(LEGAL_HOLD.ACCOUNT_ID.eq(account))
                .execute();
    }

    private static SelectConditionStep<Record3<String, String, Instant>> rows(DSLContext tx) {
        return tx.select(ACCOUNT.USERNAME, LEGAL_HOLD.REASON, LEGAL_HOLD.IMPOSED_AT)
                .from(LEGAL_HOLD)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(LEGAL_HOLD.ACCOUNT_ID))
                .where();
    }

    private static LegalHold hold(String username, String reason, Instant at) {
        return new LegalHold(username, LegalHold.Reason.of(reason), at);
    }
}
