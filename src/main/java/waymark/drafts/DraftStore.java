package waymark.drafts;

import static waymark.schema.Tables.DRAFT;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import waymark.ids.AccountId;
import waymark.platform.erasure.Traces;
import waymark.platform.http.Cursor;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;

final class DraftStore {

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_TEXT = 32_000;

    private DraftStore() {}

    static Page<Draft> page(DSLContext tx, AccountId account, Paging paging) {
        return paging.page(
                select(tx, account),
                List.of(
                        Paging.Key.descending(DRAFT.SAVED_AT, Draft::savedAt, Cursor::instant),
                        Paging.Key.ascending(DRAFT.KEY, Draft::key, key -> key)),
                DraftStore::draft);
    }

    static Optional<Draft> find(DSLContext tx, AccountId account, String key) {
        return select(tx, account).and(DRAFT.KEY.eq(key)).fetchOptional(DraftStore::draft);
    }

    static Optional<Draft> lock(DSLContext tx, AccountId account, String key) {
        return select(tx, account).and(DRAFT.KEY.eq(key)).forUpdate().fetchOptional(DraftStore::draft);
    }

    /** With a sequence that nothing else ever had. */
    static Draft save(DSLContext tx, AccountId account, String key, DraftText text, Instant now) {
        var tags = text.tags().toArray(String[]::new);
        int sequence = tx.insertInto(DRAFT)
                .set(DRAFT.ACCOUNT_ID, account)
                .set(DRAFT.KEY, key)
                .set(DRAFT.TITLE, text.title())
                .set(DRAFT.CATEGORY, text.category())
                .set(DRAFT.TAGS, tags)
                .set(DRAFT.MARKDOWN, text.markdown())
                .set(DRAFT.REPLY_TO_NUMBER, text.replyTo())
                .set(DRAFT.SAVED_AT, now)
                .onConflict(DRAFT.ACCOUNT_ID, DRAFT.KEY)
                .doUpdate()
                .set(DRAFT.SEQUENCE, DSL.defaultValue(DRAFT.SEQUENCE))
                .set(DRAFT.TITLE, text.title())
                .set(DRAFT.CATEGORY, text.category())
                .set(DRAFT.TAGS, tags)
                .set(DRAFT.MARKDOWN, text.markdown())
                .set(DRAFT.REPLY_TO_NUMBER, text.replyTo())
                .set(DRAFT.SAVED_AT, now)
                .returningResult(DRAFT.SEQUENCE)
                .fetchSingle(DRAFT.SEQUENCE);
        return new Draft(key, sequence, text, now);
    }

    static void delete(DSLContext tx, AccountId account, String key) {
        tx.deleteFrom(DRAFT)
                .where(DRAFT.ACCOUNT_ID.eq(account))
                .and(DRAFT.KEY.eq(key))
                .execute();
    }

    static int deleteAll(DSLContext tx, AccountId account) {
        return tx.deleteFrom(DRAFT).where(DRAFT.ACCOUNT_ID.eq(account)).execute();
    }

    /** @return how many of all drafts there are in which something leads to the person */
    static int clearAll(DSLContext tx, Traces traces) {
        var found = tx.select(DRAFT.ACCOUNT_ID, DRAFT.KEY, DRAFT.TITLE, DRAFT.MARKDOWN)
                .from(DRAFT)
                .where(traces.mayBeIn(List.of(DRAFT.TITLE, DRAFT.MARKDOWN)))
                .orderBy(DRAFT.ACCOUNT_ID, DRAFT.KEY)
                .forUpdate()
                .fetch();
        int changed = 0;
        for (var row : found) {
            var title = row.value3() == null ? null : traces.without(row.value3(), false, LONGEST_TITLE);
            var markdown = traces.without(row.value4(), false, LONGEST_TEXT);
            // A tab that still has the name is shown both when it saves.
            changed += tx.update(DRAFT)
                    .set(DRAFT.TITLE, title)
                    .set(DRAFT.MARKDOWN, markdown)
                    .set(DRAFT.SEQUENCE, DSL.defaultValue(DRAFT.SEQUENCE))
                    .where(DRAFT.ACCOUNT_ID.eq(row.value1()))
                    .and(DRAFT.KEY.eq(row.value2()))
                    .and(DRAFT.TITLE.isDistinctFrom(title).or(DRAFT.MARKDOWN.ne(markdown)))
                    .execute();
        }
        return changed;
    }

    static int count(DSLContext tx, AccountId account) {
        return tx.fetchCount(DRAFT, DRAFT.ACCOUNT_ID.eq(account));
    }

    private static SelectConditionStep<?> select(DSLContext tx, AccountId account) {
        return tx.select(
                        DRAFT.KEY,
                        DRAFT.SEQUENCE,
                        DRAFT.TITLE,
                        DRAFT.CATEGORY,
                        DRAFT.TAGS,
                        DRAFT.MARKDOWN,
                        DRAFT.REPLY_TO_NUMBER,
                        DRAFT.SAVED_AT)
                .from(DRAFT)
                .where(DRAFT.ACCOUNT_ID.eq(account));
    }

    private static Draft draft(Record row) {
        var text = new DraftText(
                row.get(DRAFT.TITLE),
                row.get(DRAFT.CATEGORY),
                List.of(row.get(DRAFT.TAGS)),
                row.get(DRAFT.MARKDOWN),
                row.get(DRAFT.REPLY_TO_NUMBER));
        return new Draft(row.get(DRAFT.KEY), row.get(DRAFT.SEQUENCE), text, row.get(DRAFT.SAVED_AT));
    }
}
