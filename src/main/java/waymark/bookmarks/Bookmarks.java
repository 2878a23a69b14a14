package waymark.bookmarks;

import java.time.Clock;
import java.util.Optional;
import org.jooq.DSLContext;
import waymark.ids.AccountId;
import waymark.ids.PostId;
import waymark.platform.access.Member;
import waymark.platform.access.Viewer;
import waymark.platform.db.Database;
import waymark.platform.erasure.Batch;
import waymark.platform.erasure.Traces;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.problem.Problem;
import waymark.threads.Posts;

/**
 * What members want to find again. A bookmark outlives what can be seen of its post: the note is its owner's, and they
 * would wonder where it has gone.
 */
public final class Bookmarks {

    private final Database db;
    private final Posts posts;
    private final Clock clock;

    public Bookmarks(Database db, Posts posts, Clock clock) {
        this.db = db;
        this.posts = posts;
        this.clock = clock;
    }

    /** The latest first. */
    Page<Bookmark> of(Member member, Paging paging) {
        return db.read(tx -> BookmarkStore.page(tx, member, paging));
    }

    /** @throws Problem NOT_FOUND when the member has not bookmarked it */
    Bookmark require(Member member, PostId post) {
        return db.read(tx -> BookmarkStore.find(tx, member, post)).orElseThrow(Problem::notFound);
    }

    /**
     * Bookmarks a post with this note and no other. Doing it again changes nothing, so a resent request is harmless; what is
     * bookmarked keeps its place in the list when its note changes, and its note can change when the post has gone.
     *
     * @throws Problem NOT_FOUND
     */
    Bookmark put(Member member, PostId post, Optional<String> note) {
        return db.write(tx -> {
            if (!BookmarkStore.note(tx, member.id(), post, note)) {
                var seen = posts.requireVisible(tx, post, Viewer.of(member));
                BookmarkStore.insert(tx, member.id(), seen.id(), note, clock.instant());
            }
            return BookmarkStore.find(tx, member, post).orElseThrow();
        });
    }

    /**
     * Takes a bookmark away, also of what has gone. Doing it again changes nothing.
     *
     * @throws Problem NOT_FOUND where there was none, and the member can see no such post
     */
    void remove(Member member, PostId post) {
        db.run(tx -> {
            if (!BookmarkStore.delete(tx, member.id(), post)) {
                var unused = posts.requireVisible(tx, post, Viewer.of(member));
            }
        });
    }

    /** Takes away a part of the bookmarks of an account that is erased; for as long as there is a next part. */
    public Batch erase(DSLContext tx, AccountId account) {
        return Batch.of(BookmarkStore.deleteSome(tx, account, Batch.SIZE));
    }

    /** Takes out of everybody's notes what leads to somebody who leaves for good. */
    public Batch clear(DSLContext tx, Traces traces) {
        return Batch.last(BookmarkStore.clearAll(tx, traces));
    }
}
