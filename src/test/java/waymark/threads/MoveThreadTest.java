package waymark.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.AUDIT_ENTRY;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;

class MoveThreadTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private String thread = "";

    @BeforeEach
    void aThread() {
        thread = forum.thread(forum.alice()).thread();
    }

    @Test
    void aMovedThreadIsInItsNewRoomOnly() {
        var moved = forum.mo()
                .with("If-Match", "\"1\"")
                .post("/threads/" + thread + "/move", Map.of("category", "carers"))
                .expect(200);
        assertEquals("carers", moved.text("/thread/category"));
        assertEquals(2, moved.at("/thread/version").asInt());
        assertTrue(list("carers").contains(thread));
        assertFalse(list("recovery").contains(thread));
    }

    @Test
    void theAuditLogHasTheCodeOfTheReason() {
        forum.mo()
                .with("If-Match", "*")
                .post("/threads/" + thread + "/move", Map.of("category", "carers", "reason", "wrong-room"))
                .expect(200);
        assertEquals(List.of("thread-moved"), forum.audited(thread));
        assertEquals(
                List.of("wrong-room"),
                forum.db()
                        .read(tx -> tx.select(AUDIT_ENTRY.REASON)
                                .from(AUDIT_ENTRY)
                                .where(AUDIT_ENTRY.TARGET_ID.eq(UUID.fromString(thread)))
                                .fetch(AUDIT_ENTRY.REASON)));
        for (var reason : List.of("Not a code.", "-", "a--b", "a\n")) {
            assertEquals(
                    List.of("/reason"),
                    forum.mo()
                            .with("If-Match", "*")
                            .post("/threads/" + thread + "/move", Map.of("category", "carers", "reason", reason))
                            .expectProblem(422, "invalid-value")
                            .wrongPlaces());
        }
    }

    @Test
    void changingTheCategoryIsTheSameAndLoggedToo() {
        forum.mo()
                .with("If-Match", "*")
                .patch("/threads/" + thread, Map.of("title", "Only another title"))
                .expect(200);
        assertEquals(List.of(), forum.audited(thread));
        forum.mo()
                .with("If-Match", "*")
                .patch("/threads/" + thread, Map.of("category", "carers"))
                .expect(200);
        assertEquals(List.of("thread-moved"), forum.audited(thread));
    }

    @Test
    void aRequestSentAgainMovesOnce() {
        var mo = forum.mo().with("If-Match", "\"1\"").with("Idempotency-Key", thread);
        var first = mo.post("/threads/" + thread + "/move", Map.of("category", "carers"))
                .expect(200);
        var again = mo.post("/threads/" + thread + "/move", Map.of("category", "carers"))
                .expect(200);
        assertEquals(first.body(), again.body());
        assertEquals("true", again.header("Idempotency-Replayed"));
        assertEquals(first.header("ETag"), again.header("ETag"));
    }

    @Test
    void itGoesToARoomThatThereIs() {
        assertEquals(
                List.of("/category"),
                forum.mo()
                        .with("If-Match", "*")
                        .post("/threads/" + thread + "/move", Map.of("category", "nowhere"))
                        .expectProblem(422, "invalid-value")
                        .wrongPlaces());
    }

    /** Neither by a move nor around a corner. */
    @Test
    void whatWasWrittenForMembersIsNotMadePublic() {
        var inside = forum.alice()
                .post(
                        "/threads",
                        Map.of("title", "Among ourselves", "category", "members-corner", "markdown", "Inside."))
                .expect(201)
                .text("/thread/id");
        var reply = forum.reply(forum.bob(), inside, "For members.");
        var mo = forum.mo().with("If-Match", "*");

        for (var answer : List.of(
                mo.post("/threads/" + inside + "/move", Map.of("category", "carers")),
                mo.patch("/threads/" + inside, Map.of("category", "carers")),
                mo.post(
                        "/threads/" + inside + "/split",
                        Map.of("posts", List.of(reply), "title", "Outside", "category", "carers")),
                mo.post("/threads/" + inside + "/merge", Map.of("into", thread)))) {
            answer.expectProblem(422, "invalid-value");
        }
        forum.guest().get("/threads/" + inside).expectProblem(404, "not-found");
        mo.post("/threads/" + thread + "/move", Map.of("category", "members-corner"))
                .expect(200);
    }

    @Test
    void onlyModeratorsMoveAndTheySayWhichVersion() {
        var path = "/threads/" + thread + "/move";
        var body = Map.of("category", "carers");
        forum.alice().with("If-Match", "*").post(path, body).expectProblem(403, "not-allowed");
        forum.guest().with("If-Match", "*").post(path, body).expectProblem(401, "sign-in-needed");
        forum.mo().post(path, body).expectProblem(428, "version-needed");
        forum.mo().with("If-Match", "\"9\"").post(path, body).expectProblem(412, "stale-version");
        forum.mo()
                .with("If-Match", "*")
                .put("/threads/" + thread + "/removal", TestForum.removal("A reason."))
                .expect(200);
        forum.mo().with("If-Match", "*").post(path, body).expectProblem(404, "not-found");
    }

    private static List<String> list(String room) {
        return forum.guest().get("/threads?limit=100&category=" + room).texts("/items", "/id");
    }
}
