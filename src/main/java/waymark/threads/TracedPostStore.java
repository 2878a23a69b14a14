package waymark.threads;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.FORUM_THREAD;
import static waymark.schema.Tables.POST;
import static waymark.schema.Tables.POST_MENTION;
import static waymark.schema.Tables.POST_QUOTE;
import static waymark.schema.Tables.POST_REVISION;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import waymark.ids.AccountId;
import waymark.ids.PostId;
import waymark.ids.ThreadId;
import waymark.platform.erasure.Batch;
import waymark.platform.erasure.Sweep;
import waymark.platform.erasure.Traces;
import waymark.platform.text.Markdown;
import waymark.platform.text.Rendered;

/** Where posts of others lead to somebody who leaves, for {@link ErasedPosts}. */
final class TracedPostStore {

    private TracedPostStore() {}

    /** Where a look at so many posts ends; empty when it ends behind the last. */
    static Optional<PostId> endOfPosts(DSLContext tx, Optional<PostId> after, int many) {
        return end(tx, POST.ID, after, many);
    }

    static Optional<PostId> endOfRevisedPosts(DSLContext tx, Optional<PostId> after, int many) {
        return end(tx, POST_REVISION.POST_ID, after, many);
    }

    static Optional<PostId> endOfQuotingPosts(DSLContext tx, Optional<PostId> after, int many) {
        return end(tx, POST_QUOTE.POST_ID, after, many);
    }

    static List<Suspect> lockSuspects(
            DSLContext tx, AccountId account, Traces traces, Optional<PostId> after, Optional<PostId> end) {
        return tx.select(POST.ID, POST.MARKDOWN, POST.REMOVAL_REASON, field(among(account, POST.THREAD_ID)))
                .from(POST)
                .where(between(POST.ID, after, end))
                .and(traces.mayBeIn(List.of(POST.MARKDOWN, POST.HTML, POST.REMOVAL_REASON)))
                .orderBy(POST.ID)
                .forUpdate()
                .of(POST)
                .fetch(mapping(Suspect::new));
    }

    static List<SuspectRevision> lockSuspectRevisions(
            DSLContext tx, AccountId account, Traces traces, Optional<PostId> after, Optional<PostId> end) {
        return tx.select(
                        POST_REVISION.POST_ID,
                        POST_REVISION.VERSION,
                        POST_REVISION.MARKDOWN,
                        field(among(account, POST.THREAD_ID)))
                .from(POST_REVISION)
                .join(POST)
                .on(POST.ID.eq(POST_REVISION.POST_ID))
                .where(between(POST_REVISION.POST_ID, after, end))
                .and(traces.mayBeIn(List.of(POST_REVISION.MARKDOWN, POST_REVISION.HTML)))
                .orderBy(POST_REVISION.POST_ID, POST_REVISION.VERSION)
                .forUpdate()
                .of(POST_REVISION)
                .fetch(mapping(SuspectRevision::new));
    }

    /** With the posts that they stand in, which whoever edits one holds first. */
    static List<SuspectQuote> lockSuspectQuotes(
            DSLContext tx, AccountId account, Traces traces, Optional<PostId> after, Optional<PostId> end) {
        var suspects = between(POST_QUOTE.POST_ID, after, end).and(traces.mayBeIn(List.of(POST_QUOTE.QUOTED_TEXT)));
        var unused = PostStore.lock(
                tx, POST.ID.in(select(POST_QUOTE.POST_ID).from(POST_QUOTE).where(suspects)));
        return tx.select(
                        POST_QUOTE.POST_ID,
                        POST_QUOTE.POSITION,
                        POST_QUOTE.QUOTED_TEXT,
                        field(among(account, POST.THREAD_ID)))
                .from(POST_QUOTE)
                .join(POST)
                .on(POST.ID.eq(POST_QUOTE.QUOTED_POST_ID))
                .where(suspects)
                .orderBy(POST_QUOTE.POST_ID, POST_QUOTE.POSITION)
                .forUpdate()
                .of(POST_QUOTE)
                .fetch(mapping(SuspectQuote::new));
    }

    /** The members that a post calls in, as the renderer wants them. */
    static Map<String, String> mentioned(DSLContext tx, PostId post) {
        return tx.select(ACCOUNT.USERNAME)
                .from(POST_MENTION)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(POST_MENTION.ACCOUNT_ID))
                .where(POST_MENTION.POST_ID.eq(post))
                .fetchMap(found -> found.value1().toLowerCase(Locale.ROOT), found -> found.value1());
    }

    static void reword(DSLContext tx, PostId id, String markdown, Rendered rendered) {
        tx.update(POST)
                .set(POST.MARKDOWN, markdown)
                .set(POST.HTML, rendered.html())
                .set(POST.PLAIN_TEXT, rendered.text())
                .set(POST.RENDERER_VERSION, Markdown.RENDERER_VERSION)
                .set(POST.VERSION, POST.VERSION.plus(1))
                .where(POST.ID.eq(id))
                .execute();
    }

    static void reexplain(DSLContext tx, PostId id, String reason) {
        tx.update(POST).set(POST.REMOVAL_REASON, reason).where(POST.ID.eq(id)).execute();
    }

    static void reword(DSLContext tx, SuspectRevision revision, String markdown, String html) {
        tx.update(POST_REVISION)
                .set(POST_REVISION.MARKDOWN, markdown)
                .set(POST_REVISION.HTML, html)
                .where(POST_REVISION.POST_ID.eq(revision.post()))
                .and(POST_REVISION.VERSION.eq(revision.version()))
                .execute();
    }

    static void reword(DSLContext tx, SuspectQuote quote, String text) {
        tx.update(POST_QUOTE)
                .set(POST_QUOTE.QUOTED_TEXT, text)
                .where(POST_QUOTE.POST_ID.eq(quote.post()))
                .and(POST_QUOTE.POSITION.eq(quote.position()))
                .execute();
        ErasedPostStore.bumpVersions(tx, Set.of(quote.post()));
    }

    static Batch clearThreads(
            DSLContext tx, AccountId account, Traces traces, Optional<String> after, int longestTitle) {
        var sweep = new Sweep(
                FORUM_THREAD,
                FORUM_THREAD.ID.coerce(UUID.class),
                List.of(
                        new Sweep.Column(FORUM_THREAD.TITLE, longestTitle),
                        new Sweep.Column(FORUM_THREAD.REMOVAL_REASON, Integer.MAX_VALUE),
                        new Sweep.Column(FORUM_THREAD.LOCK_REASON, 500)),
                among(account, FORUM_THREAD.ID));
        return sweep.bumping(FORUM_THREAD.VERSION).run(tx, traces, after);
    }

    private static Optional<PostId> end(
            DSLContext tx, TableField<Record, PostId> id, Optional<PostId> after, int many) {
        return Optional.ofNullable(tx.selectDistinct(id)
                .from(id.getTable())
                .where(after.map(id::gt).orElse(DSL.noCondition()))
                .orderBy(id)
                .offset(many - 1)
                .limit(1)
                .fetchOne(id));
    }

    private static Condition between(Field<PostId> id, Optional<PostId> after, Optional<PostId> end) {
        return DSL.and(
                after.map(id::gt).orElse(DSL.noCondition()), end.map(id::le).orElse(DSL.noCondition()));
    }

    /** In a thread in which the person has written. */
    private static Condition among(AccountId account, Field<ThreadId> thread) {
        var theirs = POST.as("theirs");
        return exists(
                selectOne().from(theirs).where(theirs.THREAD_ID.eq(thread)).and(theirs.AUTHOR_ID.eq(account)));
    }

    /** @param among whether the person has written in the same thread */
    record Suspect(PostId id, String markdown, @Nullable String removalReason, boolean among) {}

    record SuspectRevision(PostId post, int version, String markdown, boolean among) {}

    record SuspectQuote(PostId post, int position, String text, boolean among) {}
}
