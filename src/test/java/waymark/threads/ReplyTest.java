package waymark.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.testing.Answer;
import waymark.testing.Together;

class ReplyTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private String thread = "";
    private String opening = "";

    @BeforeEach
    void aliceHasStartedAThread() {
        var started = forum.thread(forum.alice());
        thread = started.thread();
        opening = started.post();
    }

    @Test
    void aReplyGetsTheNextNumberAndCanBeFetched() {
        var answer = reply(Map.of("markdown", "Hello **Alice**", "replyTo", 1)).expect(201);

        assertEquals(2, answer.at("/post/number").asInt());
        assertEquals(1, answer.at("/post/replyTo/number").asInt());
        assertEquals(opening, answer.text("/post/replyTo/id"));
        assertEquals("<p>Hello <strong>Alice</strong></p>\n", answer.text("/post/html"));
        assertEquals("Hello Alice", answer.text("/post/text"));
        assertEquals("Hello **Alice**", answer.text("/post/markdown"));
        var place = answer.header("Location").substring("/api/v1".length());
        assertEquals(
                answer.text("/post/id"), forum.guest().get(place).expect(200).text("/post/id"));
    }

    @Test
    void onlyItsAuthorAndModeratorsGetTheMarkdown() {
        var id = reply(Map.of("markdown", "*words*")).expect(201).text("/post/id");

        assertEquals("*words*", forum.bob().get("/posts/" + id).text("/post/markdown"));
        assertEquals("*words*", forum.mo().get("/posts/" + id).text("/post/markdown"));
        assertTrue(forum.alice().get("/posts/" + id).at("/post/markdown").isMissingNode());
        assertTrue(forum.guest().get("/posts/" + id).at("/post/markdown").isMissingNode());
        assertFalse(forum.bob().get("/threads/" + thread).body().contains("\"markdown\""));
    }

    @Test
    void aReplyOfSomebodyElseAnswersTheThread() {
        assertTrue(forum.guest()
                .get("/threads/" + thread)
                .at("/thread/awaitingFirstReply")
                .asBoolean());
        forum.reply(forum.alice(), thread, "To myself");
        assertTrue(forum.guest()
                .get("/threads/" + thread)
                .at("/thread/awaitingFirstReply")
                .asBoolean());
        forum.reply(forum.bob(), thread, "To Alice");
        var read = forum.guest().get("/threads/" + thread);
        assertFalse(read.at("/thread/awaitingFirstReply").asBoolean());
        assertEquals(3, read.at("/thread/postCount").asInt());
    }

    @Test
    void mentionedMembersAreLinkedAndListed() {
        var unused = forum.member("carla");
        var answer = reply(Map.of("markdown", "Hi @Carla, and @nobody-here")).expect(201);

        assertEquals(List.of("carla"), answer.texts("/post/mentions", ""));
        assertTrue(answer.text("/post/html").contains("<a href=\"/members/carla\" class=\"mention\""));
        assertFalse(answer.text("/post/html").contains("/members/nobody"));
    }

    @Test
    void guestsAreAskedToSignIn() {
        forum.guest()
                .post("/threads/" + thread + "/posts", Map.of("markdown", "x"))
                .expectProblem(401, "sign-in-needed");
    }

    @Test
    void onlyPostsThatStandCanBeAnswered() {
        assertEquals(
                List.of("/replyTo"),
                reply(Map.of("markdown", "x", "replyTo", 7))
                        .expectProblem(422, "invalid-value")
                        .wrongPlaces());
    }

    @Test
    void wordsAreNeeded() {
        assertEquals(
                List.of("/markdown"),
                reply(Map.of("markdown", " \n\t "))
                        .expectProblem(422, "invalid-value")
                        .wrongPlaces());
    }

    @Test
    void thirtyTwoThousandCharactersAreTakenAndNotOneMore() {
        reply(Map.of("markdown", "x".repeat(32_000))).expect(201);
        // A character outside the basic plane is one character, as a person counts.
        reply(Map.of("markdown", "😀".repeat(32_000))).expect(201);
        assertEquals(
                List.of("/markdown"),
                reply(Map.of("markdown", "x".repeat(32_001)))
                        .expectProblem(422, "invalid-value")
                        .wrongPlaces());
    }

    @Test
    void aRefusedReplyLeavesNoGapInTheNumbers() {
        reply(Map.of("markdown", "x", "replyTo", 99)).expect(422);
        assertEquals(
                2, reply(Map.of("markdown", "x")).expect(201).at("/post/number").asInt());
    }

    @Test
    void aThreadThatIsGoneCannotBeAnswered() {
        forum.alice().with("If-Match", "*").delete("/threads/" + thread).expect(204);
        reply(Map.of("markdown", "x")).expectProblem(404, "not-found");
        forum.mo()
                .post("/threads/" + thread + "/posts", Map.of("markdown", "x"))
                .expectProblem(404, "not-found");
    }

    @Test
    void fiftyRepliesAtOnceGetTheNumbersTwoToFiftyOne() {
        var bob = forum.bob();
        var alice = forum.alice();
        var answers = Together.times(
                50,
                i -> (i % 2 == 0 ? bob : alice)
                        .post("/threads/" + thread + "/posts", Map.of("markdown", "Reply " + i)));

        var numbers = answers.stream()
                .map(answer -> answer.expect(201).at("/post/number").asInt())
                .sorted()
                .toList();
        assertEquals(IntStream.rangeClosed(2, 51).boxed().toList(), numbers);
        assertEquals(
                51,
                forum.guest().get("/threads/" + thread).at("/thread/postCount").asInt());
    }

    private Answer reply(Map<String, Object> body) {
        return forum.bob().post("/threads/" + thread + "/posts", body);
    }
}
