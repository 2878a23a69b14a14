package waymark.following;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.gate.Submitted;
import waymark.platform.access.Role;
import waymark.testing.Answer;
import waymark.testing.Client;
import waymark.testing.Together;

/** Alice waits. Sol and Sam are supporters. */
class AwaitingTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private final Client sol = forum.signedIn("sol", Role.SUPPORTER);
    private final Client sam = forum.signedIn("sam", Role.SUPPORTER);
    private String thread = "";

    @BeforeEach
    void aliceStartsAThread() {
        thread = forum.thread(forum.alice(), "Nobody has answered yet").thread();
    }

    @Test
    void theLongestWaitIsFirstAndItsAgeIsTold() {
        var began = forum.clock().instant();
        forum.clock().advance(Duration.ofMinutes(5));
        var later = forum.thread(forum.bob(), "Nor this one").thread();
        var list = sol.get("/threads/awaiting-first-reply?limit=100").expect(200);
        var waiting = list.texts("/items", "/id");
        assertTrue(waiting.indexOf(thread) < waiting.indexOf(later));
        assertEquals(
                began.toString(),
                list.at("/items/" + waiting.indexOf(thread) + "/awaitingSince").asText());
        forum.reply(sol, thread, "Welcome.");
        assertTrue(forum.guest()
                .get("/threads/" + thread)
                .at("/thread/awaitingSince")
                .isNull());
        assertFalse(waiting(sol).contains(thread));
    }

    @Test
    void aReplyThatWaitsForAModeratorAnswersNobodyUntilItIsThere() {
        forum.mo()
                .post(
                        "/watched-words",
                        Map.of("kind", "word", "pattern", "quokka", "action", "hold", "category", "abuse"))
                .expect(201);
        var held = forum.bob()
                .post("/threads/" + thread + "/posts", Map.of("markdown", "Ask the quokka."))
                .expect(202);
        assertTrue(waiting(sol).contains(thread));
        var unused = Submitted.approve(forum, held.text("/submission/id"));
        assertFalse(waiting(sol).contains(thread));
    }

    @Test
    void aReplyThatWasTakenDownOrTakenBackAnswersNobody() {
        var removed = forum.reply(forum.bob(), thread, "Off you go.");
        assertFalse(waiting(sol).contains(thread));
        forum.mo()
                .with("If-Match", "*")
                .put("/posts/" + removed + "/removal", TestForum.removal("Not here."))
                .expect(200);
        assertTrue(waiting(sol).contains(thread));
        var deleted = forum.reply(forum.bob(), thread, "Never mind.");
        forum.bob().with("If-Match", "*").delete("/posts/" + deleted).expect(204);
        assertTrue(waiting(sol).contains(thread));
        forum.reply(forum.alice(), thread, "Anybody?");
        assertTrue(waiting(sol).contains(thread));
    }

    @Test
    void oneSupporterAtATimeSaysThatTheyAreAnswering() {
        var claim = claim(sol).expect(200);
        assertTrue(claim.at("/claim/mine").asBoolean());
        var refused = claim(sam);
        refused.expectProblem(409, "being-answered");
        assertTrue(refused.text("/detail").matches(".* until \\d\\d:\\d\\d, UK time\\."));
        assertEquals("1800", refused.header("Retry-After"));
        forum.clock().advance(Duration.ofMinutes(20));
        assertEquals(claim.text("/claim/claimedAt"), claim(sol).expect(200).text("/claim/claimedAt"));
        forum.clock().advance(Duration.ofMinutes(29));
        claim(sam).expectProblem(409, "being-answered");
        forum.clock().advance(Duration.ofMinutes(1));
        assertTrue(claim(sam).expect(200).at("/claim/mine").asBoolean());
    }

    @Test
    void ofTwoAtOnceOneGetsIt() {
        var statuses = Together.times(2, i -> claim(i == 0 ? sol : sam).status());
        assertEquals(List.of(200, 409), statuses.stream().sorted().toList());
    }

    @Test
    void onlySupportersAndModeratorsAreTold() {
        claim(sol).expect(200);
        var list = sam.get("/threads/awaiting-first-reply?limit=100").expect(200);
        assertEquals("sol", list.text("/claims/" + thread + "/by/username"));
        assertFalse(list.at("/claims/" + thread + "/mine").asBoolean());
        forum.alice().get("/threads/awaiting-first-reply").expectProblem(403, "not-allowed");
        forum.guest().get("/threads/awaiting-first-reply").expectProblem(401, "sign-in-needed");
        claim(forum.bob()).expectProblem(403, "not-allowed");
        for (var answer : List.of(
                forum.alice().get("/threads/" + thread),
                forum.bob().get("/threads?limit=100"),
                sam.get("/threads/" + thread))) {
            assertFalse(answer.body().contains("claim"));
        }
    }

    @Test
    void aReplyEndsItAndSoDoesGivingItBack() {
        claim(sol).expect(200);
        sam.delete("/threads/" + thread + "/answer-claim").expect(204);
        claim(sam).expectProblem(409, "being-answered");
        sol.delete("/threads/" + thread + "/answer-claim").expect(204);
        claim(sam).expect(200);
        forum.reply(sam, thread, "Welcome, Alice.");
        assertTrue(sol.get("/threads/awaiting-first-reply?limit=100")
                .expect(200)
                .at("/claims/" + thread)
                .isMissingNode());
        sol.put("/threads/0190a0a0-0000-7000-8000-000000000000/answer-claim").expectProblem(404, "not-found");
    }

    @Test
    void nobodyIsAskedToAnswerThemselves() {
        var own = forum.thread(sol, "A supporter asks").thread();
        assertFalse(waiting(sol).contains(own));
        assertTrue(waiting(sam).contains(own));
        sol.put("/threads/" + own + "/answer-claim").expectProblem(409, "not-waiting");
        sam.put("/threads/" + own + "/answer-claim").expect(200);
    }

    @Test
    void whatSomebodyHasAnsweredNobodyIsAnswering() {
        claim(sol).expect(200);
        forum.reply(forum.bob(), thread, "Here.");
        claim(sol).expectProblem(409, "not-waiting");
        claim(sam).expectProblem(409, "not-waiting");
        sol.delete("/threads/" + thread + "/answer-claim").expect(204);
    }

    private Answer claim(Client who) {
        return who.put("/threads/" + thread + "/answer-claim");
    }

    private static List<String> waiting(Client who) {
        return who.get("/threads/awaiting-first-reply?limit=100").expect(200).texts("/items", "/id");
    }
}
