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

class EditPostTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private String post = "";

    @BeforeEach
    void bobHasReplied() {
        post = forum.reply(forum.bob(), forum.thread(forum.alice()).thread(), "First words");
    }

    @Test
    void anEditChangesTheWordsAndKeepsTheOldOnesAsARevision() {
        forum.clock().advance(Duration.ofMinutes(1));
        var answer = edit(forum.bob(), "\"1\"", "Second words").expect(200);

        assertEquals("Second words", answer.text("/post/text"));
        assertEquals(2, answer.at("/post/version").asInt());
        assertEquals(forum.clock().instant().toString(), answer.text("/post/editedAt"));
        var revisions = forum.bob().get("/posts/" + post + "/revisions").expect(200);
        assertEquals(List.of("First words"), revisions.texts("/items", "/markdown"));
    }

    @Test
    void theETagOfAnAnswerIsGoodForAnEdit() {
        var read = forum.bob().get("/posts/" + post);
        var edited = edit(forum.bob(), read.header("ETag"), "Second words").expect(200);
        edit(forum.bob(), edited.header("ETag"), "Third words").expect(200);
    }

    @Test
    void theETagStaysGoodWhenOnlyTheHelplineHasOpenedInTheMeantime() {
        var before = forum.bob().get("/posts/" + post).header("ETag");
        forum.clock().advance(Duration.ofHours(9));
        var after = forum.bob().get("/posts/" + post).header("ETag");
        assertTrue(!before.equals(after), "the bytes differ, so the tags do");
        edit(forum.bob(), before, "Second words").expect(200);
    }

    @Test
    void anEditNeedsTheVersionItIsBasedOn() {
        var answer =
                forum.bob().patch("/posts/" + post, Map.of("markdown", "x")).expectProblem(428, "version-needed");
        assertEquals(List.of("/If-Match"), answer.wrongPlaces());
        edit(forum.bob(), "\"1\"", "Second words").expect(200);
        edit(forum.bob(), "\"1\"", "Lost words").expectProblem(412, "stale-version");
        edit(forum.bob(), "\"rubbish\"", "Lost words").expectProblem(412, "stale-version");
        assertEquals("Second words", forum.guest().get("/posts/" + post).text("/post/text"));
    }

    @Test
    void nobodyEditsTheWordsOfSomebodyElse() {
        edit(forum.alice(), "\"1\"", "x").expectProblem(403, "not-allowed");
        edit(forum.mo(), "\"1\"", "x").expectProblem(403, "not-allowed");
        edit(forum.guest(), "\"1\"", "x").expectProblem(401, "sign-in-needed");
    }

    @Test
    void anEditOfNothingIsRefused() {
        forum.bob().with("If-Match", "\"1\"").patch("/posts/" + post, Map.of()).expectProblem(400, "invalid-request");
        assertEquals(
                List.of("/markdown"),
                forum.bob()
                        .with("If-Match", "\"1\"")
                        .patch("/posts/" + post, "{\"markdown\": null}")
                        .expectProblem(400, "invalid-request")
                        .wrongPlaces());
    }

    @Test
    void mergePatchIsTakenUnderItsOwnNameToo() {
        forum.bob()
                .with("If-Match", "\"1\"")
                .with("Content-Type", "application/merge-patch+json")
                .patch("/posts/" + post, Map.of("markdown", "x"))
                .expect(200);
    }

    @Test
    void mentionsFollowTheWords() {
        assertEquals(
                List.of("alice"),
                edit(forum.bob(), "\"1\"", "Hello @alice").expect(200).texts("/post/mentions", ""));
        assertEquals(List.of(), edit(forum.bob(), "\"2\"", "Hello").expect(200).texts("/post/mentions", ""));
    }

    @Test
    void revisionsAreForTheAuthorAndForModerators() {
        edit(forum.bob(), "\"1\"", "Without the address").expect(200);
        edit(forum.bob(), "\"2\"", "Third words").expect(200);

        forum.guest().get("/posts/" + post + "/revisions").expectProblem(401, "sign-in-needed");
        forum.alice().get("/posts/" + post + "/revisions").expectProblem(403, "not-allowed");
        var first = forum.mo().get("/posts/" + post + "/revisions?limit=1").expect(200);
        assertEquals(List.of("Without the address"), first.texts("/items", "/markdown"));
        var second = forum.mo()
                .get("/posts/" + post + "/revisions?limit=1&cursor=" + first.text("/next"))
                .expect(200);
        assertEquals(List.of("First words"), second.texts("/items", "/markdown"));
    }

    @Test
    void ofTwoEditsOfOneVersionExactlyOneWins() {
        var bob = forum.bob();
        var answers = Together.times(2, i -> edit(bob, "\"1\"", "Words " + i));
        assertEquals(
                List.of(200, 412), answers.stream().map(Answer::status).sorted().toList());
        assertEquals(1, bob.get("/posts/" + post + "/revisions").at("/items").size());
    }

    private Answer edit(Client who, String version, String markdown) {
        return who.with("If-Match", version).patch("/posts/" + post, Map.of("markdown", markdown));
    }
}
