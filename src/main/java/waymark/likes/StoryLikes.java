package waymark.likes;

import java.time.Clock;
import org.jooq.DSLContext;
import waymark.ids.AccountId;
import waymark.ids.StoryId;
import waymark.notifications.Happenings;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.erasure.Batch;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;
import waymark.stories.Published;

/** Likes of published stories: one for each member and story. */
public final class StoryLikes {

    private final Database db;
    private final Published published;
    private final Clock clock;

    public StoryLikes(Database db, Published published, Clock clock) {
        this.db = db;
        this.published = published;
        this.clock = clock;
    }

    /**
     * Likes a story. Liking it again changes nothing, so a resent request is harmless.
     *
     * @throws Problem NOT_FOUND, GONE, OWN_STORY
     */
    public LikeSummary add(Member member, StoryId id) {
        return db.write(tx -> add(tx, member, id));
    }

    /**
     * The same inside the caller's transaction.
     *
     * @throws Problem NOT_FOUND, GONE, OWN_STORY
     */
    public LikeSummary add(DSLContext tx, Member member, StoryId id) {
        if (published.lockAuthor(tx, id, member).equals(member.id())) {
            throw ProblemType.OWN_STORY.because("A like comes from somebody else.");
        }
        var now = clock.instant();
        if (LikeStore.OF_STORIES.insert(tx, id, member.id(), now)) {
            Happenings.storyLiked(tx, id, member.id(), now);
        }
        return LikeStore.OF_STORIES.summary(tx, id, member.id());
    }

    /**
     * Takes a like back. Taking it back again changes nothing.
     *
     * @throws Problem NOT_FOUND, GONE
     */
    public LikeSummary remove(Member member, StoryId id) {
        return db.write(tx -> {
            var unused = published.lockAuthor(tx, id, member);
            LikeStore.OF_STORIES.delete(tx, id, member.id());
            return LikeStore.OF_STORIES.summary(tx, id, member.id());
        });
    }

    /**
     * Who likes a story, latest first.
     *
     * @throws Problem NOT_FOUND, GONE
     */
    public Page<Like> of(StoryId id, Member member, Paging paging) {
        return db.write(tx -> {
            var unused = published.lockAuthor(tx, id, member);
            return LikeStore.OF_STORIES.page(tx, id, paging);
        });
    }

    /** Takes back a part of what an account likes that is erased; for as long as there is a next part. */
    public Batch erase(DSLContext tx, AccountId account) {
        return Batch.of(LikeStore.OF_STORIES.deleteSome(tx, account, Batch.SIZE));
    }

    public int count(DSLContext tx, AccountId account) {
        return LikeStore.OF_STORIES.count(tx, account);
    }
}
