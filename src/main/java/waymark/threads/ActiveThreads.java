package waymark.threads;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static waymark.schema.Tables.FORUM_THREAD;
import static waymark.schema.Tables.POST;
import static waymark.schema.Tables.POST_MOVE;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import waymark.ids.PostId;
import waymark.ids.ThreadId;
import waymark.platform.access.Viewer;
import waymark.platform.http.Cursor;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.schema.tables.PostMove;

/**
 * Threads by recent activity. Their order changes while somebody reads it: a thread that gets a reply jumps to the top and
 * would be missed by a reader who is already further down. So a walk is read as the list stood shortly before it began.
 * What was active after that moment is looked up where it stood then, except what the first page showed already; what was
 * not there then stands at the top. The same goes for threads whose posts moderators took away or added to since.
 */
final class ActiveThreads {

    /** Longer than a reply takes from reading the clock to its commit: what is older than this has settled. */
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private static final Duration LONGEST_WALK = Duration.ofDays(1);

    private static final PostMove ARRIVAL = POST_MOVE.as("arrival");

    /** Sorts behind every id there is. */
    private static final ThreadId LAST_ID = new ThreadId(new UUID(-1L, -1L));

    private ActiveThreads() {}

    /** A thread and where it stands in the order. */
    private record Place(Instant position, ThreadId thread) {}

    /**
     * Where a walk has got to.
     *
     * @param last the last place shown
     * @param settled the moment as of which the list is read
     * @param seen threads shown already whose activity is later than that
     */
    private record Walk(Place last, Instant settled, Set<ThreadId> seen) {

        /** What a page that was read as the list stood leaves to be shown. */
        static Walk begin(List<Place> page, Instant now) {
            var settled = now.minus(SETTLING);
            var seen = new LinkedHashSet<ThreadId>();
            page.stream().filter(place -> place.position().isAfter(settled)).forEach(place -> seen.add(place.thread()));
            var last = page.get(page.size() - 1);
            return new Walk(last.position().isAfter(settled) ? new Place(settled, LAST_ID) : last, settled, seen);
        }

        static Walk of(List<String> key) {
            var seen = new LinkedHashSet<ThreadId>();
            key.subList(3, key.size()).forEach(id -> seen.add(ThreadId.of(id)));
            return new Walk(placeOf(key), Cursor.instant(key.get(2)), seen);
        }

        /** When its first page was read. */
        Instant begun() {
            return settled.plus(SETTLING);
        }

        Walk goneOnTo(Place place) {
            return new Walk(place, settled, seen);
        }

        Cursor cursor() {
            var key = new ArrayList<>(keyOf(last));
            key.add(settled.toString());
            seen.forEach(id -> key.add(id.toString()));
            return Cursor.after(key);
        }
    }

    static Page<ThreadView> page(DSLContext tx, Condition listed, Paging paging, Viewer viewer, Instant now) {
        if (paging.cursor().isEmpty()) {
            var places = places(tx, live(tx, listed), paging.limit() + 1);
            return page(tx, places, paging, false, viewer, now);
        }
        var cursor = paging.cursor().get();
        if (cursor.backward()) {
            var edge = cursor.read(ActiveThreads::placeOf);
            var places = placesAbove(tx, listed, edge, paging.limit() + 1);
            return page(tx, places, paging, true, viewer, now);
        }
        return goOn(tx, listed, paging, cursor.read(Walk::of), viewer, now);
    }

    /** A page of the list as it stands: the first one, or one on the way back to it. */
    private static Page<ThreadView> page(
            DSLContext tx, List<Place> places, Paging paging, boolean backward, Viewer viewer, Instant now) {
        boolean more = places.size() > paging.limit();
        var shown = more ? new ArrayList<>(places.subList(0, paging.limit())) : new ArrayList<>(places);
        if (backward) {
            Collections.reverse(shown);
        }
        if (shown.isEmpty()) {
            return Page.whole(List.of());
        }
        var next = backward || more ? paging.encode(Walk.begin(shown, now).cursor()) : null;
        var previous = backward && more ? paging.encode(Cursor.before(keyOf(shown.get(0)))) : null;
        return new Page<>(views(tx, shown, viewer), next, previous);
    }

    private static Page<ThreadView> goOn(
            DSLContext tx, Condition listed, Paging paging, Walk walk, Viewer viewer, Instant now) {
        if (walk.settled().isBefore(now.minus(LONGEST_WALK))) {
            throw Cursor.refused();
        }
        int wanted = paging.limit() + 1;
        var places = places(tx, unmoved(tx, listed, walk, wanted).unionAll(moved(tx, listed, walk)), wanted);
        boolean more = places.size() > paging.limit();
        var shown = more ? places.subList(0, paging.limit()) : places;
        if (shown.isEmpty()) {
            return Page.whole(List.of());
        }
        var next =
                more ? paging.encode(walk.goneOnTo(shown.get(shown.size() - 1)).cursor()) : null;
        return new Page<>(views(tx, shown, viewer), next, paging.encode(Cursor.before(keyOf(shown.get(0)))));
    }

    private static Select<Record2<Instant, ThreadId>> live(DSLContext tx, Condition listed) {
        return tx.select(FORUM_THREAD.LAST_POST_AT, FORUM_THREAD.ID)
                .from(FORUM_THREAD)
                .where(listed);
    }

    /** Threads that stand where they stood when the walk began. */
    private static Select<Record2<Instant, ThreadId>> unmoved(DSLContext tx, Condition listed, Walk walk, int limit) {
        return DSL.selectFrom(tx.select(FORUM_THREAD.LAST_POST_AT, FORUM_THREAD.ID)
                .from(FORUM_THREAD)
                .where(listed)
                .and(FORUM_THREAD.LAST_POST_AT.le(walk.settled()))
                .and(FORUM_THREAD.REARRANGED_AT.isNull().or(FORUM_THREAD.REARRANGED_AT.le(walk.begun())))
                .and(row(FORUM_THREAD.LAST_POST_AT, FORUM_THREAD.ID)
                        .lt(walk.last().position(), walk.last().thread()))
                .orderBy(FORUM_THREAD.LAST_POST_AT.desc(), FORUM_THREAD.ID.desc())
                .limit(limit)
                .asTable("unmoved"));
    }

    /** Threads that moved up since, where they stood then. There are as many as were active during the walk. */
    private static Select<Record2<Instant, ThreadId>> moved(DSLContext tx, Condition listed, Walk walk) {
        var last = latest(stayed(walk)).unionAll(latest(left(walk))).asTable("last", "at");
        var earlier = select(coalesce(max(last.field("at", Instant.class)), walk.settled())
                        .as("position"))
                .from(last)
                .asTable("earlier");
        Field<Instant> position = Objects.requireNonNull(earlier.field("position", Instant.class));
        return tx.select(position, FORUM_THREAD.ID)
                .from(FORUM_THREAD)
                .crossJoin(DSL.lateral(earlier))
                .where(listed)
                .and(FORUM_THREAD.LAST_POST_AT.gt(walk.settled()).or(FORUM_THREAD.REARRANGED_AT.gt(walk.begun())))
                .and(FORUM_THREAD.ID.notIn(walk.seen()))
                .and(row(position, FORUM_THREAD.ID)
                        .lt(walk.last().position(), walk.last().thread()));
    }

    /** Posts of a thread that have been in it since before the walk began. */
    private static SelectConditionStep<Record1<Instant>> stayed(Walk walk) {
        return select(POST.CREATED_AT)
                .from(POST)
                .where(POST.THREAD_ID.eq(FORUM_THREAD.ID))
                .and(POST.CREATED_AT.le(walk.settled()))
                .andNotExists(arrival(POST.ID, walk));
    }

    /** Posts that moderators have taken away from it since; not those that had come only then. */
    private static SelectConditionStep<Record1<Instant>> left(Walk walk) {
        return select(POST.CREATED_AT)
                .from(POST_MOVE)
                .join(POST)
                .on(POST.ID.eq(POST_MOVE.POST_ID))
                .where(POST_MOVE.FROM_THREAD.eq(FORUM_THREAD.ID))
                .and(POST_MOVE.MOVED_AT.gt(walk.begun()))
                .and(POST.CREATED_AT.le(walk.settled()))
                .andNotExists(arrival(POST_MOVE.POST_ID, walk).and(ARRIVAL.TO_NUMBER.eq(POST_MOVE.FROM_NUMBER)));
    }

    /** A post came to the thread after the walk had begun. */
    private static SelectConditionStep<Record1<Integer>> arrival(Field<PostId> post, Walk walk) {
        return selectOne()
                .from(ARRIVAL)
                .where(ARRIVAL.POST_ID.eq(post))
                .and(ARRIVAL.TO_THREAD.eq(FORUM_THREAD.ID))
                .and(ARRIVAL.MOVED_AT.gt(walk.begun()));
    }

    private static Select<Record1<Instant>> latest(SelectConditionStep<Record1<Instant>> posts) {
        return posts.orderBy(POST.CREATED_AT.desc()).limit(1);
    }

    private static List<Place> places(DSLContext tx, Select<Record2<Instant, ThreadId>> candidates, int limit) {
        var ordered = candidates.asTable("place", "position", "thread");
        return tx.select(
                        ordered.field("position", Instant.class),
                        ordered.field("thread", FORUM_THREAD.ID.getDataType()))
                .from(ordered)
                .orderBy(DSL.field("position").desc(), DSL.field("thread").desc())
                .limit(limit)
                .fetch(row -> new Place(row.value1(), row.value2()));
    }

    private static List<Place> placesAbove(DSLContext tx, Condition listed, Place edge, int limit) {
        return tx.select(FORUM_THREAD.LAST_POST_AT, FORUM_THREAD.ID)
                .from(FORUM_THREAD)
                .where(listed)
                .and(row(FORUM_THREAD.LAST_POST_AT, FORUM_THREAD.ID).gt(edge.position(), edge.thread()))
                .orderBy(FORUM_THREAD.LAST_POST_AT.asc(), FORUM_THREAD.ID.asc())
                .limit(limit)
                .fetch(row -> new Place(row.value1(), row.value2()));
    }

    private static List<ThreadView> views(DSLContext tx, List<Place> places, Viewer viewer) {
        var byId = ThreadStore.byId(tx, places.stream().map(Place::thread).toList(), viewer);
        return places.stream()
                .map(place -> byId.get(place.thread()))
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<String> keyOf(Place place) {
        return List.of(place.position().toString(), place.thread().toString());
    }

    private static Place placeOf(List<String> key) {
        return new Place(Cursor.instant(key.get(0)), ThreadId.of(key.get(1)));
    }
}
