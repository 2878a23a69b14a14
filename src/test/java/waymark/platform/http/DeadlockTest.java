package waymark.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static waymark.schema.Tables.STORED_ANSWER;

import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.platform.secret.Sha256;
import waymark.testing.Answer;
import waymark.testing.Client;
import waymark.testing.Together;

/** Two transactions of which each holds what the other wants next: PostgreSQL ends one of them. */
@Timeout(120)
class DeadlockTest {

    private static final String KEY = "crossed";

    @RegisterExtension
    static final TestForum forum = new TestForum();

    @Test
    void whoeverHasToGiveWayIsToldToComeBackAndNothingOfItWasDone() {
        var thread = forum.thread(forum.alice()).thread();
        var bob = forum.bob();
        var before = forum.guest().get("/threads/" + thread).expect(200).header("ETag");

        var answer = crossed(thread, bob, () -> reply(bob, thread));

        answer.expectProblem(503, "unavailable");
        assertEquals("5", answer.header("Retry-After"));
        assertFalse(answer.body().contains("deadlock"), answer::toString);
        assertEquals(
                1,
                forum.guest().get("/threads/" + thread + "/posts").at("/items").size());
        assertEquals(before, forum.guest().get("/threads/" + thread).header("ETag"));
        int kept = forum.db().read(tx -> tx.fetchCount(STORED_ANSWER));
        assertEquals(0, kept);

        // Sent again as it was, it is the reply that it would have been: no number is missing.
        assertEquals(2, reply(bob, thread).expect(201).at("/post/number").asInt());
        assertEquals("true", reply(bob, thread).expect(201).header("Idempotency-Replayed"));
    }

    private static Answer reply(Client member, String thread) {
        return member.with("Idempotency-Key", KEY)
                .post("/threads/" + thread + "/posts", Map.of("markdown", "How are you today?"));
    }

    /**
     * A reply takes the thread first, and the place of its answer last; here is somebody who has that place already, and
     * wants the thread only then. They have more patience than the request, so that it is the request that gives way.
     */
    private static Answer crossed(String thread, Client member, Supplier<Answer> request) {
        var owner = forum.account(member).toString();
        return Together.meeting(
                forum.db(),
                tx -> tx.insertInto(STORED_ANSWER)
                        .set(STORED_ANSWER.OWNER, owner)
                        .set(STORED_ANSWER.KEY_SHA256, Sha256.of(KEY))
                        .set(STORED_ANSWER.REQUEST_MAC, new byte[] {1})
                        .set(STORED_ANSWER.ANSWER, new byte[] {1})
                        .set(STORED_ANSWER.STORED_AT, forum.clock().instant())
                        .execute(),
                request,
                tx -> {
                    tx.execute("select 1 from forum_thread where id = ?::uuid for update", thread);
                    tx.deleteFrom(STORED_ANSWER)
                            .where(STORED_ANSWER.OWNER.eq(owner))
                            .execute();
                });
    }
}
