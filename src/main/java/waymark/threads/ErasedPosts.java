package waymark.threads;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import waymark.ids.AccountId;
import waymark.ids.PostId;
import waymark.platform.erasure.Batch;
import waymark.platform.erasure.Fate;
import waymark.platform.erasure.Placeholders;
import waymark.platform.erasure.Traces;
import waymark.platform.text.Markdown;

/**
 * Takes out of threads what somebody said there who leaves for good, and what others wrote that leads to them. Threads stay
 * readable: numbers, answers and the places of quotes stay as they are. Everything here does a part of the work in the
 * caller's transaction and can be done again.
 */
public final class ErasedPosts {

    static final int LONGEST_POST = 32_000;
    static final int LONGEST_TITLE = 200;

    private final Clock clock;

    public ErasedPosts(Clock clock) {
        this.clock = clock;
    }

    /**
     * Takes the words out of posts, and with them whatever was made from them: revisions, mentions, labels, quotes by others.
     *
     * @param fate one that does not keep the words
     */
    public Batch removePosts(DSLContext tx, AccountId author, Fate fate) {
        var threads = ErasedPostStore.lockThreadsOfNext(tx, author, Batch.SIZE);
        var posts = ErasedPostStore.lockNext(tx, author, threads, Batch.SIZE);
        if (threads.isEmpty()) {
            return Batch.last(0);
        }
        ErasedPostStore.removeQuotesOf(tx, posts);
        ErasedPostStore.clearAround(tx, posts);
        var place = Markdown.parse(Placeholders.POST).render(Map.of());
        ErasedPostStore.empty(tx, posts, place, fate == Fate.REMOVE_ALL, clock.instant());
        if (fate == Fate.REMOVE_ALL) {
            ErasedPostStore.unlike(tx, posts);
        }
        ThreadStore.recount(tx, threads);
        // Also when there was none in these threads any more: some may have been moved to others at this moment.
        return new Batch(posts.size(), Optional.of(""));
    }

    /** Takes the titles off threads. A thread in which nobody else has said anything goes as a whole. */
    public Batch removeTitles(DSLContext tx, AccountId author) {
        var threads = ErasedPostStore.lockTitled(tx, author, Batch.SIZE);
        ErasedPostStore.untitle(tx, threads, clock.instant());
        return Batch.of(threads.size());
    }

    /** Forgets what posts said before they were edited: nobody needs it to follow a thread. */
    public Batch removeRevisions(DSLContext tx, AccountId author) {
        return Batch.of(ErasedPostStore.deleteRevisions(tx, author, Batch.SIZE));
    }

    /** Forgets that others called them in. The words themselves are cleared by {@link #clearPosts}. */
    public Batch removeMentions(DSLContext tx, AccountId account) {
        return Batch.of(ErasedPostStore.deleteMentions(tx, account, Batch.SIZE));
    }

    /** Takes out of all posts what leads to the person; those that change are rendered anew and have a new version. */
    public Batch clearPosts(DSLContext tx, AccountId account, Traces traces, Optional<String> after) {
        var from = place(after).map(PostId::new);
        var end = TracedPostStore.endOfPosts(tx, from, Batch.LOOKED_THROUGH);
        int changed = 0;
        for (var post : TracedPostStore.lockSuspects(tx, account, traces, from, end)) {
            var markdown = traces.without(post.markdown(), post.among(), LONGEST_POST);
            var reason = post.removalReason() == null
                    ? null
                    : traces.without(post.removalReason(), post.among(), Integer.MAX_VALUE);
            if (!markdown.equals(post.markdown())) {
                var rendered = Markdown.parse(markdown).render(TracedPostStore.mentioned(tx, post.id()));
                TracedPostStore.reword(tx, post.id(), markdown, rendered);
                changed++;
            }
            if (reason != null && !reason.equals(post.removalReason())) {
                TracedPostStore.reexplain(tx, post.id(), reason);
            }
        }
        return new Batch(changed, end.map(PostId::toString));
    }

    /** The same with what posts said before. */
    public Batch clearRevisions(DSLContext tx, AccountId account, Traces traces, Optional<String> after) {
        var from = place(after).map(PostId::new);
        var end = TracedPostStore.endOfRevisedPosts(tx, from, Batch.SIZE);
        int changed = 0;
        for (var revision : TracedPostStore.lockSuspectRevisions(tx, account, traces, from, end)) {
            var markdown = traces.without(revision.markdown(), revision.among(), LONGEST_POST);
            if (!markdown.equals(revision.markdown())) {
                var rendered = Markdown.parse(markdown).render(TracedPostStore.mentioned(tx, revision.post()));
                TracedPostStore.reword(tx, revision, markdown, rendered.html());
                changed++;
            }
        }
        return new Batch(changed, end.map(PostId::toString));
    }

    /** The same with the words that quotes repeat. */
    public Batch clearQuotes(DSLContext tx, AccountId account, Traces traces, Optional<String> after) {
        var from = place(after).map(PostId::new);
        var end = TracedPostStore.endOfQuotingPosts(tx, from, Batch.SIZE);
        int changed = 0;
        for (var quote : TracedPostStore.lockSuspectQuotes(tx, account, traces, from, end)) {
            var text = traces.without(quote.text(), quote.among(), 2_000);
            if (!text.equals(quote.text())) {
                TracedPostStore.reword(tx, quote, text);
                changed++;
            }
        }
        return new Batch(changed, end.map(PostId::toString));
    }

    /** The same with titles, and with what moderators wrote about threads. */
    public Batch clearThreads(DSLContext tx, AccountId account, Traces traces, Optional<String> after) {
        return TracedPostStore.clearThreads(tx, account, traces, after, LONGEST_TITLE);
    }

    /** How much there is of it, by kind. */
    public Map<String, Integer> count(DSLContext tx, AccountId account) {
        return ErasedPostStore.count(tx, account);
    }

    /** Words of posts and titles, so that a check can look for them afterwards. */
    public Set<String> someWords(DSLContext tx, AccountId author, int most) {
        return ErasedPostStore.someWords(tx, author, most);
    }

    private static Optional<UUID> place(Optional<String> after) {
        return after.filter(text -> !text.isEmpty()).map(UUID::fromString);
    }
}
