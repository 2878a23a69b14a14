package waymark.accounts;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.CONSENT;
import static waymark.schema.Tables.CONSENT_STANDING;
import static waymark.schema.Tables.CONSENT_WORDING;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record6;
import org.jooq.SelectConditionStep;
import org.jspecify.annotations.Nullable;
import waymark.ids.AccountId;
import waymark.platform.http.Cursor;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;

final class ConsentStore {

    private ConsentStore() {}

    /** Whether somebody agrees to everything in its present wording. Call it in a query of accounts. */
    static Condition agrees() {
        return notExists(selectOne()
                .from(CONSENT_WORDING)
                .where(CONSENT_WORDING.CURRENT)
                .and(notExists(selectOne()
                        .from(CONSENT_STANDING)
                        .where(CONSENT_STANDING.ACCOUNT_ID.eq(ACCOUNT.ID))
                        .and(CONSENT_STANDING.PURPOSE.eq(CONSENT_WORDING.PURPOSE))
                        .and(CONSENT_STANDING.WORDING_VERSION.eq(CONSENT_WORDING.VERSION))
                        .and(CONSENT_STANDING.WITHDRAWN.isFalse()))));
    }

    /** The latest first. */
    static Page<ConsentEntry> page(DSLContext tx, AccountId account, Paging paging) {
        return paging.page(
                tx.select(
                                CONSENT.ID,
                                CONSENT.PURPOSE,
                                CONSENT.WITHDRAWAL.convertFrom(withdrawal -> withdrawal ? "withdrawn" : "given"),
                                CONSENT.WORDING_VERSION,
                                CONSENT.WORDING_SHA256.convertFrom(
                                        hash -> HexFormat.of().formatHex(hash)),
                                CONSENT.GIVEN_AT,
                                CONSENT.METHOD)
                        .from(CONSENT)
                        .where(CONSENT.ACCOUNT_ID.eq(account)),
                List.of(
                        Paging.Key.descending(CONSENT.GIVEN_AT, ConsentEntry::at, Cursor::instant),
                        Paging.Key.descending(CONSENT.ID, ConsentEntry::id, UUID::fromString)),
                mapping(ConsentEntry::new));
    }

    static List<ConsentStanding> standing(DSLContext tx, AccountId account) {
        return standings(tx, account).orderBy(CONSENT_WORDING.PURPOSE).fetch(mapping(ConsentStore::seen));
    }

    static Optional<ConsentStanding> findStanding(DSLContext tx, AccountId account, String purpose) {
        return standings(tx, account)
                .and(CONSENT_WORDING.PURPOSE.eq(purpose))
                .fetchOptional(mapping(ConsentStore::seen));
    }

    /** Of a purpose that the contract knows. */
    static ConsentStanding standing(DSLContext tx, AccountId account, String purpose) {
        return findStanding(tx, account, purpose).orElseThrow();
    }

    private static SelectConditionStep<Record6<String, String, String, String, Instant, Boolean>> standings(
            DSLContext tx, AccountId account) {
        return tx.select(
                        CONSENT_WORDING.PURPOSE,
                        CONSENT_WORDING.VERSION,
                        CONSENT_WORDING.WORDING,
                        CONSENT_STANDING.WORDING_VERSION,
                        CONSENT_STANDING.SINCE,
                        CONSENT_STANDING.WITHDRAWN)
                .from(CONSENT_WORDING)
                .leftJoin(CONSENT_STANDING)
                .on(CONSENT_STANDING.PURPOSE.eq(CONSENT_WORDING.PURPOSE))
                .and(CONSENT_STANDING.ACCOUNT_ID.eq(account))
                .where(CONSENT_WORDING.CURRENT);
    }

    private static ConsentStanding seen(
            String purpose,
            String version,
            String wording,
            @Nullable String agreedTo,
            @Nullable Instant since,
            @Nullable Boolean withdrawn) {
        return ConsentStanding.of(new Accounts.ConsentWording(purpose, version, wording), agreedTo, since, withdrawn);
    }

    static List<Accounts.ConsentWording> currentWordings(DSLContext tx) {
        return tx.select(CONSENT_WORDING.PURPOSE, CONSENT_WORDING.VERSION, CONSENT_WORDING.WORDING)
                .from(CONSENT_WORDING)
                .where(CONSENT_WORDING.CURRENT)
                .orderBy(CONSENT_WORDING.PURPOSE)
                .fetch(mapping(Accounts.ConsentWording::new));
    }

    static String wording(DSLContext tx, Agreed agreed) {
        return tx.select(CONSENT_WORDING.WORDING)
                .from(CONSENT_WORDING)
                .where(CONSENT_WORDING.PURPOSE.eq(agreed.purpose()))
                .and(CONSENT_WORDING.VERSION.eq(agreed.version()))
                .fetchSingle(CONSENT_WORDING.WORDING);
    }

    static void insert(
            DSLContext tx,
            UUID id,
            AccountId account,
            Agreed agreed,
            byte[] wordingSha256,
            ConsentMethod method,
            Instant at) {
        tx.insertInto(CONSENT)
                .set(CONSENT.ID, id)
                .set(CONSENT.ACCOUNT_ID, account)
                .set(CONSENT.PURPOSE, agreed.purpose())
                .set(CONSENT.WORDING_VERSION, agreed.version())
                .set(CONSENT.WORDING_SHA256, wordingSha256)
                .set(CONSENT.GIVEN_AT, at)
                .set(CONSENT.WITHDRAWAL, agreed.withdrawal())
                .set(CONSENT.METHOD, method.code())
                .execute();
    }

    /** Notes how a consent stands from now on. Call while holding the account. */
    static void stand(DSLContext tx, AccountId account, Agreed agreed, Instant at) {
        tx.insertInto(CONSENT_STANDING)
                .set(CONSENT_STANDING.ACCOUNT_ID, account)
                .set(CONSENT_STANDING.PURPOSE, agreed.purpose())
                .set(CONSENT_STANDING.WORDING_VERSION, agreed.version())
                .set(CONSENT_STANDING.SINCE, at)
                .set(CONSENT_STANDING.WITHDRAWN, agreed.withdrawal())
                .onConflict(CONSENT_STANDING.ACCOUNT_ID, CONSENT_STANDING.PURPOSE)
                .doUpdate()
                .set(CONSENT_STANDING.WORDING_VERSION, agreed.version())
                .set(CONSENT_STANDING.SINCE, at)
                .set(CONSENT_STANDING.WITHDRAWN, agreed.withdrawal())
                .execute();
    }

    record Agreed(String purpose, String version, boolean withdrawal) {}
}
