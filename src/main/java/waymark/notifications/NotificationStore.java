package waymark.notifications;

import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectOne;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.FORUM_THREAD;
import static waymark.schema.Tables.NOTIFICATION;
import static waymark.schema.Tables.NOTIFICATION_BOX;
import static waymark.schema.Tables.POST;
import static waymark.schema.Tables.POST_LIKE;
import static waymark.schema.Tables.REPORT;
import static waymark.schema.Tables.STORY;
import static waymark.schema.Tables.STORY_LIKE;
import static waymark.schema.Tables.STORY_PUBLICATION;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import waymark.accounts.Author;
import waymark.accounts.Mutes;
import waymark.following.Following;
import waymark.ids.AccountId;
import waymark.platform.access.Member;
import waymark.platform.access.Viewer;
import waymark.platform.erasure.Placeholders;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.preferences.HiddenLabels;
import waymark.visibility.Visible;

/** What members were told. */
final class NotificationStore {

    /** Nobody wants to know more exactly. */
    static final int MOST_UNREAD = 100;

    /** So many of the newest are looked at for it: most of them may be of what a member has muted since. */
    private static final int MOST_LOOKED_AT = 1_000;

    private static final Condition ABOUT_LIKES = NOTIFICATION.KIND.eq(inline(Kind.LIKE.code()));

    private static final Field<Boolean> KEPT_BACK =
            field(Visible.keptBack(FORUM_THREAD.AUTHOR_ID)).as("kept_back");

    private NotificationStore() {}

    /** Which of these members know of it already: of a post each is told once, of likes once until they look. */
    static Set<AccountId> known(DSLContext tx, HappeningStore.Row happening, Collection<AccountId> members) {
        var which = switch (happening.kind()) {
            case POST_WRITTEN, POST_EDITED ->
                NOTIFICATION.POST_ID.eq(happening.post()).andNot(ABOUT_LIKES);
            case POST_LIKED -> unread().and(ABOUT_LIKES).and(NOTIFICATION.POST_ID.eq(happening.post()));
            case STORY_LIKED -> unread().and(ABOUT_LIKES).and(NOTIFICATION.STORY_ID.eq(happening.story()));
            case STORY_MOVED, DECIDED, REPORT_SETTLED -> DSL.falseCondition();
        };
        return tx.select(NOTIFICATION.ACCOUNT_ID)
                .from(NOTIFICATION)
                .join(NOTIFICATION_BOX)
                .on(NOTIFICATION_BOX.ACCOUNT_ID.eq(NOTIFICATION.ACCOUNT_ID))
                .where(NOTIFICATION.ACCOUNT_ID.in(members))
                .and(which)
                .fetchSet(NOTIFICATION.ACCOUNT_ID);
    }

    /** Tells each of them, with the next number of theirs. */
    static void insert(
            DSLContext tx,
            HappeningStore.Row happening,
            Map<AccountId, Kind> members,
            Map<AccountId, BoxStore.Box> boxes,
            Instant now) {
        tx.insertInto(
                        NOTIFICATION,
                        NOTIFICATION.ACCOUNT_ID,
                        NOTIFICATION.NUMBER,
                        NOTIFICATION.KIND,
                        NOTIFICATION.POST_ID,
                        NOTIFICATION.STORY_ID,
                        NOTIFICATION.DECISION_ID,
                        NOTIFICATION.REPORT_ID,
                        NOTIFICATION.STORY_STATE,
                        NOTIFICATION.NOTIFIED_AT)
                .valuesOfRows(members.entrySet().stream()
                        .map(member -> row(
                                member.getKey(),
                                Objects.requireNonNull(boxes.get(member.getKey()))
                                                .last()
                                        + 1,
                                member.getValue().code(),
                                happening.post(),
                                happening.story(),
                                happening.decision(),
                                happening.report(),
                                happening.storyState(),
                                now))
                        .toList())
                .execute();
    }

    /** The newest first. */
    static Page<Notification> page(DSLContext tx, Member member, Paging paging, Instant now) {
        return paging.page(
                select(tx, member.id(), columns(member.id())).and(readable(member, now)),
                List.of(Paging.Key.descending(NOTIFICATION.NUMBER, Notification::number, Integer::valueOf)),
                NotificationStore::notification);
    }

    /** The oldest first, behind a number. */
    static List<Notification> after(DSLContext tx, Member member, int number, int most, Instant now) {
        return select(tx, member.id(), columns(member.id()))
                .and(readable(member, now))
                .and(NOTIFICATION.NUMBER.gt(number))
                .orderBy(NOTIFICATION.NUMBER)
                .limit(most)
                .fetch(NotificationStore::notification);
    }

    static int countUnread(DSLContext tx, Member member, Instant now) {
        return tx.fetchCount(select(tx, member.id(), List.of(inline(1)))
                .and(NOTIFICATION.NUMBER.gt(NOTIFICATION_BOX.LAST_NUMBER.minus(MOST_LOOKED_AT)))
                .and(readable(member, now))
                .and(unread())
                .limit(MOST_UNREAD));
    }

    /** Whether a member who does not ask at the moment could read something that was not read yet, of these kinds. */
    static boolean hasUnread(DSLContext tx, AccountId member, Collection<String> kinds, int after, Instant now) {
        return tx.fetchExists(select(tx, member, List.of(inline(1)))
                .and(NOTIFICATION.NUMBER.gt(NOTIFICATION_BOX.LAST_NUMBER.minus(MOST_LOOKED_AT)))
                .and(readable(member, now))
                .and(unread())
                .and(NOTIFICATION.NUMBER.gt(after))
                .and(NOTIFICATION.KIND.in(kinds)));
    }

    static int deleteSome(DSLContext tx, AccountId account, int most) {
        return tx.deleteFrom(NOTIFICATION)
                .where(NOTIFICATION.ACCOUNT_ID.eq(account))
                .and(NOTIFICATION.NUMBER.in(DSL.select(NOTIFICATION.NUMBER)
                        .from(NOTIFICATION)
                        .where(NOTIFICATION.ACCOUNT_ID.eq(account))
                        .limit(most)))
                .execute();
    }

    private static Condition unread() {
        return NOTIFICATION.NUMBER.gt(NOTIFICATION_BOX.READ_NUMBER);
    }

    /** As what is open to everybody, to a member who reads as guests do. */
    private static Condition readable(Member member, Instant now) {
        var readable = readable(member.id(), now);
        return member.readsAsGuest()
                ? readable.and(NOTIFICATION.POST_ID.isNull().or(Visible.posts(Viewer.GUEST)))
                : readable;
    }

    /**
     * What may be said at this moment: nothing about what cannot be read any more, however long ago it was told, and nothing
     * that the member would rather not hear of.
     */
    private static Condition readable(AccountId member, Instant now) {
        var aboutPost = NOTIFICATION
                .POST_ID
                .isNotNull()
                .and(Visible.postsForMembers())
                .and(POST.ERASED_AT.isNull())
                .and(Mutes.notMuted(member, POST.AUTHOR_ID))
                .and(Following.unmuted(member))
                .and(HiddenLabels.posts(DSL.val(member, POST.AUTHOR_ID)));
        var aboutStory = NOTIFICATION
                .STORY_ID
                .isNotNull()
                .and(STORY.DELETED_AT.isNull())
                .and(DSL.not(ABOUT_LIKES)
                        .or(exists(selectOne()
                                .from(STORY_PUBLICATION)
                                .where(STORY_PUBLICATION.STORY_ID.eq(NOTIFICATION.STORY_ID))
                                .and(Visible.consentedStories(now)))));
        return aboutPost
                .or(aboutStory)
                .or(NOTIFICATION.DECISION_ID.isNotNull())
                .or(NOTIFICATION.REPORT_ID.isNotNull().and(REPORT.SETTLED_AT.isNotNull()))
                .and(DSL.not(ABOUT_LIKES).or(likes(member).gt(0)));
    }

    /** Of those by whom the member wants to hear. */
    private static Field<Integer> likes(AccountId member) {
        return field(selectCount()
                        .from(POST_LIKE)
                        .where(POST_LIKE.POST_ID.eq(NOTIFICATION.POST_ID))
                        .and(Mutes.notMuted(member, POST_LIKE.ACCOUNT_ID)))
                .plus(field(selectCount()
                        .from(STORY_LIKE)
                        .where(STORY_LIKE.STORY_ID.eq(NOTIFICATION.STORY_ID))
                        .and(Mutes.notMuted(member, STORY_LIKE.ACCOUNT_ID))));
    }

    private static List<SelectField<?>> columns(AccountId member) {
        return List.of(
                NOTIFICATION.NUMBER,
                NOTIFICATION.KIND,
                NOTIFICATION_BOX.READ_NUMBER,
                NOTIFICATION.NOTIFIED_AT,
                NOTIFICATION.POST_ID,
                POST.THREAD_ID,
                POST.NUMBER,
                FORUM_THREAD.TITLE,
                KEPT_BACK,
                ACCOUNT.USERNAME,
                ACCOUNT.ROLE,
                ACCOUNT.BADGE_ID,
                ACCOUNT.MEMORIAL_AT,
                NOTIFICATION.STORY_ID,
                NOTIFICATION.STORY_STATE,
                NOTIFICATION.DECISION_ID,
                REPORT.REPORTED_AT,
                likes(member).as("likes"));
    }

    private static SelectConditionStep<Record> select(
            DSLContext tx, AccountId member, List<? extends SelectField<?>> columns) {
        return tx.select(columns)
                .from(NOTIFICATION)
                .join(NOTIFICATION_BOX)
                .on(NOTIFICATION_BOX.ACCOUNT_ID.eq(NOTIFICATION.ACCOUNT_ID))
                .leftJoin(POST)
                .on(POST.ID.eq(NOTIFICATION.POST_ID))
                .leftJoin(FORUM_THREAD)
                .on(FORUM_THREAD.ID.eq(POST.THREAD_ID))
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.ID.eq(POST.AUTHOR_ID))
                .leftJoin(STORY)
                .on(STORY.ID.eq(NOTIFICATION.STORY_ID))
                .leftJoin(REPORT)
                .on(REPORT.ID.eq(NOTIFICATION.REPORT_ID))
                .where(NOTIFICATION.ACCOUNT_ID.eq(member));
    }

    private static Notification notification(Record row) {
        var kind = Kind.of(row.get(NOTIFICATION.KIND));
        return new Notification(
                row.get(NOTIFICATION.NUMBER),
                kind.code(),
                row.get(NOTIFICATION.NUMBER) <= row.get(NOTIFICATION_BOX.READ_NUMBER),
                row.get(NOTIFICATION.NOTIFIED_AT),
                Optional.ofNullable(row.get(NOTIFICATION.POST_ID))
                        .map(id -> new Notification.About(
                                id,
                                row.get(POST.THREAD_ID),
                                row.get(POST.NUMBER),
                                row.get(KEPT_BACK) ? Placeholders.TITLE : row.get(FORUM_THREAD.TITLE),
                                Author.in(row))),
                Optional.ofNullable(row.get(NOTIFICATION.STORY_ID))
                        .map(id -> new Notification.Story(id, Optional.ofNullable(row.get(NOTIFICATION.STORY_STATE)))),
                Optional.ofNullable(row.get(NOTIFICATION.DECISION_ID)).map(Notification.Decision::new),
                Optional.ofNullable(row.get(REPORT.REPORTED_AT)).map(Notification.Report::new),
                kind == Kind.LIKE ? Optional.of(row.get("likes", Integer.class)) : Optional.empty());
    }
}
