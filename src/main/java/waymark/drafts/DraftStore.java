package waymark.drafts;

import static waymark.schema.Tables.DRAFT;
import static waymark.schema.Tables.FORUM_THREAD;
import static waymark.schema.Tables.POST;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import waymark.ids.AccountId;
import waymark.ids.PostId;
import waymark.platform.access.Member;
import waymark.platform.access.Viewer;
import waymark.platform.erasure.Traces;
import waymark.platform.http.Cursor;
import waymark.platform.http.Json;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.visibility.Visible;

final class DraftStore {

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_TEXT = 32_000;

    private static final TypeReference<List<DraftText.Quote>> QUOTES = new TypeReference<>() {};

    private static final String REMOVE_QUOTES = """
            update draft set sequence = default, quotes = (
                select coalesce(jsonb_agg(quote order by position), '[]')
                  from jsonb_array_elements(draft.quotes) with ordinality as quoted (quote, position)
                  where not exists (
                    select from post where post.id = (quote ->> 'post')::uuid and post.author_id = {0}))
              where (account_id, key) in (
                select quoting.account_id, quoting.key
                  from draft quoting, jsonb_array_elements(quoting.quotes) as quote, post
                  where post.id = (quote ->> 'post')::uuid and post.author_id = {0} limit {1})
            """;

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
        var quotes = JSONB.valueOf(Json.write(text.quotes()));
        int sequence = tx.insertInto(DRAFT)
                .set(DRAFT.ACCOUNT_ID, account)
                .set(DRAFT.KEY, key)
                .set(DRAFT.TITLE, text.title())
                .set(DRAFT.CATEGORY, text.category())
                .set(DRAFT.TAGS, tags)
                .set(DRAFT.MARKDOWN, text.markdown())
                .set(DRAFT.REPLY_TO_NUMBER, text.replyTo())
                .set(DRAFT.QUOTES, quotes)
                .set(DRAFT.SAVED_AT, now)
                .onConflict(DRAFT.ACCOUNT_ID, DRAFT.KEY)
                .doUpdate()
                .set(DRAFT.SEQUENCE, DSL.defaultValue(DRAFT.SEQUENCE))
                .set(DRAFT.TITLE, text.title())
                .set(DRAFT.CATEGORY, text.category())
                .set(DRAFT.TAGS, tags)
                .set(DRAFT.MARKDOWN, text.markdown())
                .set(DRAFT.REPLY_TO_NUMBER, text.replyTo())
                .set(DRAFT.QUOTES, quotes)
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
        var found = tx.select(DRAFT.ACCOUNT_ID, DRAFT.KEY, DRAFT.TITLE, DRAFT.MARKDOWN, DRAFT.QUOTES)
                .from(DRAFT)
                .where(traces.mayBeIn(List.of(DRAFT.TITLE, DRAFT.MARKDOWN, DRAFT.QUOTES.cast(String.class))))
                .orderBy(DRAFT.ACCOUNT_ID, DRAFT.KEY)
                .forUpdate()
                .fetch();
        int changed = 0;
        for (var row : found) {
            var title = row.value3() == null ? null : traces.without(row.value3(), false, LONGEST_TITLE);
            var markdown = traces.without(row.value4(), false, LONGEST_TEXT);
            var quotes = JSONB.valueOf(
                    traces.without(Json.tree(row.value5().data()), true).toString());
            // A tab that still has the name is shown both when it saves.
            changed += tx.update(DRAFT)
                    .set(DRAFT.TITLE, title)
                    .set(DRAFT.MARKDOWN, markdown)
                    .set(DRAFT.QUOTES, quotes)
                    .set(DRAFT.SEQUENCE, DSL.defaultValue(DRAFT.SEQUENCE))
                    .where(DRAFT.ACCOUNT_ID.eq(row.value1()))
                    .and(DRAFT.KEY.eq(row.value2()))
                    .and(DSL.or(
                            DRAFT.TITLE.isDistinctFrom(title), DRAFT.MARKDOWN.ne(markdown), DRAFT.QUOTES.ne(quotes)))
                    .execute();
        }
        return changed;
    }

    static int removeQuotes(DSLContext tx, AccountId author, int most) {
        return tx.query(REMOVE_QUOTES, DSL.val(author.value()), DSL.val(most)).execute();
    }

    /** Those of these posts that the member may read, and that say something. */
    static Set<PostId> readable(DSLContext tx, Member member, Collection<PostId> posts) {
        return tx.select(POST.ID)
                .from(POST)
                .join(FORUM_THREAD)
                .on(FORUM_THREAD.ID.eq(POST.THREAD_ID))
                .where(POST.ID.in(posts))
                .and(POST.ERASED_AT.isNull())
                .and(Visible.posts(Viewer.of(member)))
                .fetchSet(POST.ID);
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
                        DRAFT.QUOTES,
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
                row.get(DRAFT.REPLY_TO_NUMBER),
                Json.read(row.get(DRAFT.QUOTES).data(), QUOTES));
        return new Draft(row.get(DRAFT.KEY), row.get(DRAFT.SEQUENCE), text, row.get(DRAFT.SAVED_AT));
    }
}
