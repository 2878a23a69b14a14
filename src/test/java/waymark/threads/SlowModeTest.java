package waymark.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.testing.Answer;
import waymark.testing.Client;
import waymark.testing.Together;

class SlowModeTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private String thread = "";

    @BeforeEach
    void aThread() {
        thread = "/threads/" + forum.thread(forum.alice()).thread();
    }

    @Test
    void eachMemberRepliesOnceInThatTime() {
        slow(Map.of("seconds", 600)).expect(200);
        reply(forum.bob()).expect(201);
        reply(forum.member("carol")).expect(201);
        forum.clock().advance(Duration.ofMillis(500));
        var early = reply(forum.bob()).expectProblem(429, "slow-mode");
        assertEquals("600", early.header("Retry-After"), "rounded up: a second less would be too early");
        forum.clock().advance(Duration.ofMillis(599_499));
        assertEquals("1", reply(forum.bob()).expectProblem(429, "slow-mode").header("Retry-After"));
        forum.clock().advance(Duration.ofMillis(1));
        reply(forum.bob()).expect(201);
        assertEquals(4, forum.guest().get(thread).at("/thread/postCount").asInt());
    }

    @Test
    void theOpeningPostIsNoReplyAndOtherThreadsGoOnAsBefore() {
        slow(Map.of("seconds", 600)).expect(200);
        reply(forum.alice()).expect(201);
        reply(forum.alice()).expectProblem(429, "slow-mode");
        var other = forum.thread(forum.alice()).thread();
        forum.reply(forum.alice(), other, "Here it goes on.");
        forum.reply(forum.alice(), other, "And on.");
    }

    @Test
    void aReplyFromBeforeCountsToo() {
        reply(forum.bob()).expect(201);
        forum.clock().advance(Duration.ofMinutes(1));
        slow(Map.of("seconds", 600)).expect(200);
        assertEquals("540", reply(forum.bob()).expectProblem(429, "slow-mode").header("Retry-After"));
    }

    @Test
    void takingAReplyBackMakesNoRoomForAnother() {
        slow(Map.of("seconds", 600)).expect(200);
        var post = reply(forum.bob()).expect(201).text("/post/id");
        forum.bob().with("If-Match", "*").delete("/posts/" + post).expect(204);
        reply(forum.bob()).expectProblem(429, "slow-mode");
    }

    @Test
    void moderatorsDoNotWait() {
        slow(Map.of("seconds", 86_400)).expect(200);
        reply(forum.mo()).expect(201);
        reply(forum.mo()).expect(201);
    }

    @Test
    void everybodySeesHowSlowAThreadIsUntilItEnds() {
        var until = forum.clock().instant().plus(Duration.ofHours(1));
        var slow = slow(Map.of("seconds", 120, "until", until.toString())).expect(200);
        assertEquals(120, slow.at("/thread/slowMode/seconds").asInt());
        assertEquals(until.toString(), slow.text("/thread/slowMode/until"));
        assertEquals(slow.at("/thread"), forum.guest().get(thread).at("/thread"));
        assertTrue(slow.texts("/viewer/actions", "").contains("end-slow-mode"));
        forum.clock().advance(Duration.ofMinutes(59));
        reply(forum.bob()).expect(201);
        reply(forum.bob()).expectProblem(429, "slow-mode");

        forum.clock().advance(Duration.ofMinutes(1));
        reply(forum.bob()).expect(201);
        var over = forum.mo().get(thread);
        assertTrue(over.at("/thread/slowMode").isNull());
        assertTrue(over.texts("/viewer/actions", "").contains("slow-mode"));
        end().expectProblem(404, "not-found");
    }

    @Test
    void aModeratorEndsIt() {
        slow(Map.of("seconds", 600)).expect(200);
        assertTrue(forum.guest().get(thread).at("/thread/slowMode/until").isNull());
        reply(forum.bob()).expect(201);
        assertTrue(end().expect(200).at("/thread/slowMode").isNull());
        reply(forum.bob()).expect(201);
        end().expectProblem(404, "not-found");
        assertEquals(List.of("slow-mode-set", "slow-mode-ended"), forum.audited(thread.substring(9)));
    }

    @Test
    void itIsFromAMinuteToADay() {
        for (int seconds : List.of(60, 86_400)) {
            slow(Map.of("seconds", seconds)).expect(200);
        }
        for (int seconds : List.of(59, 86_401)) {
            assertEquals(
                    List.of("/seconds"),
                    slow(Map.of("seconds", seconds))
                            .expectProblem(422, "invalid-value")
                            .wrongPlaces());
        }
        var past = forum.clock().instant().toString();
        assertEquals(
                List.of("/until"),
                slow(Map.of("seconds", 60, "until", past))
                        .expectProblem(422, "invalid-value")
                        .wrongPlaces());
        slow("{\"seconds\": 60, \"until\": null}").expect(200);
    }

    @Test
    void onlyModeratorsSlowAThreadDown() {
        var body = Map.of("seconds", 60);
        forum.alice().with("If-Match", "*").put(thread + "/slow-mode", body).expectProblem(403, "not-allowed");
        forum.alice().with("If-Match", "*").delete(thread + "/slow-mode").expectProblem(403, "not-allowed");
        forum.guest().with("If-Match", "*").put(thread + "/slow-mode", body).expectProblem(401, "sign-in-needed");
        forum.mo().put(thread + "/slow-mode", body).expectProblem(428, "version-needed");
        forum.mo().with("If-Match", "\"9\"").put(thread + "/slow-mode", body).expectProblem(412, "stale-version");
    }

    @Test
    void tenRepliesAtOnceAreOne() {
        slow(Map.of("seconds", 600)).expect(200);
        var bob = forum.bob();
        var answers = Together.times(10, i -> reply(bob));
        assertEquals(
                1, answers.stream().filter(answer -> answer.status() == 201).count());
        answers.stream()
                .filter(answer -> answer.status() != 201)
                .forEach(answer -> answer.expectProblem(429, "slow-mode"));
        assertEquals(List.of("1", "2"), forum.guest().get(thread).texts("/posts/items", "/number"));
    }

    private Answer slow(Object body) {
        return forum.mo().with("If-Match", "*").put(thread + "/slow-mode", body);
    }

    private Answer end() {
        return forum.mo().with("If-Match", "*").delete(thread + "/slow-mode");
    }

    private Answer reply(Client member) {
        return member.post(thread + "/posts", Map.of("markdown", "A reply."));
    }
}
