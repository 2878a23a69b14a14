package waymark.privacy;

import static waymark.schema.Tables.ERASURE;
import static waymark.schema.Tables.ERASURE_RECORD;

import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import waymark.platform.erasure.Fate;

/** Who is to be erased once more from a backup that is put back. */
final class ErasureRecordStore {

    private ErasureRecordStore() {}

    /** Of what was confirmed. Doing it again changes nothing. */
    static void insert(DSLContext tx, UUID erasure) {
        tx.insertInto(
                        ERASURE_RECORD,
                        ERASURE_RECORD.ERASURE_ID,
                        ERASURE_RECORD.ACCOUNT_ID,
                        ERASURE_RECORD.MODE,
                        ERASURE_RECORD.POSTS,
                        ERASURE_RECORD.STORIES,
                        ERASURE_RECORD.LIKES,
                        ERASURE_RECORD.REPORTS,
                        ERASURE_RECORD.RECEIPT_SHA256,
                        ERASURE_RECORD.CONFIRMED_AT)
                .select(DSL.select(
                                ERASURE.ID,
                                ERASURE.ACCOUNT_ID,
                                ERASURE.MODE,
                                ERASURE.POSTS,
                                ERASURE.STORIES,
                                ERASURE.LIKES,
                                ERASURE.REPORTS,
                                ERASURE.RECEIPT_SHA256,
                                ERASURE.CONFIRMED_AT)
                        .from(ERASURE)
                        .where(ERASURE.ID.eq(erasure)))
                .onConflictDoNothing()
                .execute();
    }

    static List<ErasureRecord> all(DSLContext tx) {
        return tx.selectFrom(ERASURE_RECORD)
                .orderBy(ERASURE_RECORD.CONFIRMED_AT, ERASURE_RECORD.ERASURE_ID)
                .fetch(row -> new ErasureRecord(
                        row.get(ERASURE_RECORD.ERASURE_ID),
                        row.get(ERASURE_RECORD.ACCOUNT_ID),
                        Fate.of(row.get(ERASURE_RECORD.MODE)),
                        new ErasureChoice.Content(
                                Fate.of(row.get(ERASURE_RECORD.POSTS)),
                                Fate.of(row.get(ERASURE_RECORD.STORIES)),
                                Fate.of(row.get(ERASURE_RECORD.LIKES)),
                                Fate.of(row.get(ERASURE_RECORD.REPORTS))),
                        row.get(ERASURE_RECORD.RECEIPT_SHA256),
                        row.get(ERASURE_RECORD.CONFIRMED_AT)));
    }
}
