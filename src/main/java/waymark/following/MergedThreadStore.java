package waymark.following;

import static org.jooq.impl.DSL.case_;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;
import static waymark.schema.Tables.FOLLOWING;
import static waymark.schema.Tables.POST;
import static waymark.schema.Tables.POST_MOVE;
import static waymark.schema.Tables.READ_POSITION;

import java.time.Instant;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Field;
import waymark.ids.ThreadId;
import waymark.visibility.Visible;

/** What becomes of a thread's followers, and of how far they have read, when its posts have gone to another one. */
final class MergedThreadStore {

    private MergedThreadStore() {}

    static void carryLevels(DSLContext tx, ThreadId from, ThreadId to, Instant at) {
        tx.insertInto(FOLLOWING, FOLLOWING.ACCOUNT_ID, FOLLOWING.THREAD_ID, FOLLOWING.LEVEL, FOLLOWING.SINCE)
                .select(select(
                                FOLLOWING.ACCOUNT_ID,
                                val(to, FOLLOWING.THREAD_ID),
                                FOLLOWING.LEVEL,
                                val(at, FOLLOWING.SINCE))
                        .from(FOLLOWING)
                        .where(FOLLOWING.THREAD_ID.eq(from)))
                .onConflict(FOLLOWING.ACCOUNT_ID, FOLLOWING.KIND, FOLLOWING.TARGET)
                .doUpdate()
                .set(FOLLOWING.LEVEL, excluded(FOLLOWING.LEVEL))
                .set(FOLLOWING.SINCE, excluded(FOLLOWING.SINCE))
                .where(strength(excluded(FOLLOWING.LEVEL)).gt(strength(FOLLOWING.LEVEL)))
                .execute();
        tx.deleteFrom(FOLLOWING).where(FOLLOWING.THREAD_ID.eq(from)).execute();
    }

    /** Whoever has muted one of two threads does not hear of what became of both. */
    private static Field<Integer> strength(Field<String> level) {
        return case_(level)
                .when(inline(Level.MUTED.code()), inline(3))
                .when(inline(Level.WATCHING.code()), inline(2))
                .when(inline(Level.TRACKING.code()), inline(1))
                .otherwise(inline(0));
    }

    /** @param behind the number of the last post there, before the others came */
    static void carryPositions(DSLContext tx, ThreadId from, ThreadId to, int behind, Instant at) {
        var earlier = READ_POSITION.as("earlier");
        var last = max(POST_MOVE.TO_NUMBER).as("last");
        var reached = select(earlier.ACCOUNT_ID, last)
                .from(earlier)
                .join(POST_MOVE)
                .on(POST_MOVE.FROM_THREAD.eq(from))
                .and(POST_MOVE.TO_THREAD.eq(to))
                .and(POST_MOVE.FROM_NUMBER.le(earlier.NUMBER))
                .where(earlier.THREAD_ID.eq(from))
                .groupBy(earlier.ACCOUNT_ID)
                .asTable("reached");
        var number = Objects.requireNonNull(reached.field(last));
        tx.update(READ_POSITION)
                .set(READ_POSITION.NUMBER, number)
                .set(READ_POSITION.READ_AT, at)
                .from(reached)
                .where(READ_POSITION.THREAD_ID.eq(to))
                .and(READ_POSITION.ACCOUNT_ID.eq(reached.field(earlier.ACCOUNT_ID)))
                .and(READ_POSITION.NUMBER.lt(number))
                .and(notExists(selectOne()
                        .from(POST)
                        .where(POST.THREAD_ID.eq(to))
                        .and(POST.NUMBER.gt(READ_POSITION.NUMBER))
                        .and(POST.NUMBER.le(behind))
                        .and(POST.AUTHOR_ID.ne(READ_POSITION.ACCOUNT_ID))
                        .and(Visible.shownPost())))
                .execute();
        tx.deleteFrom(READ_POSITION).where(READ_POSITION.THREAD_ID.eq(from)).execute();
    }
}
