package waymark.threads;

import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static waymark.schema.Tables.FORUM_THREAD;
import static waymark.schema.Tables.POST;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jooq.impl.DSL;
import waymark.TestForum;
import waymark.ids.ThreadId;

/**
 * What a thread keeps counted.
 *
 * @param latest when the latest of its posts was written, as the posts say; null without any
 * @param highest the highest number of its posts; null without any
 */
record Counters(
        int postCount,
        boolean awaitingFirstReply,
        Instant lastPostAt,
        int lastNumber,
        Instant latest,
        Integer highest) {

    /** Of all threads, in the order of their ids. */
    static List<Counters> of(TestForum forum) {
        return forum.db()
                .read(tx -> tx.select(
                                FORUM_THREAD.POST_COUNT,
                                FORUM_THREAD.AWAITING_FIRST_REPLY,
                                FORUM_THREAD.LAST_POST_AT,
                                FORUM_THREAD.LAST_NUMBER,
                                DSL.field(select(max(POST.CREATED_AT))
                                        .from(POST)
                                        .where(POST.THREAD_ID.eq(FORUM_THREAD.ID))),
                                DSL.field(
                                        select(max(POST.NUMBER)).from(POST).where(POST.THREAD_ID.eq(FORUM_THREAD.ID))))
                        .from(FORUM_THREAD)
                        .orderBy(FORUM_THREAD.ID)
                        .fetch(org.jooq.Records.mapping(Counters::new)));
    }

    static int lastNumber(TestForum forum, String thread) {
        return forum.db()
                .read(tx -> Objects.requireNonNull(tx.select(FORUM_THREAD.LAST_NUMBER)
                        .from(FORUM_THREAD)
                        .where(FORUM_THREAD.ID.eq(ThreadId.of(thread)))
                        .fetchOne(FORUM_THREAD.LAST_NUMBER)));
    }

    /** Holds what is counted against the posts there are, in all threads. */
    static void requireRight(TestForum forum) {
        var kept = of(forum);
        forum.threads().repairCounters();
        assertEquals(of(forum), kept, "counted again");
        for (var thread : kept) {
            if (thread.highest() != null) {
                assertEquals(thread.latest(), thread.lastPostAt(), thread::toString);
                assertEquals(true, thread.highest() <= thread.lastNumber(), thread::toString);
            }
        }
    }
}
