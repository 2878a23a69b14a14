package waymark.likes;

import java.time.Clock;
import org.jooq.DSLContext;
import waymark.ids.AccountId;
import waymark.ids.PostId;
import waymark.notifications.Happenings;
import waymark.platform.access.Member;
import waymark.platform.access.Viewer;
import waymark.platform.db.Database;
import waymark.platform.erasure.Batch;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;
import waymark.threads.Posts;

/** Likes of posts: one for each member and post. */
public final class Likes {

    private final Database db;
    private final Posts posts;
    private final Clock clock;

    public Likes(Database db, Posts posts, Clock clock) {
        this.db = db;
        this.posts = posts;
        this.clock = clock;
    }

    /**
     * Likes a post. Liking it again changes nothing, so a resent request is harmless.
     *
     * @throws Problem NOT_FOUND, OWN_POST
     */
    public LikeSummary add(Member member, PostId id) {
        return db.write(tx -> add(tx, member, id));
    }

    /** The same, as part of a transaction. */
    public LikeSummary add(DSLContext tx, Member member, PostId id) {
        var post = posts.lockVisible(tx, id, member);
        if (post.authorId().equals(member.id())) {
            throw ProblemType.OWN_POST.because("A like comes from somebody else.");
        }
        var now = clock.instant();
        if (LikeStore.OF_POSTS.insert(tx, id, member.id(), now)) {
            Happenings.postLiked(tx, id, member.id(), now);
        }
        return LikeStore.OF_POSTS.summary(tx, id, member.id());
    }

    /**
     * Takes a like back. Taking it back again changes nothing.
     *
     * @throws Problem NOT_FOUND
     */
    public LikeSummary remove(Member member, PostId id) {
        return db.write(tx -> {
            posts.requireVisible(tx, id, Viewer.of(member));
            LikeStore.OF_POSTS.delete(tx, id, member.id());
            return LikeStore.OF_POSTS.summary(tx, id, member.id());
        });
    }

    /**
     * Who likes a post, latest first.
     *
     * @throws Problem NOT_FOUND
     */
    public Page<Like> of(PostId id, Member member, Paging paging) {
        return db.read(tx -> {
            posts.requireVisible(tx, id, Viewer.of(member));
            return LikeStore.OF_POSTS.page(tx, id, paging);
        });
    }

    /** Takes back a part of what an account likes that is erased; for as long as there is a next part. */
    public Batch erase(DSLContext tx, AccountId account) {
        return Batch.of(LikeStore.OF_POSTS.deleteSome(tx, account, Batch.SIZE));
    }

    public int count(DSLContext tx, AccountId account) {
        return LikeStore.OF_POSTS.count(tx, account);
    }
}
