package waymark.visibility;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.CATEGORY;
import static waymark.schema.Tables.CONSENT_STANDING;
import static waymark.schema.Tables.FORUM_THREAD;
import static waymark.schema.Tables.POST;
import static waymark.schema.Tables.STORY;
import static waymark.schema.Tables.STORY_PUBLICATION;

import java.time.Instant;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import waymark.ids.AccountId;
import waymark.platform.access.Viewer;

/** The only place that knows who may see what. What somebody may not see is to them as if it were not there. */
public final class Visible {

    private Visible() {}

    /**
     * Threads that lists show: those that stand on their own, in rooms that the viewer may enter. What somebody called theirs
     * may be {@linkplain #keptBack kept back}.
     */
    public static Condition listedThreads(Viewer viewer) {
        return standingThreads(viewer).and(FORUM_THREAD.MERGED_INTO.isNull());
    }

    /** Those of them that everybody can tell by their titles. */
    public static Condition titledThreads(Viewer viewer) {
        return listedThreads(viewer).and(isShown(FORUM_THREAD.AUTHOR_ID));
    }

    /** The same to any member: for what is done when nobody asks. */
    public static Condition threadsForMembers() {
        return standingThread().and(FORUM_THREAD.MERGED_INTO.isNull()).and(isShown(FORUM_THREAD.AUTHOR_ID));
    }

    /**
     * Those and threads that were merged into others, which say where their posts have gone. A thread whose starter takes
     * back that their words are shown stays for what others wrote in it.
     */
    private static Condition standingThreads(Viewer viewer) {
        return rooms(viewer)
                .and(standingThread())
                .and(isShown(FORUM_THREAD.AUTHOR_ID)
                        .or(FORUM_THREAD.AWAITING_FIRST_REPLY.isFalse())
                        .or(FORUM_THREAD.MERGED_INTO.isNotNull()));
    }

    /** A removed thread stays visible to its author, who is told why, and to moderators. */
    public static Condition threads(Viewer viewer) {
        if (viewer.mayModerate()) {
            return noCondition();
        }
        var standing = standingThreads(viewer);
        return viewer.member()
                .map(me -> standing.or(FORUM_THREAD.AUTHOR_ID.eq(me.id()).and(FORUM_THREAD.DELETED_AT.isNull())))
                .orElse(standing);
    }

    /**
     * A removed post stays visible to its author, who is told why, and to moderators. Call it in a query that joins the
     * thread, whose own visibility counts too.
     */
    public static Condition posts(Viewer viewer) {
        if (viewer.mayModerate()) {
            return noCondition();
        }
        var standing = shownPost();
        var posts = viewer.member()
                .map(me -> standing.or(POST.AUTHOR_ID.eq(me.id()).and(POST.DELETED_AT.isNull())))
                .orElse(standing);
        return threads(viewer).and(posts);
    }

    /**
     * Those and the places of opening posts whose words are {@linkplain #keptBack kept back}, so that others can follow the
     * thread.
     */
    public static Condition postsAndPlaces(Viewer viewer) {
        return viewer.mayModerate()
                ? posts(viewer)
                : posts(viewer).or(threads(viewer).and(isOpening()).and(standingPost()));
    }

    /** Members know each other by name; guests know the names of those whose posts they may read. */
    public static Condition members(Viewer viewer) {
        if (viewer.member().isPresent()) {
            return noCondition();
        }
        return exists(selectOne()
                .from(POST)
                .join(FORUM_THREAD)
                .on(FORUM_THREAD.ID.eq(POST.THREAD_ID))
                .where(POST.AUTHOR_ID.eq(ACCOUNT.ID))
                .and(posts(viewer)));
    }

    /**
     * Published stories whose consent has not run out, to those for whom their authors meant them. To everybody the same:
     * their authors and moderators read what is not published elsewhere.
     */
    public static Condition stories(Viewer viewer, Instant now) {
        var consented = consentedStories(now);
        return viewer.member().isPresent() ? consented : consented.and(STORY_PUBLICATION.AUDIENCE.eq("everyone"));
    }

    /** Published stories of those who agree to it, and that they are shown at all. */
    public static Condition consentedStories(Instant now) {
        return STORY_PUBLICATION
                .CONSENT_UNTIL
                .gt(now)
                .and(STORY_PUBLICATION.STORY_ID.notIn(
                        select(STORY.ID).from(STORY).where(STORY.AUTHOR_ID.in(withdrawn()))));
    }

    /**
     * Posts that every member sees, whoever they are: what members are told of when nobody asks. Call it in a query that
     * joins the thread.
     */
    public static Condition postsForMembers() {
        return standingThread()
                .and(isShown(FORUM_THREAD.AUTHOR_ID).or(FORUM_THREAD.AWAITING_FIRST_REPLY.isFalse()))
                .and(shownPost());
    }

    /** Stands, and was written by somebody who agrees that it is shown. */
    public static Condition shownPost() {
        return standingPost().and(isShown(POST.AUTHOR_ID));
    }

    /** Posts that threads count: those that readers find in them, the place of an opening post included. */
    public static Condition countedPost() {
        return standingPost().and(isShown(POST.AUTHOR_ID).or(isOpening()));
    }

    /**
     * Whether an author has taken back that their words are shown. Whoever selects them beside this leaves the words out,
     * and whose they are, for all but {@linkplain #seesWhatIsKeptBack their author and moderators}.
     */
    public static Condition keptBack(Field<AccountId> author) {
        return author.in(withdrawn());
    }

    public static boolean seesWhatIsKeptBack(Viewer viewer, AccountId author) {
        return viewer.mayModerate() || viewer.is(author);
    }

    private static Condition isOpening() {
        return POST.NUMBER.eq(inline(1));
    }

    /** Whoever takes back that their words are shown goes on seeing them, and so do moderators. */
    private static Condition isShown(Field<AccountId> author) {
        return author.notIn(withdrawn());
    }

    /** Also of whoever has left while the law wants what they wrote to be kept: kept is not shown. */
    private static Select<Record1<AccountId>> withdrawn() {
        // Written out, so that the indexes of the few who did are used.
        return select(CONSENT_STANDING.ACCOUNT_ID)
                .from(CONSENT_STANDING)
                .where(condition(CONSENT_STANDING.WITHDRAWN))
                .and(CONSENT_STANDING.PURPOSE.eq(inline("health-data")))
                .unionAll(select(ACCOUNT.ID)
                        .from(ACCOUNT)
                        .where(ACCOUNT.CLOSED_AT.isNotNull())
                        .and(ACCOUNT.ERASED_AT.isNull()));
    }

    /** Neither deleted by its author nor removed by a moderator. */
    public static Condition standingPost() {
        return POST.DELETED_AT.isNull().and(POST.REMOVED_AT.isNull());
    }

    private static Condition standingThread() {
        return FORUM_THREAD.DELETED_AT.isNull().and(FORUM_THREAD.REMOVED_AT.isNull());
    }

    private static Condition rooms(Viewer viewer) {
        if (viewer.member().isPresent()) {
            return noCondition();
        }
        return FORUM_THREAD.CATEGORY_ID.in(select(CATEGORY.ID).from(CATEGORY).where(CATEGORY.MEMBERS_ONLY.isFalse()));
    }
}
