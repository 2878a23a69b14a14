package waymark.threads;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.length;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;
import static waymark.schema.Tables.FORUM_THREAD;
import static waymark.schema.Tables.LEGAL_HOLD;
import static waymark.schema.Tables.MODERATION_CASE;
import static waymark.schema.Tables.POST;
import static waymark.schema.Tables.POST_LABEL;
import static waymark.schema.Tables.POST_LIKE;
import static waymark.schema.Tables.POST_MENTION;
import static waymark.schema.Tables.POST_QUOTE;
import static waymark.schema.Tables.POST_REVISION;
import static waymark.schema.Tables.THREAD_TAG;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import waymark.ids.AccountId;
import waymark.ids.PostId;
import waymark.ids.ThreadId;
import waymark.platform.erasure.Placeholders;
import waymark.platform.text.Markdown;
import waymark.platform.text.Rendered;

/** What {@link ErasedPosts} reads and writes. */
final class ErasedPostStore {

    /** What moderators wrote to the author about a post that is gone. */
    private static final String NO_REASON = Placeholders.WORDS;

    private ErasedPostStore() {}

    /** The threads of the next posts, in the order in which everybody takes them. */
    static List<ThreadId> lockThreadsOfNext(DSLContext tx, AccountId author, int most) {
        var next = tx.select(POST.THREAD_ID)
                .from(POST)
                .where(left(author))
                .orderBy(POST.ID)
                .limit(most)
                .fetchSet(POST.THREAD_ID);
        return ThreadStore.lock(tx, FORUM_THREAD.ID.in(next));
    }

    /** The next posts in these threads, which are held. */
    static List<PostId> lockNext(DSLContext tx, AccountId author, Collection<ThreadId> threads, int most) {
        var which = left(author).and(POST.THREAD_ID.in(threads));
        return lockWithQuoting(tx, which, first(tx, which, most));
    }

    /** Posts that their authors took back by then, and that have their words still; with the threads that went with them. */
    static List<PostId> lockDeleted(DSLContext tx, Instant before, int most) {
        var next = first(tx, deleted(before), most);
        var unused = ThreadStore.lock(tx, FORUM_THREAD.ID.in(begunWith(next)));
        return lockWithQuoting(tx, deleted(before), next);
    }

    private static List<PostId> first(DSLContext tx, Condition which, int most) {
        return tx.select(POST.ID)
                .from(POST)
                .where(which)
                .orderBy(POST.ID)
                .limit(most)
                .fetch(POST.ID);
    }

    /**
     * Holds posts and those that quote them, which whoever edits one of those holds before its quotes.
     *
     * @return of the posts, those that are still meant
     */
    private static List<PostId> lockWithQuoting(DSLContext tx, Condition which, Collection<PostId> posts) {
        var quoting = select(POST_QUOTE.POST_ID).from(POST_QUOTE).where(POST_QUOTE.QUOTED_POST_ID.in(posts));
        var unused = PostStore.lock(tx, POST.ID.in(posts).or(POST.ID.in(quoting)));
        return first(tx, which.and(POST.ID.in(posts)), posts.size());
    }

    private static Select<Record1<ThreadId>> begunWith(Collection<PostId> posts) {
        return select(POST.THREAD_ID).from(POST).where(POST.ID.in(posts)).and(POST.NUMBER.eq(inline(1)));
    }

    static int countDeleted(DSLContext tx, Instant before) {
        return tx.fetchCount(POST, deleted(before));
    }

    private static Condition deleted(Instant before) {
        return POST.DELETED_AT
                .le(before)
                .and(POST.ERASED_AT.isNull())
                .and(notExists(selectOne().from(LEGAL_HOLD).where(LEGAL_HOLD.ACCOUNT_ID.eq(POST.AUTHOR_ID))))
                .and(notExists(selectOne()
                        .from(MODERATION_CASE)
                        .where(MODERATION_CASE.TARGET_ID.eq(POST.ID.coerce(UUID.class)))
                        .and(MODERATION_CASE.STATE.ne(inline("resolved")))));
    }

    /** Threads that went with their opening post. */
    static void untitleDeleted(DSLContext tx, Collection<PostId> posts) {
        var threads = begunWith(posts);
        tx.deleteFrom(THREAD_TAG)
                .where(THREAD_TAG.THREAD_ID.in(select(FORUM_THREAD.ID)
                        .from(FORUM_THREAD)
                        .where(FORUM_THREAD.ID.in(threads))
                        .and(FORUM_THREAD.DELETED_AT.isNotNull())))
                .execute();
        tx.update(FORUM_THREAD)
                .set(FORUM_THREAD.TITLE, Placeholders.TITLE)
                .set(FORUM_THREAD.VERSION, FORUM_THREAD.VERSION.plus(1))
                .where(FORUM_THREAD.ID.in(threads))
                .and(FORUM_THREAD.DELETED_AT.isNotNull())
                .execute();
    }

    /** Structure stays: that something was quoted there, and from which post. Call while holding the posts that quote. */
    static void removeQuotesOf(DSLContext tx, Collection<PostId> posts) {
        var quoting = tx.update(POST_QUOTE)
                .set(POST_QUOTE.QUOTED_TEXT, Placeholders.QUOTE)
                .where(POST_QUOTE.QUOTED_POST_ID.in(posts))
                .returningResult(POST_QUOTE.POST_ID)
                .fetchSet(POST_QUOTE.POST_ID);
        bumpVersions(tx, quoting);
    }

    static void clearAround(DSLContext tx, Collection<PostId> posts) {
        tx.deleteFrom(POST_QUOTE).where(POST_QUOTE.POST_ID.in(posts)).execute();
        tx.deleteFrom(POST_MENTION).where(POST_MENTION.POST_ID.in(posts)).execute();
        tx.deleteFrom(POST_LABEL).where(POST_LABEL.POST_ID.in(posts)).execute();
        tx.deleteFrom(POST_REVISION).where(POST_REVISION.POST_ID.in(posts)).execute();
    }

    static void empty(DSLContext tx, Collection<PostId> posts, Rendered place, boolean delete, Instant at) {
        tx.update(POST)
                .set(POST.MARKDOWN, Placeholders.POST)
                .set(POST.HTML, place.html())
                .set(POST.PLAIN_TEXT, place.text())
                .set(POST.RENDERER_VERSION, Markdown.RENDERER_VERSION)
                .set(POST.VERSION, POST.VERSION.plus(1))
                .set(POST.ERASED_AT, at)
                .set(POST.REMOVAL_REASON, when(POST.REMOVED_AT.isNotNull(), inline(NO_REASON)))
                .set(POST.DELETED_AT, delete ? DSL.coalesce(POST.DELETED_AT, val(at)) : POST.DELETED_AT)
                .where(POST.ID.in(posts))
                .execute();
    }

    static void unlike(DSLContext tx, Collection<PostId> posts) {
        tx.deleteFrom(POST_LIKE).where(POST_LIKE.POST_ID.in(posts)).execute();
    }

    /** Threads that have their title still. */
    static List<ThreadId> lockTitled(DSLContext tx, AccountId author, int most) {
        return tx.select(FORUM_THREAD.ID)
                .from(FORUM_THREAD)
                .where(FORUM_THREAD.AUTHOR_ID.eq(author))
                .and(FORUM_THREAD.TITLE.ne(Placeholders.TITLE))
                .orderBy(FORUM_THREAD.ID)
                .limit(most)
                .forUpdate()
                .fetch(FORUM_THREAD.ID);
    }

    static void untitle(DSLContext tx, Collection<ThreadId> threads, Instant at) {
        var alone = FORUM_THREAD.AWAITING_FIRST_REPLY.isTrue().and(FORUM_THREAD.MERGED_INTO.isNull());
        tx.update(FORUM_THREAD)
                .set(FORUM_THREAD.TITLE, Placeholders.TITLE)
                .set(FORUM_THREAD.VERSION, FORUM_THREAD.VERSION.plus(1))
                .set(FORUM_THREAD.REMOVAL_REASON, when(FORUM_THREAD.REMOVED_AT.isNotNull(), inline(NO_REASON)))
                .set(
                        FORUM_THREAD.DELETED_AT,
                        when(alone, DSL.coalesce(FORUM_THREAD.DELETED_AT, val(at)))
                                .otherwise(FORUM_THREAD.DELETED_AT))
                .where(FORUM_THREAD.ID.in(threads))
                .execute();
        // Of the others the tags say what everybody talks about there.
        tx.deleteFrom(THREAD_TAG)
                .where(THREAD_TAG.THREAD_ID.in(select(FORUM_THREAD.ID)
                        .from(FORUM_THREAD)
                        .where(FORUM_THREAD.ID.in(threads))
                        .and(alone)))
                .execute();
    }

    static int deleteRevisions(DSLContext tx, AccountId author, int most) {
        return tx.deleteFrom(POST_REVISION)
                .where(row(POST_REVISION.POST_ID, POST_REVISION.VERSION)
                        .in(select(POST_REVISION.POST_ID, POST_REVISION.VERSION)
                                .from(POST_REVISION)
                                .join(POST)
                                .on(POST.ID.eq(POST_REVISION.POST_ID))
                                .where(POST.AUTHOR_ID.eq(author))
                                .limit(most)))
                .execute();
    }

    static int deleteMentions(DSLContext tx, AccountId account, int most) {
        return tx.deleteFrom(POST_MENTION)
                .where(POST_MENTION.ACCOUNT_ID.eq(account))
                .and(POST_MENTION.POST_ID.in(select(POST_MENTION.POST_ID)
                        .from(POST_MENTION)
                        .where(POST_MENTION.ACCOUNT_ID.eq(account))
                        .limit(most)))
                .execute();
    }

    static Map<String, Integer> count(DSLContext tx, AccountId account) {
        var counts = new LinkedHashMap<String, Integer>();
        counts.put("posts", tx.fetchCount(POST, left(account)));
        counts.put(
                "threads",
                tx.fetchCount(
                        FORUM_THREAD,
                        FORUM_THREAD.AUTHOR_ID.eq(account).and(FORUM_THREAD.TITLE.ne(Placeholders.TITLE))));
        counts.put(
                "earlier-versions",
                tx.fetchCount(tx.selectOne()
                        .from(POST_REVISION)
                        .join(POST)
                        .on(POST.ID.eq(POST_REVISION.POST_ID))
                        .where(POST.AUTHOR_ID.eq(account))));
        counts.put(
                "quotes-by-others",
                tx.fetchCount(tx.selectOne()
                        .from(POST_QUOTE)
                        .join(POST)
                        .on(POST.ID.eq(POST_QUOTE.QUOTED_POST_ID))
                        .where(POST.AUTHOR_ID.eq(account))));
        counts.put("mentions-by-others", tx.fetchCount(POST_MENTION, POST_MENTION.ACCOUNT_ID.eq(account)));
        return counts;
    }

    static Set<String> someWords(DSLContext tx, AccountId author, int most) {
        var words = new LinkedHashSet<String>();
        words.addAll(tx.select(POST.PLAIN_TEXT)
                .from(POST)
                .where(left(author))
                .orderBy(length(POST.PLAIN_TEXT).desc())
                .limit(most)
                .fetch(POST.PLAIN_TEXT));
        words.addAll(tx.select(POST_REVISION.MARKDOWN)
                .from(POST_REVISION)
                .join(POST)
                .on(POST.ID.eq(POST_REVISION.POST_ID))
                .where(POST.AUTHOR_ID.eq(author))
                .limit(most)
                .fetch(POST_REVISION.MARKDOWN));
        words.addAll(tx.select(FORUM_THREAD.TITLE)
                .from(FORUM_THREAD)
                .where(FORUM_THREAD.AUTHOR_ID.eq(author))
                .limit(most)
                .fetch(FORUM_THREAD.TITLE));
        return words;
    }

    static void bumpVersions(DSLContext tx, Collection<PostId> posts) {
        if (!posts.isEmpty()) {
            tx.update(POST)
                    .set(POST.VERSION, POST.VERSION.plus(1))
                    .where(POST.ID.in(posts))
                    .execute();
        }
    }

    private static Condition left(AccountId author) {
        return POST.AUTHOR_ID.eq(author).and(POST.ERASED_AT.isNull());
    }
}
