package waymark.threads;

import static org.jooq.impl.DSL.select;
import static waymark.schema.Tables.FORUM_THREAD;
import static waymark.schema.Tables.POST;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import waymark.ids.AccountId;
import waymark.ids.PostId;
import waymark.ids.ThreadId;
import waymark.visibility.Visible;

final class RemovalStore {

    private RemovalStore() {}

    static void removePosts(DSLContext tx, Collection<PostId> posts, String message, Instant at) {
        tx.update(POST)
                .set(POST.REMOVED_AT, at)
                .set(POST.REMOVAL_REASON, message)
                .set(POST.VERSION, POST.VERSION.plus(1))
                .where(POST.ID.in(posts))
                .execute();
    }

    /** @return those that were removed */
    static List<PostId> restorePosts(DSLContext tx, Collection<PostId> posts) {
        return tx.update(POST)
                .setNull(POST.REMOVED_AT)
                .setNull(POST.REMOVAL_REASON)
                .set(POST.VERSION, POST.VERSION.plus(1))
                .where(POST.ID.in(posts))
                .and(POST.REMOVED_AT.isNotNull())
                .returningResult(POST.ID)
                .fetch(POST.ID);
    }

    static void removeThread(DSLContext tx, ThreadId id, String message, Instant at) {
        tx.update(FORUM_THREAD)
                .set(FORUM_THREAD.REMOVED_AT, at)
                .set(FORUM_THREAD.REMOVAL_REASON, message)
                .set(FORUM_THREAD.VERSION, FORUM_THREAD.VERSION.plus(1))
                .where(FORUM_THREAD.ID.eq(id))
                .execute();
    }

    static void restoreThread(DSLContext tx, ThreadId id) {
        tx.update(FORUM_THREAD)
                .setNull(FORUM_THREAD.REMOVED_AT)
                .setNull(FORUM_THREAD.REMOVAL_REASON)
                .set(FORUM_THREAD.VERSION, FORUM_THREAD.VERSION.plus(1))
                .where(FORUM_THREAD.ID.eq(id))
                .execute();
    }

    static List<ThreadId> lockThreadsWithPostsOf(DSLContext tx, AccountId author, Instant since) {
        return ThreadStore.lock(
                tx, FORUM_THREAD.ID.in(select(POST.THREAD_ID).from(POST).where(writtenBy(author, since))));
    }

    static List<ThreadId> lockThreadsOf(DSLContext tx, Collection<PostId> posts) {
        return ThreadStore.lock(
                tx, FORUM_THREAD.ID.in(select(POST.THREAD_ID).from(POST).where(POST.ID.in(posts))));
    }

    static Set<ThreadId> threadsOf(DSLContext tx, Collection<PostId> posts) {
        return tx.select(POST.THREAD_ID).from(POST).where(POST.ID.in(posts)).fetchSet(POST.THREAD_ID);
    }

    static List<PostId> lockPosts(DSLContext tx, Collection<PostId> posts) {
        return PostStore.lock(tx, POST.ID.in(posts));
    }

    /** In these threads, which are locked: a post in another one has come since and is not among them. */
    static List<PostId> lockPostsOf(DSLContext tx, AccountId author, Instant since, Collection<ThreadId> threads) {
        return PostStore.lock(tx, writtenBy(author, since).and(POST.THREAD_ID.in(threads)));
    }

    private static Condition writtenBy(AccountId author, Instant since) {
        return POST.AUTHOR_ID.eq(author).and(POST.CREATED_AT.ge(since)).and(Visible.standingPost());
    }
}
