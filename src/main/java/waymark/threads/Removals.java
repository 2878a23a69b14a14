package waymark.threads;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import waymark.ids.AccountId;
import waymark.ids.PostId;
import waymark.ids.ThreadId;
import waymark.platform.access.Member;
import waymark.platform.access.Viewer;
import waymark.platform.http.Versions;
import waymark.platform.problem.Problem;

/**
 * Taking down and putting back, by moderators. What is removed is gone from every read path; its author still sees it, with
 * the message, and moderators do. Everybody locks threads first, in the order of their ids, then posts.
 */
public final class Removals {

    private final Clock clock;

    public Removals(Clock clock) {
        this.clock = clock;
    }

    /** Holds a post and its thread until the transaction ends, whatever their state; empty when there is none. */
    public Optional<PostView> hold(DSLContext tx, PostId id, Member moderator) {
        var viewer = Viewer.of(moderator);
        if (PostStore.findVisible(tx, id, viewer).isEmpty()) {
            return Optional.empty();
        }
        var unused = Posts.lockThreadOf(tx, id, moderator);
        return PostStore.lockVisible(tx, id, viewer);
    }

    /** Holds a thread until the transaction ends, whatever its state; empty when there is none. */
    public Optional<ThreadView> hold(DSLContext tx, ThreadId id, Member moderator) {
        return ThreadStore.lockVisible(tx, id, Viewer.of(moderator));
    }

    /**
     * Takes a post down. Call while holding it.
     *
     * @param message for its author
     * @throws Problem NOT_FOUND when it does not stand, STALE_VERSION
     */
    public PostView removePost(DSLContext tx, PostId id, Member moderator, Versions.Expected expected, String message) {
        var post = require(tx, id, moderator, ContentState.PUBLISHED);
        expected.require(post.version());
        RemovalStore.removePosts(tx, List.of(id), message, clock.instant());
        ThreadStore.recount(tx, List.of(post.thread()));
        return require(tx, id, moderator, ContentState.REMOVED);
    }

    /**
     * Puts a removed post back where it was. Call while holding it.
     *
     * @throws Problem NOT_FOUND when it is not removed, STALE_VERSION
     */
    public PostView restorePost(DSLContext tx, PostId id, Member moderator, Versions.Expected expected) {
        var post = require(tx, id, moderator, ContentState.REMOVED);
        expected.require(post.version());
        RemovalStore.restorePosts(tx, List.of(id));
        ThreadStore.recount(tx, List.of(post.thread()));
        return require(tx, id, moderator, ContentState.PUBLISHED);
    }

    /**
     * Takes a thread down with all that is in it.
     *
     * @param message for its author
     * @throws Problem NOT_FOUND when it does not stand, STALE_VERSION
     */
    public ThreadView removeThread(
            DSLContext tx, ThreadId id, Member moderator, Versions.Expected expected, String message) {
        var thread = require(tx, id, moderator, ContentState.PUBLISHED);
        expected.require(thread.version());
        RemovalStore.removeThread(tx, id, message, clock.instant());
        return require(tx, id, moderator, ContentState.REMOVED);
    }

    /**
     * Puts a removed thread back.
     *
     * @throws Problem NOT_FOUND when it is not removed, STALE_VERSION
     */
    public ThreadView restoreThread(DSLContext tx, ThreadId id, Member moderator, Versions.Expected expected) {
        var thread = require(tx, id, moderator, ContentState.REMOVED);
        expected.require(thread.version());
        RemovalStore.restoreThread(tx, id);
        return require(tx, id, moderator, ContentState.PUBLISHED);
    }

    /**
     * Takes down every standing post that this person wrote since then.
     *
     * @return which they were, in the order in which they were written
     */
    public List<PostId> removeAllBy(DSLContext tx, AccountId author, Instant since, String message) {
        var threads = RemovalStore.lockThreadsWithPostsOf(tx, author, since);
        var posts = RemovalStore.lockPostsOf(tx, author, since, threads);
        RemovalStore.removePosts(tx, posts, message, clock.instant());
        ThreadStore.recount(tx, threads);
        return posts;
    }

    /**
     * Holds the threads that these posts are in until the transaction ends.
     *
     * @throws Problem STALE_VERSION
     */
    public void holdThreadsOf(DSLContext tx, Collection<PostId> posts) {
        var held = RemovalStore.lockThreadsOf(tx, posts);
        if (!held.containsAll(RemovalStore.threadsOf(tx, posts))) {
            throw ThreadRules.moved();
        }
    }

    /** Puts those of these posts back that are removed. Call while holding their threads. */
    public List<PostId> restoreAll(DSLContext tx, Collection<PostId> posts) {
        var restored = RemovalStore.restorePosts(tx, RemovalStore.lockPosts(tx, posts));
        ThreadStore.recount(tx, RemovalStore.threadsOf(tx, restored));
        return restored;
    }

    private static PostView require(DSLContext tx, PostId id, Member moderator, ContentState state) {
        return PostStore.lockVisible(tx, id, Viewer.of(moderator))
                .filter(post -> post.state() == state)
                .orElseThrow(Problem::notFound);
    }

    private static ThreadView require(DSLContext tx, ThreadId id, Member moderator, ContentState state) {
        return ThreadStore.lockVisible(tx, id, Viewer.of(moderator))
                .filter(thread -> thread.state() == state)
                .orElseThrow(Problem::notFound);
    }
}
