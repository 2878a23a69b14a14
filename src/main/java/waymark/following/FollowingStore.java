package waymark.following;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;
import static waymark.schema.Tables.CATEGORY;
import static waymark.schema.Tables.FOLLOWING;
import static waymark.schema.Tables.FORUM_THREAD;
import static waymark.schema.Tables.MUTE;
import static waymark.schema.Tables.POST;
import static waymark.schema.Tables.READ_POSITION;
import static waymark.schema.Tables.TAG;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.SelectConditionStep;
import org.jspecify.annotations.Nullable;
import waymark.ids.AccountId;
import waymark.ids.ThreadId;
import waymark.platform.access.Member;
import waymark.platform.access.Viewer;
import waymark.platform.erasure.Placeholders;
import waymark.platform.http.Cursor;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.preferences.HiddenLabels;
import waymark.visibility.Visible;

final class FollowingStore {

    /** Nobody wants to know more exactly, and a long thread that somebody has never opened costs no more. */
    static final int MOST_UNREAD = 100;

    private static final Field<Integer> READ_UP_TO = coalesce(READ_POSITION.NUMBER, inline(0));

    private FollowingStore() {}

    /** One of the three. */
    record Target(
            @Nullable ThreadId thread,
            @Nullable String category,
            @Nullable String tag) {

        static Target of(ThreadId thread) {
            return new Target(thread, null, null);
        }

        static Target ofCategory(String category) {
            return new Target(null, category, null);
        }

        static Target ofTag(String tag) {
            return new Target(null, null, tag);
        }
    }

    /**
     * The number of the last post of a thread that this viewer may see. It is held first, as rows that refer to it hold it:
     * whoever merges threads holds them before these rows.
     */
    static Optional<Integer> holdVisible(DSLContext tx, ThreadId thread, Viewer viewer) {
        return tx.select(FORUM_THREAD.LAST_NUMBER)
                .from(FORUM_THREAD)
                .where(FORUM_THREAD.ID.eq(thread))
                .and(Visible.threads(viewer))
                .forKeyShare()
                .of(FORUM_THREAD)
                .fetchOptional(FORUM_THREAD.LAST_NUMBER);
    }

    static boolean isListed(DSLContext tx, ThreadId thread, Viewer viewer) {
        return tx.fetchExists(FORUM_THREAD, FORUM_THREAD.ID.eq(thread).and(Visible.listedThreads(viewer)));
    }

    static boolean exists(DSLContext tx, Target target) {
        return target.category() != null
                ? tx.fetchExists(CATEGORY, CATEGORY.ID.eq(target.category()))
                : tx.fetchExists(TAG, TAG.ID.eq(target.tag()));
    }

    static void moveForward(DSLContext tx, AccountId account, ThreadId thread, int number, Instant at) {
        tx.insertInto(READ_POSITION)
                .set(READ_POSITION.ACCOUNT_ID, account)
                .set(READ_POSITION.THREAD_ID, thread)
                .set(READ_POSITION.NUMBER, number)
                .set(READ_POSITION.READ_AT, at)
                .onConflict(READ_POSITION.ACCOUNT_ID, READ_POSITION.THREAD_ID)
                .doUpdate()
                .set(READ_POSITION.NUMBER, excluded(READ_POSITION.NUMBER))
                .set(READ_POSITION.READ_AT, greatest(READ_POSITION.READ_AT, excluded(READ_POSITION.READ_AT)))
                .where(READ_POSITION.NUMBER.lt(excluded(READ_POSITION.NUMBER)))
                .execute();
    }

    static void beginReading(DSLContext tx, AccountId account, ThreadId thread, int number, Instant at) {
        tx.insertInto(READ_POSITION)
                .set(READ_POSITION.ACCOUNT_ID, account)
                .set(READ_POSITION.THREAD_ID, thread)
                .set(READ_POSITION.NUMBER, number)
                .set(READ_POSITION.READ_AT, at)
                .onConflictDoNothing()
                .execute();
    }

    static Level set(DSLContext tx, AccountId account, Target target, Level level, Instant at) {
        tx.insertInto(FOLLOWING)
                .set(FOLLOWING.ACCOUNT_ID, account)
                .set(FOLLOWING.THREAD_ID, target.thread())
                .set(FOLLOWING.CATEGORY_ID, target.category())
                .set(FOLLOWING.TAG_ID, target.tag())
                .set(FOLLOWING.LEVEL, level.code())
                .set(FOLLOWING.SINCE, at)
                .onConflict(FOLLOWING.ACCOUNT_ID, FOLLOWING.KIND, FOLLOWING.TARGET)
                .doUpdate()
                .set(FOLLOWING.LEVEL, excluded(FOLLOWING.LEVEL))
                .set(FOLLOWING.SINCE, excluded(FOLLOWING.SINCE))
                .where(FOLLOWING.LEVEL.ne(excluded(FOLLOWING.LEVEL)))
                .execute();
        return level;
    }

    static void begin(DSLContext tx, AccountId account, ThreadId thread, Level level, Instant at) {
        tx.insertInto(FOLLOWING)
                .set(FOLLOWING.ACCOUNT_ID, account)
                .set(FOLLOWING.THREAD_ID, thread)
                .set(FOLLOWING.LEVEL, level.code())
                .set(FOLLOWING.SINCE, at)
                .onConflictDoNothing()
                .execute();
    }

    /** What is gone is left out, and comes back when it does. */
    static Page<Followed> page(DSLContext tx, Member member, Paging paging) {
        var viewer = Viewer.of(member);
        var keptBack = field(Visible.keptBack(FORUM_THREAD.AUTHOR_ID)).as("kept_back");
        return paging.page(
                tx.select(
                                FOLLOWING.KIND,
                                FOLLOWING.TARGET,
                                FOLLOWING.LEVEL,
                                FOLLOWING.SINCE,
                                FORUM_THREAD.TITLE,
                                FORUM_THREAD.AUTHOR_ID,
                                CATEGORY.NAME,
                                TAG.NAME,
                                keptBack)
                        .from(FOLLOWING)
                        .leftJoin(FORUM_THREAD)
                        .on(FORUM_THREAD.ID.eq(FOLLOWING.THREAD_ID))
                        .leftJoin(CATEGORY)
                        .on(CATEGORY.ID.eq(FOLLOWING.CATEGORY_ID))
                        .leftJoin(TAG)
                        .on(TAG.ID.eq(FOLLOWING.TAG_ID))
                        .where(FOLLOWING.ACCOUNT_ID.eq(member.id()))
                        .and(FOLLOWING.LEVEL.ne(inline(Level.NORMAL.code())))
                        .and(FOLLOWING
                                .THREAD_ID
                                .isNull()
                                .or(Visible.listedThreads(viewer).and(HiddenLabels.threads(viewer)))),
                List.of(
                        Paging.Key.descending(FOLLOWING.SINCE, Followed::since, Cursor::instant),
                        Paging.Key.ascending(FOLLOWING.KIND, Followed::kind, kind -> kind),
                        Paging.Key.ascending(FOLLOWING.TARGET, Followed::id, id -> id)),
                row -> {
                    var kind = row.get(FOLLOWING.KIND);
                    boolean hidden = kind.equals("thread")
                            && row.get(keptBack)
                            && !Visible.seesWhatIsKeptBack(viewer, row.get(FORUM_THREAD.AUTHOR_ID));
                    var name = switch (kind) {
                        case "thread" -> hidden ? Placeholders.TITLE : row.get(FORUM_THREAD.TITLE);
                        case "category" -> row.get(CATEGORY.NAME);
                        default -> row.get(TAG.NAME);
                    };
                    return new Followed(
                            kind,
                            row.get(FOLLOWING.TARGET),
                            name,
                            Level.of(row.get(FOLLOWING.LEVEL)),
                            row.get(FOLLOWING.SINCE));
                });
    }

    static Map<ThreadId, ThreadReading> readings(DSLContext tx, AccountId me, Collection<ThreadId> threads) {
        var number = POST.NUMBER.as("number");
        var behind = unread(me, number)
                .orderBy(POST.NUMBER)
                .limit(inline(MOST_UNREAD))
                .asTable("behind");
        var unread = count().as("unread");
        var first = min(behind.field(number)).as("first");
        var byMuted = field(
                FORUM_THREAD.AUTHOR_ID.in(select(MUTE.SUBJECT_ID).from(MUTE).where(MUTE.ACCOUNT_ID.eq(me))));
        var summed = lateral(select(unread, first).from(behind)).as("summed");
        return tx.select(FORUM_THREAD.ID, READ_UP_TO, summed.field(unread), summed.field(first), level(me), byMuted)
                .from(FORUM_THREAD)
                .leftJoin(READ_POSITION)
                .on(READ_POSITION.THREAD_ID.eq(FORUM_THREAD.ID))
                .and(READ_POSITION.ACCOUNT_ID.eq(me))
                .leftJoin(FOLLOWING)
                .on(FOLLOWING.THREAD_ID.eq(FORUM_THREAD.ID))
                .and(FOLLOWING.ACCOUNT_ID.eq(me))
                .crossJoin(summed)
                .where(FORUM_THREAD.ID.in(threads))
                .fetchMap(
                        found -> found.value1(),
                        found -> new ThreadReading(
                                found.value2(),
                                found.value3(),
                                Optional.ofNullable(found.value4()),
                                Level.of(found.value5()),
                                found.value6()));
    }

    /** Posts by others, whom the member has not muted, without a label that they hide, that stand behind where they have read up to. */
    private static SelectConditionStep<Record1<Integer>> unread(AccountId me, Field<Integer> what) {
        return select(what)
                .from(POST)
                .where(POST.THREAD_ID.eq(FORUM_THREAD.ID))
                .and(POST.NUMBER.gt(READ_UP_TO))
                .and(POST.AUTHOR_ID.ne(me))
                .and(POST.AUTHOR_ID.notIn(select(MUTE.SUBJECT_ID).from(MUTE).where(MUTE.ACCOUNT_ID.eq(me))))
                .and(POST.ERASED_AT.isNull())
                .and(HiddenLabels.postsWithin(me))
                .and(Visible.shownPost());
    }

    /** Threads that a member follows by themselves and in which something is unread. */
    static Condition withNews(AccountId me) {
        return FORUM_THREAD
                .ID
                .in(select(FOLLOWING.THREAD_ID)
                        .from(FOLLOWING)
                        .where(FOLLOWING.ACCOUNT_ID.eq(me))
                        .and(FOLLOWING.THREAD_ID.isNotNull())
                        .and(FOLLOWING.LEVEL.in(inline(Level.WATCHING.code()), inline(Level.TRACKING.code()))))
                .andExists(selectOne()
                        .from(select(coalesce(max(READ_POSITION.NUMBER), inline(0))
                                        .as("number"))
                                .from(READ_POSITION)
                                .where(READ_POSITION.THREAD_ID.eq(FORUM_THREAD.ID))
                                .and(READ_POSITION.ACCOUNT_ID.eq(me))
                                .asTable("read_position"))
                        .crossJoin(
                                lateral(unread(me, inline(1)).limit(inline(1))).as("news")));
    }

    /** Of the thread itself, or else what its category and its tags, and what these are narrower than, make of it. */
    private static Field<String> level(AccountId me) {
        var inherited = field("""
                (select f.level from following f
                   where f.account_id = {0} and f.level <> 'normal'
                     and (f.category_id = {1} or f.tag_id in (
                       with recursive wider (id, broader_id) as (
                         select tag.id, tag.broader_id from thread_tag join tag on tag.id = thread_tag.tag_id
                           where thread_tag.thread_id = {2}
                         union
                         select tag.id, tag.broader_id from tag join wider on tag.id = wider.broader_id)
                       select id from wider))
                   order by case f.level when 'muted' then 0 when 'watching' then 1 else 2 end
                   limit 1)
                """, String.class, val(me.value()), FORUM_THREAD.CATEGORY_ID, FORUM_THREAD.ID);
        return coalesce(FOLLOWING.LEVEL, inherited, inline(Level.NORMAL.code()));
    }

    static Condition unmuted(AccountId me, boolean narrowed) {
        var muted = FOLLOWING.ACCOUNT_ID.eq(me).and(FOLLOWING.LEVEL.eq(inline(Level.MUTED.code())));
        var notItself = FORUM_THREAD.ID.notIn(
                select(FOLLOWING.THREAD_ID).from(FOLLOWING).where(muted).and(FOLLOWING.THREAD_ID.isNotNull()));
        if (narrowed) {
            return notItself;
        }
        var chosen = FORUM_THREAD.ID.in(select(FOLLOWING.THREAD_ID)
                .from(FOLLOWING)
                .where(FOLLOWING.ACCOUNT_ID.eq(me))
                .and(FOLLOWING.THREAD_ID.isNotNull()));
        var notItsCategory = FORUM_THREAD.CATEGORY_ID.notIn(
                select(FOLLOWING.CATEGORY_ID).from(FOLLOWING).where(muted).and(FOLLOWING.CATEGORY_ID.isNotNull()));
        var notItsTags = condition("""
                not exists (
                  select from thread_tag
                    where thread_tag.thread_id = {0} and thread_tag.tag_id in (
                      with recursive muted (id) as (
                        select tag_id from following where account_id = {1} and level = 'muted' and tag_id is not null
                        union
                        select tag.id from tag join muted on tag.broader_id = muted.id)
                      select id from muted))
                """, FORUM_THREAD.ID, val(me.value()));
        return notItself.and(chosen.or(notItsCategory.and(notItsTags)));
    }

    static int deleteSomePositions(DSLContext tx, AccountId account, int most) {
        return tx.deleteFrom(READ_POSITION)
                .where(READ_POSITION.ACCOUNT_ID.eq(account))
                .and(READ_POSITION.THREAD_ID.in(select(READ_POSITION.THREAD_ID)
                        .from(READ_POSITION)
                        .where(READ_POSITION.ACCOUNT_ID.eq(account))
                        .limit(most)))
                .execute();
    }

    static int deleteSomeLevels(DSLContext tx, AccountId account, int most) {
        return tx.deleteFrom(FOLLOWING)
                .where(FOLLOWING.ACCOUNT_ID.eq(account))
                .and(row(FOLLOWING.KIND, FOLLOWING.TARGET)
                        .in(select(FOLLOWING.KIND, FOLLOWING.TARGET)
                                .from(FOLLOWING)
                                .where(FOLLOWING.ACCOUNT_ID.eq(account))
                                .limit(most)))
                .execute();
    }
}
