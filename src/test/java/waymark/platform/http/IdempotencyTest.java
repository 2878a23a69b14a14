package waymark.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.STORED_ANSWER;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.testing.Answer;
import waymark.testing.Client;
import waymark.testing.Together;

class IdempotencyTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private String thread = "";
    private String posts = "";

    @BeforeEach
    void aliceHasStartedAThread() {
        thread = forum.thread(forum.alice()).thread();
        posts = "/threads/" + thread + "/posts";
    }

    @Test
    void aRequestSentAgainGetsTheFirstAnswerAndWritesOnce() {
        var first = reply(forum.bob(), "key-1", "Once").expect(201);
        forum.clock().advance(Duration.ofHours(23));
        var second = reply(forum.bob(), "key-1", "Once").expect(201);

        assertEquals("", first.header("Idempotency-Replayed"));
        assertEquals("true", second.header("Idempotency-Replayed"));
        assertEquals(first.body(), second.body());
        assertEquals(first.header("Location"), second.header("Location"));
        assertEquals(first.header("ETag"), second.header("ETag"));
        assertEquals(first.header("Content-Type"), second.header("Content-Type"));
        assertEquals(2, forum.guest().get(posts).at("/items").size());
    }

    @Test
    void aKeyBelongsToOneRequest() {
        reply(forum.bob(), "key-2", "Once").expect(201);
        var answer = reply(forum.bob(), "key-2", "Something else").expectProblem(422, "idempotency-key-reused");
        assertEquals(List.of("/Idempotency-Key"), answer.wrongPlaces());
        forum.bob()
                .with("Idempotency-Key", "key-2")
                .post("/threads/" + forum.thread(forum.alice()).thread() + "/posts", Map.of("markdown", "Once"))
                .expectProblem(422, "idempotency-key-reused");
    }

    @Test
    void aKeyBelongsToOneMember() {
        reply(forum.bob(), "key-3", "The same words").expect(201);
        assertEquals(
                "", reply(forum.alice(), "key-3", "The same words").expect(201).header("Idempotency-Replayed"));
    }

    @Test
    void aRefusalIsNotKept() {
        var refused = forum.bob().with("Idempotency-Key", "key-4").post(posts, Map.of("markdown", "x", "replyTo", 2));
        refused.expectProblem(422, "invalid-value");
        forum.reply(forum.alice(), thread, "Number two");
        forum.bob()
                .with("Idempotency-Key", "key-4")
                .post(posts, Map.of("markdown", "x", "replyTo", 2))
                .expect(201);
    }

    @Test
    void aKeyIsForgottenAfterADay() {
        reply(forum.bob(), "key-5", "Once").expect(201);
        forum.clock().advance(Duration.ofHours(24).plusSeconds(1));
        assertEquals(
                "", reply(forum.bob(), "key-5", "Again, on purpose").expect(201).header("Idempotency-Replayed"));
    }

    @Test
    void whatIsTooOldIsSwept() {
        reply(forum.bob(), "key-6", "Once").expect(201);
        forum.clock().advance(Duration.ofHours(24).plusSeconds(1));
        assertTrue(new Retries(forum.db(), forum.clock()).forgetOld() > 0);
        int left = forum.db().read(tx -> tx.fetchCount(STORED_ANSWER));
        assertEquals(0, left);
    }

    @Test
    void aKeyIsOfVisibleCharacters() {
        for (var key : List.of("two words", "x".repeat(129))) {
            var answer = reply(forum.bob(), key, "x").expectProblem(400, "invalid-request");
            assertEquals(List.of("/Idempotency-Key"), answer.wrongPlaces());
        }
        reply(forum.bob(), "x".repeat(128), "x").expect(201);
    }

    @Test
    void oneKeySentTwentyTimesAtOnceWritesOnce() {
        var bob = forum.bob();
        var answers = Together.times(20, i -> reply(bob, "key-7", "Twenty times"));

        for (var answer : answers) {
            if (answer.status() != 201) {
                answer.expectProblem(409, "idempotency-key-in-use");
                assertEquals("1", answer.header("Retry-After"));
            }
        }
        assertEquals(
                1,
                answers.stream()
                        .filter(answer -> answer.status() == 201)
                        .map(answer -> answer.text("/post/id"))
                        .collect(Collectors.toSet())
                        .size());
        assertEquals(2, forum.guest().get(posts).at("/items").size());
    }

    private Answer reply(Client who, String key, String markdown) {
        return who.with("Idempotency-Key", key).post(posts, Map.of("markdown", markdown));
    }
}
