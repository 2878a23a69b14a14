package waymark.privacy;

import static waymark.schema.Tables.ERASURE;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import waymark.ids.AccountId;
import waymark.platform.erasure.Fate;
import waymark.platform.http.Json;

final class ErasureStore {

    private static final TypeReference<TreeMap<String, Integer>> COUNTS = new TypeReference<>() {};
    private static final TypeReference<List<ErasureCheck.Found>> FOUND = new TypeReference<>() {};

    private ErasureStore() {}

    static void insertRequest(
            DSLContext tx,
            UUID id,
            AccountId account,
            ErasureChoice choice,
            byte[] tokenSha256,
            Instant until,
            Instant at) {
        tx.insertInto(ERASURE)
                .set(ERASURE.ID, id)
                .set(ERASURE.ACCOUNT_ID, account)
                .set(beginningWith(choice))
                .set(ERASURE.STATE, ErasureRow.State.REQUESTED.code())
                .set(ERASURE.REQUESTED_AT, at)
                .set(ERASURE.TOKEN_SHA256, tokenSha256)
                .set(ERASURE.TOKEN_UNTIL, until)
                .execute();
    }

    /** Takes back what was asked for and not confirmed. */
    static int deleteRequest(DSLContext tx, AccountId account) {
        return tx.deleteFrom(ERASURE)
                .where(ERASURE.ACCOUNT_ID.eq(account))
                .and(ERASURE.STATE.eq(ErasureRow.State.REQUESTED.code()))
                .execute();
    }

    static int deleteRunOut(DSLContext tx, Instant now) {
        return tx.deleteFrom(ERASURE)
                .where(ERASURE.STATE.eq(ErasureRow.State.REQUESTED.code()))
                .and(ERASURE.TOKEN_UNTIL.le(now))
                .execute();
    }

    static Optional<ErasureRow> findRequest(DSLContext tx, AccountId account, Instant now) {
        return rows(
                        tx,
                        ERASURE.ACCOUNT_ID
                                .eq(account)
                                .and(ERASURE.STATE.eq(ErasureRow.State.REQUESTED.code()))
                                .and(ERASURE.TOKEN_UNTIL.gt(now)))
                .fetchOptional(ErasureStore::row);
    }

    static Optional<ErasureRow> lockRequest(DSLContext tx, AccountId account, byte[] tokenSha256, Instant now) {
        return rows(
                        tx,
                        ERASURE.ACCOUNT_ID
                                .eq(account)
                                .and(ERASURE.TOKEN_SHA256.eq(tokenSha256))
                                .and(ERASURE.TOKEN_UNTIL.gt(now)))
                .forUpdate()
                .fetchOptional(ErasureStore::row);
    }

    static Optional<ErasureRow> find(DSLContext tx, UUID id) {
        return rows(tx, ERASURE.ID.eq(id)).fetchOptional(ErasureStore::row);
    }

    static Optional<ErasureRow> findByReceipt(DSLContext tx, byte[] receiptSha256) {
        return rows(tx, ERASURE.RECEIPT_SHA256.eq(receiptSha256)).fetchOptional(ErasureStore::row);
    }

    /** Held until the transaction ends; empty while somebody else works on it. */
    static Optional<ErasureRow> lockUnderWay(DSLContext tx, UUID id) {
        return rows(tx, ERASURE.ID.eq(id).and(underWay()))
                .forUpdate()
                .skipLocked()
                .fetchOptional(ErasureStore::row);
    }

    static Optional<ErasureRow> lockToLookAgain(DSLContext tx, UUID id) {
        return rows(tx, ERASURE.ID.eq(id).and(ERASURE.LOOK_AGAIN_AT.isNotNull()))
                .forUpdate()
                .skipLocked()
                .fetchOptional(ErasureStore::row);
    }

    static List<UUID> underWay(DSLContext tx, Instant confirmedBefore) {
        return tx.select(ERASURE.ID)
                .from(ERASURE)
                .where(underWay())
                .and(ERASURE.CONFIRMED_AT.le(confirmedBefore))
                .orderBy(ERASURE.CONFIRMED_AT)
                .fetch(ERASURE.ID);
    }

    static List<UUID> toLookAgain(DSLContext tx, Instant now) {
        return tx.select(ERASURE.ID)
                .from(ERASURE)
                .where(ERASURE.LOOK_AGAIN_AT.le(now))
                .orderBy(ERASURE.LOOK_AGAIN_AT)
                .fetch(ERASURE.ID);
    }

    /** Call while holding the row. */
    static void confirm(DSLContext tx, UUID id, byte[] receiptSha256, byte[] sought, Instant at) {
        tx.update(ERASURE)
                .set(ERASURE.STATE, ErasureRow.State.CONFIRMED.code())
                .setNull(ERASURE.TOKEN_SHA256)
                .setNull(ERASURE.TOKEN_UNTIL)
                .set(ERASURE.RECEIPT_SHA256, receiptSha256)
                .set(ERASURE.SOUGHT, sought)
                .set(ERASURE.CONFIRMED_AT, at)
                .where(ERASURE.ID.eq(id))
                .execute();
        ErasureRecordStore.insert(tx, id);
    }

    static void begin(DSLContext tx, UUID id, byte[] sought, String step, Instant at) {
        tx.update(ERASURE)
                .set(ERASURE.STATE, ErasureRow.State.ERASING.code())
                .set(ERASURE.STARTED_AT, at)
                .set(ERASURE.SOUGHT, sought)
                .set(ERASURE.STEP, step)
                .setNull(ERASURE.PLACE)
                .where(ERASURE.ID.eq(id))
                .execute();
    }

    static void goOn(
            DSLContext tx, UUID id, @Nullable String step, @Nullable String place, Map<String, Integer> counts) {
        tx.update(ERASURE)
                .set(ERASURE.STEP, step)
                .set(ERASURE.PLACE, place)
                .set(ERASURE.COUNTS, jsonb(counts))
                .where(ERASURE.ID.eq(id))
                .execute();
    }

    /** @param lookAgainAt empty when nothing stays that is to go later */
    static void finish(
            DSLContext tx,
            UUID id,
            Map<String, Integer> kept,
            List<ErasureCheck.Found> found,
            Optional<Instant> lookAgainAt,
            Instant at) {
        tx.update(ERASURE)
                .set(ERASURE.STATE, ErasureRow.State.FINISHED.code())
                .set(ERASURE.FINISHED_AT, DSL.coalesce(ERASURE.FINISHED_AT, DSL.val(at)))
                .setNull(ERASURE.STEP)
                .setNull(ERASURE.PLACE)
                .set(ERASURE.SOUGHT, lookAgainAt.isPresent() ? ERASURE.SOUGHT : DSL.inline(null, ERASURE.SOUGHT))
                .set(ERASURE.KEPT, jsonb(kept))
                .set(ERASURE.FOUND, jsonb(found))
                .set(ERASURE.LOOK_AGAIN_AT, lookAgainAt.orElse(null))
                .where(ERASURE.ID.eq(id))
                .execute();
    }

    static void lookAgainLater(DSLContext tx, UUID id, Map<String, Integer> kept, Instant at) {
        tx.update(ERASURE)
                .set(ERASURE.KEPT, jsonb(kept))
                .set(ERASURE.LOOK_AGAIN_AT, at)
                .where(ERASURE.ID.eq(id))
                .execute();
    }

    /** For a forum that was put back to an earlier time. */
    static void insertConfirmed(DSLContext tx, ErasureRecord record, byte[] sought) {
        tx.deleteFrom(ERASURE)
                .where(ERASURE.ID.eq(record.erasure()))
                .or(ERASURE.ACCOUNT_ID.eq(record.account()).and(ERASURE.STATE.ne(ErasureRow.State.FINISHED.code())))
                .execute();
        tx.insertInto(ERASURE)
                .set(ERASURE.ID, record.erasure())
                .set(ERASURE.ACCOUNT_ID, record.account())
                .set(beginningWith(new ErasureChoice(record.mode(), record.content())))
                .set(ERASURE.STATE, ErasureRow.State.CONFIRMED.code())
                .set(ERASURE.REQUESTED_AT, record.confirmedAt())
                .set(ERASURE.CONFIRMED_AT, record.confirmedAt())
                .set(ERASURE.RECEIPT_SHA256, record.receiptSha256())
                .set(ERASURE.SOUGHT, sought)
                .execute();
        ErasureRecordStore.insert(tx, record.erasure());
    }

    /** Of an erasure that is done once more: the person was told when it was done for the first time. */
    static void keepQuiet(DSLContext tx, UUID id) {
        tx.update(ERASURE).set(ERASURE.QUIET, true).where(ERASURE.ID.eq(id)).execute();
    }

    private static Map<Field<?>, Object> beginningWith(ErasureChoice choice) {
        var nothing = JSONB.valueOf("{}");
        return Map.of(
                ERASURE.MODE, choice.mode().code(),
                ERASURE.POSTS, choice.content().posts().code(),
                ERASURE.STORIES, choice.content().stories().code(),
                ERASURE.LIKES, choice.content().likes().code(),
                ERASURE.REPORTS, choice.content().reports().code(),
                ERASURE.COUNTS, nothing,
                ERASURE.KEPT, nothing);
    }

    private static Condition underWay() {
        return ERASURE.STATE.in(Arrays.asList(ErasureRow.State.CONFIRMED.code(), ErasureRow.State.ERASING.code()));
    }

    private static SelectConditionStep<Record> rows(DSLContext tx, Condition condition) {
        return tx.select(ERASURE.fields()).from(ERASURE).where(condition);
    }

    private static ErasureRow row(Record row) {
        return new ErasureRow(
                row.get(ERASURE.ID),
                row.get(ERASURE.ACCOUNT_ID),
                new ErasureChoice(
                        Fate.of(row.get(ERASURE.MODE)),
                        new ErasureChoice.Content(
                                Fate.of(row.get(ERASURE.POSTS)),
                                Fate.of(row.get(ERASURE.STORIES)),
                                Fate.of(row.get(ERASURE.LIKES)),
                                Fate.of(row.get(ERASURE.REPORTS)))),
                ErasureRow.State.of(row.get(ERASURE.STATE)),
                row.get(ERASURE.REQUESTED_AT),
                Optional.ofNullable(row.get(ERASURE.TOKEN_UNTIL)),
                Optional.ofNullable(row.get(ERASURE.CONFIRMED_AT)),
                Optional.ofNullable(row.get(ERASURE.STARTED_AT)),
                Optional.ofNullable(row.get(ERASURE.FINISHED_AT)),
                Optional.ofNullable(row.get(ERASURE.STEP)),
                Optional.ofNullable(row.get(ERASURE.PLACE)),
                Optional.ofNullable(row.get(ERASURE.SOUGHT)),
                read(row.get(ERASURE.COUNTS), COUNTS),
                read(row.get(ERASURE.KEPT), COUNTS),
                Optional.ofNullable(row.get(ERASURE.FOUND)).map(found -> read(found, FOUND)),
                Optional.ofNullable(row.get(ERASURE.LOOK_AGAIN_AT)),
                row.get(ERASURE.QUIET));
    }

    private static JSONB jsonb(Object value) {
        return JSONB.valueOf(Json.write(value));
    }

    private static <T> T read(JSONB jsonb, TypeReference<T> type) {
        return Json.read(jsonb.data(), type);
    }
}
