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

    /** Threads that lists show: those that stand on their own, in rooms that the viewer may enter. */
    public static Condition listedThreads(Viewer viewer) {
        return standingThreads(viewer).and(FORUM_THREAD.MERGED_INTO.isNull());
    }

    /** Those and threads that were merged into others, which say where their posts have gone. */
    private static Condition standingThreads(Viewer viewer) {
        return rooms(viewer).and(standingThread()).and(isShown(FORUM_THREAD.AUTHOR_ID));
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
        var consented = STORY_PUBLICATION
                .CONSENT_UNTIL
                .gt(now)
                .and(STORY_PUBLICATION.STORY_ID.notIn(
                        select(STORY.ID).from(STORY).where(STORY.AUTHOR_ID.in(withdrawn()))));
        return viewer.member().isPresent() ? consented : consented.and(STORY_PUBLICATION.AUDIENCE.eq("everyone"));
    }

    /**
     * Stands, and was written by somebody who agrees that it is shown. For words that are copied: counters are about what
     * stands, because consents come back.
     */
    public static Condition shownPost() {
        return standingPost().and(isShown(POST.AUTHOR_ID));
    }

    /** Whoever takes back that their words are shown goes on seeing them, and so do moderators. */
    private static Condition isShown(Field<AccountId> author) {
        return author.notIn(withdrawn());
    }

    private static Select<Record1<AccountId>> withdrawn() {
        // Written out, so that the index of the few who did is used.
        return select(CONSENT_STANDING.ACCOUNT_ID)
                .from(CONSENT_STANDING)
                .where(condition(CONSENT_STANDING.WITHDRAWN))
                .and(CONSENT_STANDING.PURPOSE.eq(inline("health-data")));
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
