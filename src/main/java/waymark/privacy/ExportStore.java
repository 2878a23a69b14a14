package waymark.privacy;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.select;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.DATA_EXPORT;
import static waymark.schema.Tables.DATA_EXPORT_PART;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import waymark.ids.AccountId;
import waymark.platform.http.Cursor;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;

final class ExportStore {

    private ExportStore() {}

    static void insert(DSLContext tx, UUID id, AccountId account, Instant at) {
        tx.insertInto(DATA_EXPORT)
                .set(DATA_EXPORT.ID, id)
                .set(DATA_EXPORT.ACCOUNT_ID, account)
                .set(DATA_EXPORT.REQUESTED_AT, at)
                .set(DATA_EXPORT.ATTEMPTS, 0)
                .set(DATA_EXPORT.NEXT_ATTEMPT_AT, at)
                .onConflictDoNothing()
                .execute();
    }

    /** The one that is being put together. */
    static Optional<UUID> underWay(DSLContext tx, AccountId account) {
        return tx.select(DATA_EXPORT.ID)
                .from(DATA_EXPORT)
                .where(DATA_EXPORT.ACCOUNT_ID.eq(account))
                .and(DATA_EXPORT.NEXT_ATTEMPT_AT.isNotNull())
                .fetchOptional(DATA_EXPORT.ID);
    }

    static Optional<DataExport> find(DSLContext tx, AccountId account, UUID id, Instant now) {
        return rows(tx, DATA_EXPORT.ID.eq(id).and(DATA_EXPORT.ACCOUNT_ID.eq(account)))
                .fetchOptional(row -> export(row, now));
    }

    static Page<DataExport> page(DSLContext tx, AccountId account, Paging paging, Instant now) {
        return paging.page(
                rows(tx, DATA_EXPORT.ACCOUNT_ID.eq(account)),
                List.of(
                        Paging.Key.descending(DATA_EXPORT.REQUESTED_AT, DataExport::requestedAt, Cursor::instant),
                        Paging.Key.descending(DATA_EXPORT.ID, DataExport::id, UUID::fromString)),
                row -> export(row, now));
    }

    /** Takes one that is due; whoever takes it and says nothing until then has died. */
    static Optional<Claimed> claim(DSLContext tx, Instant now, Instant abandoned) {
        return tx.update(DATA_EXPORT)
                .set(DATA_EXPORT.ATTEMPTS, DATA_EXPORT.ATTEMPTS.plus(1))
                .set(DATA_EXPORT.NEXT_ATTEMPT_AT, abandoned)
                .where(DATA_EXPORT.ID.eq(select(DATA_EXPORT.ID)
                        .from(DATA_EXPORT)
                        .where(DATA_EXPORT.NEXT_ATTEMPT_AT.le(now))
                        .orderBy(DATA_EXPORT.NEXT_ATTEMPT_AT)
                        .limit(1)
                        .forUpdate()
                        .skipLocked()))
                .returningResult(DATA_EXPORT.ID, DATA_EXPORT.ACCOUNT_ID, DATA_EXPORT.ATTEMPTS)
                .fetchOptional(mapping(Claimed::new));
    }

    /** @return whether it still waits, and is now held until the transaction ends */
    static boolean lockWaiting(DSLContext tx, UUID id) {
        return tx.select(DATA_EXPORT.ID)
                .from(DATA_EXPORT)
                .where(DATA_EXPORT.ID.eq(id))
                .and(DATA_EXPORT.NEXT_ATTEMPT_AT.isNotNull())
                .forUpdate()
                .fetchOptional()
                .isPresent();
    }

    static void insertPart(DSLContext tx, UUID id, UUID export, int number, byte[] sealed, Instant deleteAfter) {
        tx.insertInto(DATA_EXPORT_PART)
                .set(DATA_EXPORT_PART.ID, id)
                .set(DATA_EXPORT_PART.EXPORT_ID, export)
                .set(DATA_EXPORT_PART.NUMBER, number)
                .set(DATA_EXPORT_PART.SEALED, sealed)
                .set(DATA_EXPORT_PART.DELETE_AFTER, deleteAfter)
                .execute();
    }

    static Optional<byte[]> part(DSLContext tx, UUID export, int number) {
        return tx.select(DATA_EXPORT_PART.SEALED)
                .from(DATA_EXPORT_PART)
                .where(DATA_EXPORT_PART.EXPORT_ID.eq(export))
                .and(DATA_EXPORT_PART.NUMBER.eq(number))
                .fetchOptional(DATA_EXPORT_PART.SEALED);
    }

    static void ready(DSLContext tx, UUID id, long bytes, Instant at, Instant expires) {
        tx.update(DATA_EXPORT)
                .set(DATA_EXPORT.READY_AT, at)
                .set(DATA_EXPORT.EXPIRES_AT, expires)
                .set(DATA_EXPORT.BYTE_COUNT, bytes)
                .setNull(DATA_EXPORT.NEXT_ATTEMPT_AT)
                .where(DATA_EXPORT.ID.eq(id))
                .execute();
    }

    static void giveUp(DSLContext tx, UUID id, Instant at) {
        tx.update(DATA_EXPORT)
                .set(DATA_EXPORT.GIVEN_UP_AT, at)
                .setNull(DATA_EXPORT.NEXT_ATTEMPT_AT)
                .where(DATA_EXPORT.ID.eq(id))
                .and(DATA_EXPORT.NEXT_ATTEMPT_AT.isNotNull())
                .execute();
    }

    static int deleteAll(DSLContext tx, AccountId account) {
        return tx.deleteFrom(DATA_EXPORT)
                .where(DATA_EXPORT.ACCOUNT_ID.eq(account))
                .execute();
    }

    /** Which names of other people stand in a text, the longest first. */
    static List<String> namesIn(DSLContext tx, AccountId account, String text) {
        return tx.select(ACCOUNT.USERNAME)
                .from(ACCOUNT)
                .where(ACCOUNT.ID.ne(account))
                .and(DSL.position(DSL.lower(DSL.val(text)), DSL.lower(ACCOUNT.USERNAME))
                        .gt(0))
                .orderBy(DSL.length(ACCOUNT.USERNAME).desc())
                .fetch(ACCOUNT.USERNAME);
    }

    private static SelectConditionStep<Record> rows(DSLContext tx, Condition condition) {
        return tx.select(DATA_EXPORT.fields()).from(DATA_EXPORT).where(condition);
    }

    private static DataExport export(Record row, Instant now) {
        var expires = row.get(DATA_EXPORT.EXPIRES_AT);
        var state = row.get(DATA_EXPORT.GIVEN_UP_AT) != null ? DataExport.State.FAILED : DataExport.State.WAITING;
        if (expires != null) {
            state = now.isBefore(expires) ? DataExport.State.READY : DataExport.State.EXPIRED;
        }
        return new DataExport(
                row.get(DATA_EXPORT.ID),
                state,
                row.get(DATA_EXPORT.REQUESTED_AT),
                Optional.ofNullable(row.get(DATA_EXPORT.READY_AT)),
                Optional.ofNullable(expires),
                Optional.ofNullable(row.get(DATA_EXPORT.BYTE_COUNT)));
    }

    record Claimed(UUID id, AccountId account, int attempts) {}
}
