package waymark.threads;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.FORUM_THREAD;
import static waymark.schema.Tables.POST;
import static waymark.schema.Tables.THREAD_TAG;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.RecordMapper;
import org.jooq.SelectConditionStep;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import waymark.accounts.Author;
import waymark.ids.AccountId;
import waymark.ids.ThreadId;
import waymark.platform.access.Member;
import waymark.platform.access.Viewer;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.visibility.Visible;

final class ThreadStore {

    private static final SelectField<String[]> TAGS = DSL.array(select(THREAD_TAG.TAG_ID)
                    .from(THREAD_TAG)
                    .where(THREAD_TAG.THREAD_ID.eq(FORUM_THREAD.ID))
                    .orderBy(THREAD_TAG.TAG_ID))
            .as("tags");

    private static final Field<Boolean> KEPT_BACK =
            field(Visible.keptBack(FORUM_THREAD.AUTHOR_ID)).as("kept_back");

    private static final List<SelectField<?>> SHOWN = List.of(
            FORUM_THREAD.ID,
            FORUM_THREAD.TITLE,
            FORUM_THREAD.CATEGORY_ID,
            TAGS,
            ACCOUNT.USERNAME,
            ACCOUNT.ROLE,
            ACCOUNT.BADGE_ID,
            ACCOUNT.MEMORIAL_AT,
            FORUM_THREAD.CREATED_AT,
            FORUM_THREAD.LAST_POST_AT,
            FORUM_THREAD.POST_COUNT,
            FORUM_THREAD.AWAITING_FIRST_REPLY,
            FORUM_THREAD.LOCKED_AT,
            FORUM_THREAD.LOCK_REASON,
            FORUM_THREAD.PINNED_UNTIL,
            FORUM_THREAD.SLOW_MODE_SECONDS,
            FORUM_THREAD.SLOW_MODE_UNTIL,
            FORUM_THREAD.MERGED_INTO,
            FORUM_THREAD.DELETED_AT,
            FORUM_THREAD.REMOVED_AT,
            FORUM_THREAD.REMOVAL_REASON,
            FORUM_THREAD.VERSION,
            FORUM_THREAD.AUTHOR_ID,
            KEPT_BACK);

    /** With everything, for what the forum does with it. Pins and slow modes as they were set: whether they have ended, {@link ThreadView#asOf} decides. */
    static final RecordMapper<Record, ThreadView> VIEW = row -> new ThreadView(
            row.get(FORUM_THREAD.ID),
            row.get(FORUM_THREAD.TITLE),
            row.get(FORUM_THREAD.CATEGORY_ID),
            Arrays.asList(row.get("tags", String[].class)),
            Author.in(row),
            row.get(FORUM_THREAD.CREATED_AT),
            row.get(FORUM_THREAD.LAST_POST_AT),
            row.get(FORUM_THREAD.POST_COUNT),
            row.get(FORUM_THREAD.AWAITING_FIRST_REPLY),
            row.get(FORUM_THREAD.LOCKED_AT) != null,
            row.get(FORUM_THREAD.LOCK_REASON),
            row.get(FORUM_THREAD.PINNED_UNTIL),
            row.get(FORUM_THREAD.SLOW_MODE_SECONDS) == null
                    ? null
                    : new ThreadView.SlowMode(
                            row.get(FORUM_THREAD.SLOW_MODE_SECONDS), row.get(FORUM_THREAD.SLOW_MODE_UNTIL)),
            row.get(FORUM_THREAD.MERGED_INTO),
            ContentState.of(row.get(FORUM_THREAD.DELETED_AT), row.get(FORUM_THREAD.REMOVED_AT)),
            Optional.ofNullable(row.get(FORUM_THREAD.REMOVAL_REASON)),
            row.get(FORUM_THREAD.VERSION),
            row.get(FORUM_THREAD.AUTHOR_ID));

    private ThreadStore() {}

    /** As this viewer is shown it. */
    static RecordMapper<Record, ThreadView> view(Viewer viewer) {
        return row -> {
            var thread = VIEW.map(row);
            return row.get(KEPT_BACK) && !Visible.seesWhatIsKeptBack(viewer, thread.authorId())
                    ? thread.keptBack()
                    : thread;
        };
    }

    static SelectConditionStep<Record> views(DSLContext tx, Condition condition) {
        return tx.select(SHOWN)
                .from(FORUM_THREAD)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(FORUM_THREAD.AUTHOR_ID))
                .where(condition);
    }

    static Optional<ThreadView> findVisible(DSLContext tx, ThreadId id, Viewer viewer) {
        return views(tx, FORUM_THREAD.ID.eq(id).and(Visible.threads(viewer))).fetchOptional(view(viewer));
    }

    static Optional<ThreadView> lockVisible(DSLContext tx, ThreadId id, Viewer viewer) {
        return views(tx, FORUM_THREAD.ID.eq(id).and(Visible.threads(viewer)))
                .forUpdate()
                .of(FORUM_THREAD)
                .fetchOptional(view(viewer));
    }

    /** The thread, whoever may see it. Call for one that a post is in, or that was found before. */
    static ThreadView require(DSLContext tx, ThreadId id) {
        return views(tx, FORUM_THREAD.ID.eq(id)).fetchSingle(VIEW);
    }

    /** The same, kept from being changed by moderators until the transaction ends; counting replies goes on. */
    static ThreadView share(DSLContext tx, ThreadId id) {
        return views(tx, FORUM_THREAD.ID.eq(id)).forKeyShare().of(FORUM_THREAD).fetchSingle(VIEW);
    }

    /** Which of these are locked. */
    static Set<ThreadId> locked(DSLContext tx, Collection<ThreadId> ids) {
        return tx.select(FORUM_THREAD.ID)
                .from(FORUM_THREAD)
                .where(FORUM_THREAD.ID.in(ids))
                .and(FORUM_THREAD.LOCKED_AT.isNotNull())
                .fetchSet(FORUM_THREAD.ID);
    }

    /** Whether it stands or not. */
    static Heading heading(DSLContext tx, ThreadId id) {
        return Heading.of(require(tx, id));
    }

    static Map<ThreadId, ThreadView> byId(DSLContext tx, Collection<ThreadId> ids, Viewer viewer) {
        return views(tx, FORUM_THREAD.ID.in(ids)).fetchMap(FORUM_THREAD.ID, view(viewer));
    }

    static Page<ThreadView> newest(DSLContext tx, Condition listed, Paging paging, Viewer viewer) {
        return paging.page(
                views(tx, listed),
                List.of(Paging.Key.descending(FORUM_THREAD.ID, ThreadView::id, ThreadId::of)),
                view(viewer));
    }

    /** The longest wait first. Nobody answers somebody who has died. */
    static Page<ThreadView> unanswered(DSLContext tx, Condition listed, Paging paging, Viewer viewer) {
        return paging.page(
                views(tx, listed.and(FORUM_THREAD.AWAITING_FIRST_REPLY).and(ACCOUNT.MEMORIAL_AT.isNull())),
                List.of(Paging.Key.ascending(FORUM_THREAD.ID, ThreadView::id, ThreadId::of)),
                view(viewer));
    }

    static Condition isNotBy(AccountId author) {
        return FORUM_THREAD.AUTHOR_ID.ne(author);
    }

    static Condition isIn(String category) {
        return FORUM_THREAD.CATEGORY_ID.eq(category);
    }

    static Condition taggedWithAny(Collection<String> tags) {
        return exists(selectOne()
                .from(THREAD_TAG)
                .where(THREAD_TAG.THREAD_ID.eq(FORUM_THREAD.ID))
                .and(THREAD_TAG.TAG_ID.in(tags)));
    }

    static void insert(DSLContext tx, ThreadId id, Member author, String title, String category, Instant at) {
        tx.insertInto(FORUM_THREAD)
                .set(FORUM_THREAD.ID, id)
                .set(FORUM_THREAD.CATEGORY_ID, category)
                .set(FORUM_THREAD.AUTHOR_ID, author.id())
                .set(FORUM_THREAD.TITLE, title)
                .set(FORUM_THREAD.CREATED_AT, at)
                .set(FORUM_THREAD.LAST_NUMBER, 1)
                .set(FORUM_THREAD.POST_COUNT, 1)
                .set(FORUM_THREAD.LAST_POST_AT, at)
                .set(FORUM_THREAD.AWAITING_FIRST_REPLY, true)
                .set(FORUM_THREAD.VERSION, 1)
                .execute();
    }

    static void setTags(DSLContext tx, ThreadId id, List<String> tags) {
        tx.deleteFrom(THREAD_TAG).where(THREAD_TAG.THREAD_ID.eq(id)).execute();
        if (!tags.isEmpty()) {
            tx.insertInto(THREAD_TAG, THREAD_TAG.THREAD_ID, THREAD_TAG.TAG_ID)
                    .valuesOfRows(tags.stream().map(tag -> DSL.row(id, tag)).toList())
                    .execute();
        }
    }

    /** A pin belongs to the room it was made in, and ends when the thread leaves it. */
    static void change(DSLContext tx, ThreadId id, String title, String category) {
        var stays = FORUM_THREAD.CATEGORY_ID.eq(category);
        tx.update(FORUM_THREAD)
                .set(FORUM_THREAD.TITLE, title)
                .set(FORUM_THREAD.CATEGORY_ID, category)
                .set(FORUM_THREAD.PINNED_AT, when(stays, FORUM_THREAD.PINNED_AT))
                .set(FORUM_THREAD.PINNED_UNTIL, when(stays, FORUM_THREAD.PINNED_UNTIL))
                .set(FORUM_THREAD.VERSION, FORUM_THREAD.VERSION.plus(1))
                .where(FORUM_THREAD.ID.eq(id))
                .execute();
    }

    /**
     * Takes the next number of a thread for a post that is about to be inserted, and counts it. The row stays locked until
     * the transaction ends, which is what keeps numbers without gaps.
     *
     * @return empty when the thread does not stand on its own or the member may not see it
     */
    static Optional<Integer> takeNumber(DSLContext tx, ThreadId id, Member author, Instant at) {
        return tx.update(FORUM_THREAD)
                .set(FORUM_THREAD.LAST_NUMBER, FORUM_THREAD.LAST_NUMBER.plus(1))
                .set(FORUM_THREAD.POST_COUNT, FORUM_THREAD.POST_COUNT.plus(1))
                .set(FORUM_THREAD.LAST_POST_AT, greatest(FORUM_THREAD.LAST_POST_AT, val(at)))
                .set(
                        FORUM_THREAD.AWAITING_FIRST_REPLY,
                        field(FORUM_THREAD.AWAITING_FIRST_REPLY.isTrue().and(FORUM_THREAD.AUTHOR_ID.eq(author.id()))))
                .where(FORUM_THREAD.ID.eq(id))
                .and(Visible.listedThreads(Viewer.of(author)))
                .returningResult(FORUM_THREAD.LAST_NUMBER)
                .fetchOptional(mapping(number -> number));
    }

    static void delete(DSLContext tx, ThreadId id, Instant at) {
        tx.update(FORUM_THREAD)
                .set(FORUM_THREAD.DELETED_AT, at)
                .set(FORUM_THREAD.VERSION, FORUM_THREAD.VERSION.plus(1))
                .where(FORUM_THREAD.ID.eq(id))
                .execute();
    }

    /** Threads held until the transaction ends, in the order in which everybody takes them. */
    static List<ThreadId> lock(DSLContext tx, Condition which) {
        return tx.select(FORUM_THREAD.ID)
                .from(FORUM_THREAD)
                .where(which)
                .orderBy(FORUM_THREAD.ID)
                .forUpdate()
                .fetch(FORUM_THREAD.ID);
    }

    /** Counts again what threads keep counted in which somebody wrote, and holds them. */
    static void recountThoseOf(DSLContext tx, AccountId author) {
        var writtenIn = FORUM_THREAD.ID.in(select(FORUM_THREAD.ID)
                .from(FORUM_THREAD)
                .where(FORUM_THREAD.AUTHOR_ID.eq(author))
                .union(select(POST.THREAD_ID).from(POST).where(POST.AUTHOR_ID.eq(author))));
        var unused = lock(tx, writtenIn);
        recount(tx, writtenIn);
    }

    /** The same in all threads. */
    static int recountAll(DSLContext tx) {
        var unused = lock(tx, DSL.noCondition());
        return recount(tx, DSL.noCondition());
    }

    /** The same in these, which are held. */
    static void recount(DSLContext tx, Collection<ThreadId> threads) {
        recount(tx, FORUM_THREAD.ID.in(threads));
    }

    private static int recount(DSLContext tx, Condition threads) {
        return tx.update(FORUM_THREAD)
                .set(
                        FORUM_THREAD.POST_COUNT,
                        selectCount()
                                .from(POST)
                                .where(POST.THREAD_ID.eq(FORUM_THREAD.ID))
                                .and(Visible.countedPost()))
                .set(
                        FORUM_THREAD.AWAITING_FIRST_REPLY,
                        field(not(exists(selectOne()
                                .from(POST)
                                .where(POST.THREAD_ID.eq(FORUM_THREAD.ID))
                                .and(POST.AUTHOR_ID.ne(FORUM_THREAD.AUTHOR_ID))
                                // A place without words answers nobody.
                                .and(POST.ERASED_AT.isNull())
                                .and(Visible.shownPost())))))
                .where(threads)
                .execute();
    }
}
