package waymark.threads;

import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.when;
import static waymark.schema.Tables.POST;
import static waymark.schema.Tables.SUBMISSION;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import waymark.ids.AccountId;
import waymark.platform.erasure.Batch;
import waymark.platform.erasure.Placeholders;
import waymark.platform.erasure.Sweep;
import waymark.platform.erasure.Traces;
import waymark.platform.http.Json;

/** Takes out of what waits for a moderator, or has waited, what leads to somebody who leaves for good. */
public final class ErasedSubmissions {

    private static final String REMOVE_QUOTES = """
            update submission set version = submission.version + 1, quotes = (
                select jsonb_agg(
                    case when exists (select 1 from post where post.id::text = quote ->> 'post' and post.author_id = ?)
                      then jsonb_set(quote, '{text}', to_jsonb(?::text)) else quote end
                    order by position)
                  from jsonb_array_elements(submission.quotes) with ordinality as quoted (quote, position))
              where submission.id in (
                select distinct waiting.id from submission waiting, jsonb_array_elements(waiting.quotes) as quote, post
                  where jsonb_typeof(waiting.quotes) = 'array' and post.id::text = quote ->> 'post' and post.author_id = ?
                    and quote ->> 'text' <> ? limit ?)
            """;

    private final Clock clock;

    public ErasedSubmissions(Clock clock) {
        this.clock = clock;
    }

    /** Empties them all: what was published is a post, and nobody is to see the rest. */
    public Batch empty(DSLContext tx, AccountId author) {
        var now = clock.instant();
        return Batch.of(tx.update(SUBMISSION)
                .set(SUBMISSION.TITLE, when(SUBMISSION.TITLE.isNotNull(), inline(Placeholders.TITLE)))
                .set(SUBMISSION.MARKDOWN, when(SUBMISSION.MARKDOWN.isNotNull(), inline(Placeholders.POST)))
                .set(SUBMISSION.TAGS, when(SUBMISSION.TAGS.isNotNull(), DSL.val(new String[0], SUBMISSION.TAGS)))
                .setNull(SUBMISSION.QUOTES)
                .setNull(SUBMISSION.MESSAGE)
                .set(
                        SUBMISSION.STATE,
                        when(SUBMISSION.PUBLISHED_POST_ID.isNull(), inline(Submission.State.WITHDRAWN.code()))
                                .otherwise(SUBMISSION.STATE))
                .set(SUBMISSION.DECIDED_AT, DSL.coalesce(SUBMISSION.DECIDED_AT, DSL.val(now)))
                .set(SUBMISSION.UPDATED_AT, now)
                .set(SUBMISSION.VERSION, SUBMISSION.VERSION.plus(1))
                .where(SUBMISSION.ID.in(select(SUBMISSION.ID)
                        .from(SUBMISSION)
                        .where(left(author))
                        .orderBy(SUBMISSION.ID)
                        .limit(Batch.SIZE)
                        .forUpdate()))
                .execute());
    }

    /** Empties the quotes of this member's posts in what others sent. The posts may be erased already. */
    public Batch removeQuotes(DSLContext tx, AccountId author) {
        return Batch.of(tx.execute(
                REMOVE_QUOTES, author.value(), Placeholders.QUOTE, author.value(), Placeholders.QUOTE, Batch.SIZE));
    }

    /** Takes out of what others sent what leads to the person. */
    public Batch clear(DSLContext tx, AccountId account, Traces traces, Optional<String> after) {
        var among = exists(selectOne()
                .from(POST)
                .where(POST.THREAD_ID.eq(SUBMISSION.THREAD_ID))
                .and(POST.AUTHOR_ID.eq(account)));
        return new Sweep(
                        SUBMISSION,
                        SUBMISSION.ID.coerce(UUID.class),
                        List.of(
                                new Sweep.Column(SUBMISSION.TITLE, ErasedPosts.LONGEST_TITLE),
                                new Sweep.Column(SUBMISSION.MARKDOWN, ErasedPosts.LONGEST_POST),
                                new Sweep.Column(SUBMISSION.MESSAGE, Integer.MAX_VALUE)),
                        among)
                .bumping(SUBMISSION.VERSION)
                .run(tx, traces, after);
    }

    /** The same with what the quotes in it repeat. */
    public Batch clearQuotes(DSLContext tx, Traces traces) {
        int changed = 0;
        for (var waiting : tx.select(SUBMISSION.ID, SUBMISSION.QUOTES)
                .from(SUBMISSION)
                .where(traces.mayBeIn(List.of(SUBMISSION.QUOTES.cast(String.class))))
                .orderBy(SUBMISSION.ID)
                .forUpdate()
                .fetch()) {
            var quotes = tree(waiting.value2());
            var cleared = traces.without(quotes.deepCopy(), true);
            if (!cleared.equals(quotes)) {
                tx.update(SUBMISSION)
                        .set(SUBMISSION.QUOTES, JSONB.valueOf(cleared.toString()))
                        .set(SUBMISSION.VERSION, SUBMISSION.VERSION.plus(1))
                        .where(SUBMISSION.ID.eq(waiting.value1()))
                        .execute();
                changed++;
            }
        }
        return Batch.last(changed);
    }

    public int count(DSLContext tx, AccountId author) {
        return tx.fetchCount(SUBMISSION, left(author));
    }

    /** Words of what was sent, so that a check can look for them afterwards. */
    public Set<String> someWords(DSLContext tx, AccountId author, int most) {
        return tx.select(SUBMISSION.MARKDOWN)
                .from(SUBMISSION)
                .where(left(author))
                .and(SUBMISSION.MARKDOWN.isNotNull())
                .limit(most)
                .fetchSet(SUBMISSION.MARKDOWN);
    }

    private static JsonNode tree(JSONB quotes) {
        return Json.tree(quotes.data());
    }

    private static Condition left(AccountId author) {
        return SUBMISSION
                .AUTHOR_ID
                .eq(author)
                .and(DSL.or(
                        SUBMISSION.MARKDOWN.ne(Placeholders.POST),
                        SUBMISSION.TITLE.ne(Placeholders.TITLE),
                        SUBMISSION.QUOTES.isNotNull(),
                        SUBMISSION.MESSAGE.isNotNull(),
                        SUBMISSION.TAGS.ne(new String[0])));
    }
}
