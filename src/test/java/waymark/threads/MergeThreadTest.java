package waymark.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.testing.Answer;
import waymark.testing.Client;
import waymark.testing.Together;

class MergeThreadTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private String thread = "";
    private String opening = "";
    private String answer = "";
    private String other = "";

    /** Alice has asked what Bob asked before; somebody has answered her. */
    @BeforeEach
    void twoThreadsAboutTheSame() {
        other = forum.thread(forum.bob(), "The same question").thread();
        forum.clock().advance(Duration.ofMinutes(1));
        var started = forum.thread(forum.alice(), "The same question again");
        thread = started.thread();
        opening = started.post();
        forum.clock().advance(Duration.ofMinutes(1));
        answer = forum.member("carol")
                .post("/threads/" + thread + "/posts", Map.of("markdown", "An answer", "replyTo", 1))
                .expect(201)
                .text("/post/id");
        forum.clock().advance(Duration.ofMinutes(1));
    }

    @AfterEach
    void everythingIsCountedRight() {
        Counters.requireRight(forum);
    }

    @Test
    void itsPostsAreAppendedToTheOther() {
        forum.reply(forum.alice(), other, "The second there");
        merge(thread, other).expect(200);
        var read = forum.guest().get("/threads/" + other).expect(200);
        assertEquals(List.of("1", "2", "3", "4"), read.texts("/posts/items", "/number"));
        assertEquals(opening, read.text("/posts/items/2/id"));
        assertEquals(answer, read.text("/posts/items/3/id"));
        assertEquals(opening, read.text("/posts/items/3/replyTo/id"));
        assertEquals(3, read.at("/posts/items/3/replyTo/number").asInt());
        assertEquals(4, read.at("/thread/postCount").asInt());
        assertEquals("bob", read.text("/thread/author/username"));
        assertEquals(2, read.at("/thread/version").asInt());
        assertEquals(
                5, replyIn(forum.bob(), other).expect(201).at("/post/number").asInt());
    }

    @Test
    void itStaysAndTellsWhereItsPostsAre() {
        var merged = merge(thread, other).expect(200);
        assertEquals(other, merged.text("/thread/mergedInto"));
        for (var reader : List.of(forum.guest(), forum.alice(), forum.bob(), forum.mo())) {
            var read = reader.get("/threads/" + thread).expect(200);
            assertEquals(merged.at("/thread"), read.at("/thread"));
            assertEquals(0, read.at("/posts/items").size());
            assertEquals(reader == forum.mo() ? List.of("remove") : List.of(), read.texts("/viewer/actions", ""));
            assertEquals(
                    0, reader.get("/threads/" + thread + "/posts").at("/items").size());
            for (var sort : List.of("active", "newest", "unanswered")) {
                assertFalse(reader.get("/threads?limit=100&sort=" + sort).body().contains(thread), sort);
            }
        }
        assertEquals("published", merged.text("/thread/state"));
        assertEquals(0, merged.at("/thread/postCount").asInt());
        assertEquals(other, forum.guest().get("/posts/" + opening).text("/post/thread"));
    }

    @Test
    void whoRepliesThereIsToldWhereToGo() {
        merge(thread, other).expect(200);
        for (var member : List.of(forum.alice(), forum.mo())) {
            var refused = replyIn(member, thread).expectProblem(409, "thread-merged");
            assertTrue(refused.text("/detail").contains("/threads/" + other), refused::body);
        }
    }

    @Test
    void nothingElseCanBeDoneWithItEither() {
        merge(thread, other).expect(200);
        var path = "/threads/" + thread;
        var until = forum.clock().instant().plusSeconds(60).toString();
        var mo = forum.mo().with("If-Match", "*");
        var alice = forum.alice().with("If-Match", "*");
        for (var refused : List.of(
                alice.patch(path, Map.of("title", "Another title")),
                alice.delete(path),
                mo.patch(path, Map.of("category", "carers")),
                mo.put(path + "/lock", Map.of("reason", "A reason.")),
                mo.put(path + "/pin", Map.of("until", until)),
                mo.put(path + "/slow-mode", Map.of("seconds", 60)),
                mo.post(path + "/move", Map.of("category", "carers")),
                mo.post(path + "/split", Map.of("posts", List.of(answer), "title", "A title", "category", "carers")),
                mo.post(
                        path + "/merge",
                        Map.of("into", forum.thread(forum.bob()).thread())))) {
            refused.expectProblem(409, "thread-merged");
        }
    }

    @Test
    void lockPinAndSlowModeEndWithIt() {
        var mo = forum.mo().with("If-Match", "*");
        var until = forum.clock().instant().plusSeconds(60).toString();
        mo.put("/threads/" + thread + "/pin", Map.of("until", until)).expect(200);
        mo.put("/threads/" + thread + "/lock", Map.of("reason", "A reason.")).expect(200);
        mo.put("/threads/" + thread + "/slow-mode", Map.of("seconds", 60)).expect(200);
        var merged = merge(thread, other).expect(200);
        assertFalse(merged.at("/thread/locked").asBoolean());
        assertTrue(merged.at("/thread/pinnedUntil").isNull());
        assertTrue(merged.at("/thread/slowMode").isNull());
        assertEquals(List.of(), forum.guest().get("/threads").texts("/pinned", "/id"));
    }

    @Test
    void theOtherIsAsActiveAsTheLatestOfItsPosts() {
        var latest = forum.guest().get("/threads/" + thread).text("/thread/lastPostAt");
        merge(thread, other).expect(200);
        var read = forum.guest().get("/threads/" + other);
        assertEquals(latest, read.text("/thread/lastPostAt"));
        assertFalse(read.at("/thread/awaitingFirstReply").asBoolean());
    }

    @Test
    void whatWasTakenDownGoesTooAndStaysDown() {
        forum.mo()
                .with("If-Match", "*")
                .put("/posts/" + answer + "/removal", TestForum.removal("A reason."))
                .expect(200);
        merge(thread, other).expect(200);
        assertEquals(
                2,
                forum.guest().get("/threads/" + other).at("/thread/postCount").asInt());
        assertFalse(forum.guest().get("/threads/" + other).body().contains(answer));
        assertEquals("removed", forum.mo().get("/threads/" + other).text("/posts/items/2/state"));
        forum.mo().with("If-Match", "*").delete("/posts/" + answer + "/removal").expect(200);
        assertEquals(
                3,
                forum.guest().get("/threads/" + other).at("/thread/postCount").asInt());
    }

    @Test
    void aThreadIsMergedIntoAnotherOneThatStands() {
        assertEquals(
                List.of("/into"),
                merge(thread, thread).expectProblem(422, "invalid-value").wrongPlaces());
        assertEquals(
                List.of("/into"),
                merge(thread, "0190a0a0-0000-7000-8000-000000000000")
                        .expectProblem(422, "invalid-value")
                        .wrongPlaces());
        var removed = forum.thread(forum.bob()).thread();
        forum.mo()
                .with("If-Match", "*")
                .put("/threads/" + removed + "/removal", TestForum.removal("A reason."))
                .expect(200);
        merge(thread, removed).expectProblem(422, "invalid-value");
        merge(removed, thread).expectProblem(404, "not-found");
        var third = forum.thread(forum.bob()).thread();
        merge(thread, other).expect(200);
        var refused = merge(third, thread).expectProblem(409, "thread-merged");
        assertTrue(refused.text("/detail").contains(other), refused::body);
    }

    @Test
    void onlyModeratorsMergeAndTheySayWhichVersion() {
        var path = "/threads/" + thread + "/merge";
        var body = Map.of("into", other);
        forum.alice().with("If-Match", "*").post(path, body).expectProblem(403, "not-allowed");
        forum.guest().with("If-Match", "*").post(path, body).expectProblem(401, "sign-in-needed");
        forum.mo().post(path, body).expectProblem(428, "version-needed");
        forum.mo().with("If-Match", "\"9\"").post(path, body).expectProblem(412, "stale-version");
    }

    @Test
    void aRequestSentAgainMergesOnce() {
        var mo = forum.mo().with("If-Match", "\"1\"").with("Idempotency-Key", thread);
        var first =
                mo.post("/threads/" + thread + "/merge", Map.of("into", other)).expect(200);
        assertEquals(
                first.body(),
                mo.post("/threads/" + thread + "/merge", Map.of("into", other)).body());
    }

    @Test
    void bothThreadsAreInTheAuditLog() {
        merge(thread, other).expect(200);
        assertEquals(List.of("thread-merged"), forum.audited(thread));
        assertEquals(List.of("thread-merged"), forum.audited(other));
    }

    @Test
    void ofTwoMergesThatCrossOneHappens() {
        for (int round = 0; round < 10; round++) {
            twoThreadsAboutTheSame();
            var answers = Together.times(2, i -> i == 0 ? merge(thread, other) : merge(other, thread));
            assertEquals(
                    List.of(200, 409),
                    answers.stream().map(Answer::status).sorted().toList(),
                    () -> answers.get(0).body() + answers.get(1).body());
            var posts = Stream.of(thread, other)
                    .mapToInt(id -> forum.guest()
                            .get("/threads/" + id)
                            .at("/posts/items")
                            .size())
                    .sum();
            assertEquals(3, posts);
        }
    }

    @Test
    void manyMergesIntoOneAreAllThere() {
        var sources = Stream.generate(() -> forum.thread(forum.alice()).thread())
                .limit(8)
                .toList();
        Together.times(8, i -> merge(sources.get(i), other)).forEach(merged -> merged.expect(200));
        var read = forum.guest().get("/threads/" + other);
        assertEquals(List.of("1", "2", "3", "4", "5", "6", "7", "8", "9"), read.texts("/posts/items", "/number"));
        assertEquals(9, Counters.lastNumber(forum, other));
    }

    @Test
    void aReplyAtTheSameMomentIsMovedOrToldWhereToGo() {
        var bob = forum.bob();
        var answers = Together.times(8, i -> i == 3 ? merge(thread, other) : replyIn(bob, thread));
        answers.get(3).expect(200);
        var taken = answers.stream().filter(reply -> reply.status() == 201).count();
        answers.stream()
                .filter(reply -> reply.status() >= 400)
                .forEach(reply -> reply.expectProblem(409, "thread-merged"));
        assertEquals(
                3 + taken,
                forum.guest().get("/threads/" + other).at("/thread/postCount").asInt());
    }

    private static Answer merge(String thread, String into) {
        return forum.mo().with("If-Match", "*").post("/threads/" + thread + "/merge", Map.of("into", into));
    }

    private static Answer replyIn(Client member, String thread) {
        return member.post("/threads/" + thread + "/posts", Map.of("markdown", "A reply."));
    }
}
