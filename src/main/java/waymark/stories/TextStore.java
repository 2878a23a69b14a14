package waymark.stories;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.STORY_AGREEMENT;
import static waymark.schema.Tables.STORY_PULL_QUOTE;
import static waymark.schema.Tables.STORY_REVISION;

import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.SelectConditionStep;
import org.jspecify.annotations.Nullable;
import waymark.accounts.Author;
import waymark.ids.AccountId;
import waymark.ids.StoryId;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.text.Markdown;

/** The texts of stories. */
final class TextStore {

    private static final Field<Result<Record2<Integer, Integer>>> QUOTES =
            quotes(STORY_REVISION.STORY_ID, STORY_REVISION.NUMBER);

    private static final Field<Boolean> AGREED = field(exists(selectOne()
                    .from(STORY_AGREEMENT)
                    .where(STORY_AGREEMENT.STORY_ID.eq(STORY_REVISION.STORY_ID))
                    .and(STORY_AGREEMENT.REVISION.eq(STORY_REVISION.NUMBER))
                    .and(STORY_AGREEMENT.CONTENT_SHA256.eq(STORY_REVISION.CONTENT_SHA256))))
            .as("agreed");

    private TextStore() {}

    static StoryText require(DSLContext tx, StoryId story, int number) {
        return rows(tx, STORY_REVISION.STORY_ID.eq(story).and(STORY_REVISION.NUMBER.eq(number)))
                .fetchSingle(TextStore::text);
    }

    /** The newest that somebody has handed on; what its author writes meanwhile is theirs alone. */
    static Optional<StoryText> newestSealed(DSLContext tx, StoryId story) {
        return rows(tx, STORY_REVISION.STORY_ID.eq(story).and(STORY_REVISION.SEALED))
                .orderBy(STORY_REVISION.NUMBER.desc())
                .limit(1)
                .fetchOptional(TextStore::text);
    }

    /** The newest text that the author has agreed to, but for that one. */
    static Optional<StoryText> agreedBefore(DSLContext tx, StoryId story, int number) {
        return rows(
                        tx,
                        STORY_REVISION
                                .STORY_ID
                                .eq(story)
                                .and(STORY_REVISION.NUMBER.lt(number))
                                .and(exists(selectOne()
                                        .from(STORY_AGREEMENT)
                                        .where(STORY_AGREEMENT.STORY_ID.eq(STORY_REVISION.STORY_ID))
                                        .and(STORY_AGREEMENT.REVISION.eq(STORY_REVISION.NUMBER)))))
                .orderBy(STORY_REVISION.NUMBER.desc())
                .limit(1)
                .fetchOptional(TextStore::text);
    }

    static List<StoryText> all(DSLContext tx, StoryId story) {
        return rows(tx, STORY_REVISION.STORY_ID.eq(story))
                .orderBy(STORY_REVISION.NUMBER)
                .fetch(TextStore::text);
    }

    /** The newest first. */
    static Page<StoryText> page(DSLContext tx, StoryId story, Paging paging) {
        return page(tx, STORY_REVISION.STORY_ID.eq(story), paging);
    }

    /** Those that were handed on, the newest first. */
    static Page<StoryText> pageOfSent(DSLContext tx, StoryId story, Paging paging) {
        return page(tx, STORY_REVISION.STORY_ID.eq(story).and(STORY_REVISION.SEALED), paging);
    }

    static void insert(DSLContext tx, StoryId story, int number, Composed text, AccountId editor, Instant at) {
        tx.insertInto(STORY_REVISION)
                .set(STORY_REVISION.STORY_ID, story)
                .set(STORY_REVISION.NUMBER, number)
                .set(kept(text))
                .set(STORY_REVISION.EDITOR_ID, editor)
                .set(STORY_REVISION.EDITED_AT, at)
                .set(STORY_REVISION.SEALED, false)
                .execute();
        insertQuotes(tx, story, number, text);
    }

    /** In place of what it said. */
    static void replace(DSLContext tx, StoryId story, int number, Composed text, Instant at) {
        tx.update(STORY_REVISION)
                .set(kept(text))
                .set(STORY_REVISION.EDITED_AT, at)
                .where(STORY_REVISION.STORY_ID.eq(story))
                .and(STORY_REVISION.NUMBER.eq(number))
                .execute();
        tx.deleteFrom(STORY_PULL_QUOTE)
                .where(STORY_PULL_QUOTE.STORY_ID.eq(story))
                .and(STORY_PULL_QUOTE.REVISION.eq(number))
                .execute();
        insertQuotes(tx, story, number, text);
    }

    static void seal(DSLContext tx, StoryId story, int number) {
        tx.update(STORY_REVISION)
                .set(STORY_REVISION.SEALED, true)
                .where(STORY_REVISION.STORY_ID.eq(story))
                .and(STORY_REVISION.NUMBER.eq(number))
                .execute();
    }

    /** The words go; that there was a text, and who agreed to it, stays. */
    static void erase(DSLContext tx, StoryId story) {
        erase(tx, STORY_REVISION.STORY_ID.eq(story), STORY_PULL_QUOTE.STORY_ID.eq(story));
    }

    /** The same for all texts but the one that readers see. */
    static void eraseAllBut(DSLContext tx, StoryId story, int number) {
        erase(
                tx,
                STORY_REVISION.STORY_ID.eq(story).and(STORY_REVISION.NUMBER.ne(number)),
                STORY_PULL_QUOTE.STORY_ID.eq(story).and(STORY_PULL_QUOTE.REVISION.ne(number)));
    }

    private static void erase(DSLContext tx, Condition texts, Condition quotes) {
        tx.deleteFrom(STORY_PULL_QUOTE).where(quotes).execute();
        tx.update(STORY_REVISION)
                .set(STORY_REVISION.TITLE, "")
                .set(STORY_REVISION.MARKDOWN, "")
                .set(STORY_REVISION.HTML, "")
                .set(STORY_REVISION.PLAIN_TEXT, "")
                .setNull(STORY_REVISION.ATTRIBUTION_NAME)
                .setNull(STORY_REVISION.DIAGNOSIS)
                .setNull(STORY_REVISION.STAGE)
                .set(STORY_REVISION.TOPICS, new String[0])
                .setNull(STORY_REVISION.ROLE)
                .setNull(STORY_REVISION.TREATMENT_YEAR)
                .setNull(STORY_REVISION.NATION)
                .where(texts)
                .execute();
    }

    /** Takes words out of a text. Whoever agreed to it or approved it has agreed to it and approved it without them. */
    static void takeOut(DSLContext tx, StoryId story, StoryText text, Composed without) {
        replace(tx, story, text.number(), without, text.editedAt());
        ApprovalStore.carryOver(tx, story, text, without.sha256());
    }

    /** Everybody who has written a text of this story. */
    static Set<AccountId> editors(DSLContext tx, StoryId story) {
        return tx.selectDistinct(STORY_REVISION.EDITOR_ID)
                .from(STORY_REVISION)
                .where(STORY_REVISION.STORY_ID.eq(story))
                .fetchSet(STORY_REVISION.EDITOR_ID);
    }

    /** Where the pull quotes of that text stand. */
    static Field<Result<Record2<Integer, Integer>>> quotes(Field<StoryId> story, Field<Integer> number) {
        return multiset(select(STORY_PULL_QUOTE.STARTS_AT, STORY_PULL_QUOTE.ENDS_AT)
                        .from(STORY_PULL_QUOTE)
                        .where(STORY_PULL_QUOTE.STORY_ID.eq(story))
                        .and(STORY_PULL_QUOTE.REVISION.eq(number))
                        .orderBy(STORY_PULL_QUOTE.POSITION))
                .as("quotes");
    }

    private static Map<Field<?>, @Nullable Object> kept(Composed text) {
        var words = text.words();
        var kept = new LinkedHashMap<Field<?>, @Nullable Object>();
        kept.put(STORY_REVISION.TITLE, words.title());
        kept.put(STORY_REVISION.MARKDOWN, words.markdown());
        kept.put(STORY_REVISION.HTML, text.rendered().html());
        kept.put(STORY_REVISION.PLAIN_TEXT, text.rendered().text());
        kept.put(STORY_REVISION.RENDERER_VERSION, Markdown.RENDERER_VERSION);
        kept.put(STORY_REVISION.ATTRIBUTION_NAME, words.attributionName());
        kept.put(STORY_REVISION.DIAGNOSIS, words.diagnosis());
        kept.put(STORY_REVISION.STAGE, words.stage());
        kept.put(STORY_REVISION.TOPICS, words.topics().toArray(String[]::new));
        kept.put(STORY_REVISION.ROLE, words.role());
        kept.put(STORY_REVISION.TREATMENT_YEAR, words.treatmentYear());
        kept.put(STORY_REVISION.NATION, words.nation());
        kept.put(STORY_REVISION.CONTENT_SHA256, text.sha256());
        return kept;
    }

    private static Page<StoryText> page(DSLContext tx, Condition condition, Paging paging) {
        return paging.page(
                rows(tx, condition),
                List.of(Paging.Key.descending(STORY_REVISION.NUMBER, StoryText::number, Integer::valueOf)),
                TextStore::text);
    }

    private static void insertQuotes(DSLContext tx, StoryId story, int number, Composed text) {
        var insert = tx.insertInto(
                STORY_PULL_QUOTE,
                STORY_PULL_QUOTE.STORY_ID,
                STORY_PULL_QUOTE.REVISION,
                STORY_PULL_QUOTE.POSITION,
                STORY_PULL_QUOTE.STARTS_AT,
                STORY_PULL_QUOTE.ENDS_AT);
        for (int i = 0; i < text.quotes().size(); i++) {
            var quote = text.quotes().get(i);
            insert = insert.values(story, number, i, quote.start(), quote.end());
        }
        if (!text.quotes().isEmpty()) {
            insert.execute();
        }
    }

    private static SelectConditionStep<? extends Record> rows(DSLContext tx, Condition condition) {
        return tx.select(
                        STORY_REVISION.NUMBER,
                        STORY_REVISION.TITLE,
                        STORY_REVISION.MARKDOWN,
                        STORY_REVISION.ATTRIBUTION_NAME,
                        STORY_REVISION.DIAGNOSIS,
                        STORY_REVISION.STAGE,
                        STORY_REVISION.TOPICS,
                        STORY_REVISION.ROLE,
                        STORY_REVISION.TREATMENT_YEAR,
                        STORY_REVISION.NATION,
                        STORY_REVISION.HTML,
                        STORY_REVISION.PLAIN_TEXT,
                        QUOTES,
                        STORY_REVISION.CONTENT_SHA256,
                        ACCOUNT.USERNAME,
                        ACCOUNT.ROLE,
                        ACCOUNT.BADGE_ID,
                        ACCOUNT.MEMORIAL_AT,
                        STORY_REVISION.EDITOR_ID,
                        STORY_REVISION.EDITED_AT,
                        AGREED,
                        STORY_REVISION.SEALED)
                .from(STORY_REVISION)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(STORY_REVISION.EDITOR_ID))
                .where(condition);
    }

    private static StoryText text(Record row) {
        var plain = row.get(STORY_REVISION.PLAIN_TEXT);
        return new StoryText(
                row.get(STORY_REVISION.NUMBER),
                new StoryText.Words(
                        row.get(STORY_REVISION.TITLE),
                        row.get(STORY_REVISION.MARKDOWN),
                        row.get(STORY_REVISION.ATTRIBUTION_NAME),
                        row.get(STORY_REVISION.DIAGNOSIS),
                        row.get(STORY_REVISION.STAGE),
                        List.of(row.get(STORY_REVISION.TOPICS)),
                        row.get(STORY_REVISION.ROLE),
                        row.get(STORY_REVISION.TREATMENT_YEAR),
                        row.get(STORY_REVISION.NATION)),
                row.get(STORY_REVISION.HTML),
                plain,
                row.get(QUOTES).map(mapping((start, end) -> StoryText.PullQuote.in(plain, start, end))),
                HexFormat.of().formatHex(row.get(STORY_REVISION.CONTENT_SHA256)),
                Author.in(row),
                row.get(STORY_REVISION.EDITOR_ID),
                row.get(STORY_REVISION.EDITED_AT),
                row.get(AGREED),
                row.get(STORY_REVISION.SEALED));
    }
}
