package waymark.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.gate.Submitted;
import waymark.ids.SubmissionId;
import waymark.platform.http.Versions;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;
import waymark.testing.Answer;
import waymark.testing.Together;

/** What becomes of what waits when a moderator has looked. */
class ApproveSubmissionTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final String HELD = "Ring me on 07700 900123.";

    private String thread = "";
    private String opening = "";

    @BeforeEach
    void bobHasStartedAThread() {
        var started = forum.thread(forum.bob(), "A thread of Bob's");
        thread = started.thread();
        opening = started.post();
    }

    @Test
    void anApprovedReplyGetsTheNextNumberAndTheTimeOfNow() {
        var id = reply(Map.of("markdown", HELD, "replyTo", 1, "quotes", List.of(quote("opening words"))));
        forum.reply(forum.bob(), thread, "Meanwhile");
        forum.clock().advance(Duration.ofHours(2));
        var published = Submitted.approve(forum, id);

        var read = forum.guest().get("/posts/" + published.post()).expect(200);
        assertEquals(3, read.at("/post/number").asInt());
        assertEquals("alice", read.text("/post/author/username"));
        assertEquals(1, read.at("/post/replyTo/number").asInt());
        assertEquals("opening words", read.text("/post/quotes/0/text"));
        assertEquals(forum.clock().instant().toString(), read.text("/post/createdAt"));
        assertEquals(
                3,
                forum.guest().get("/threads/" + thread).at("/thread/postCount").asInt());

        var told = forum.alice().get("/submissions/" + id).expect(200);
        assertEquals("approved", told.text("/submission/state"));
        assertEquals(published.post().toString(), told.text("/submission/published/post"));
    }

    @Test
    void anApprovedThreadStandsAsItWasSent() {
        var id = forum.alice()
                .post(
                        "/threads",
                        Map.of("title", "A title", "category", "carers", "tags", List.of("waiting"), "markdown", HELD))
                .expect(202)
                .text("/submission/id");
        var published = Submitted.approve(forum, id);
        var read = forum.guest().get("/threads/" + published.thread()).expect(200);
        assertEquals("A title", read.text("/thread/title"));
        assertEquals("carers", read.text("/thread/category"));
        assertEquals(List.of("waiting"), read.texts("/thread/tags", ""));
        assertEquals(published.post().toString(), read.text("/posts/items/0/id"));
    }

    @Test
    void anApprovedEditBecomesWhatThePostSays() {
        var post = forum.reply(forum.alice(), thread, "First words");
        var id = edit(post, HELD);
        assertEquals("First words", forum.guest().get("/posts/" + post).text("/post/text"));
        assertEquals(post, Submitted.approve(forum, id).post().toString());

        assertEquals(HELD, forum.guest().get("/posts/" + post).text("/post/text"));
        assertEquals(
                List.of("First words"),
                forum.alice().get("/posts/" + post + "/revisions").texts("/items", "/markdown"));
    }

    @Test
    void anApprovedTitleStandsAboveTheThread() {
        var id = forum.bob()
                .with("If-Match", "*")
                .patch("/threads/" + thread, Map.of("title", HELD))
                .expect(202)
                .text("/submission/id");
        assertEquals(opening, Submitted.approve(forum, id).post().toString());
        assertEquals(HELD, forum.guest().get("/threads/" + thread).text("/thread/title"));
    }

    @Test
    void ofTwoWhoApproveAtOnceOneDoes() {
        var id = reply(Map.of("markdown", HELD));
        var outcomes = Together.times(8, i -> {
            try {
                return Submitted.approve(forum, id).post().toString();
            } catch (Problem problem) {
                return problem.type().code();
            }
        });
        assertEquals(7, outcomes.stream().filter("already-decided"::equals).count());
        assertEquals(
                2,
                forum.guest().get("/threads/" + thread).at("/thread/postCount").asInt());
    }

    @Test
    void approvingNeedsTheVersionThatWasRead() {
        var id = reply(Map.of("markdown", HELD));
        forum.alice()
                .with("If-Match", "*")
                .patch("/submissions/" + id, Map.of("markdown", HELD + " Today."))
                .expect(200);
        refused(
                ProblemType.STALE_VERSION,
                () -> Submitted.approve(forum, id, new Versions.Expected(List.of(1), false)));
        assertTrue(Submitted.approve(forum, id, new Versions.Expected(List.of(2), false)) != null);
    }

    @Test
    void whatIsGoneMeanwhileTakesNothingElseWithIt() {
        var answered = forum.reply(forum.bob(), thread, "Words to answer");
        var id = reply(Map.of(
                "markdown",
                HELD,
                "replyTo",
                2,
                "quotes",
                List.of(Map.of("post", answered, "text", "Words"), quote("opening"))));
        forum.bob().with("If-Match", "*").delete("/posts/" + answered).expect(204);

        var read = forum.guest().get("/posts/" + Submitted.approve(forum, id).post());
        assertTrue(read.at("/post/replyTo").isNull());
        assertEquals(List.of("opening"), read.texts("/post/quotes", "/text"));
    }

    @Test
    void aReplyToAThreadThatIsGoneNoLongerFits() {
        var alone = forum.thread(forum.alice()).thread();
        var id = forum.alice()
                .post("/threads/" + alone + "/posts", Map.of("markdown", HELD))
                .expect(202)
                .text("/submission/id");
        forum.alice().with("If-Match", "*").delete("/threads/" + alone).expect(204);

        refused(ProblemType.NO_LONGER_FITS, () -> Submitted.approve(forum, id));
        assertEquals("held", forum.alice().get("/submissions/" + id).text("/submission/state"));
    }

    @Test
    void whatWaitsForALockedThreadIsNotPublishedWhileItIsLocked() {
        var mine = forum.reply(forum.alice(), thread, "First words");
        var reply = reply(Map.of("markdown", HELD));
        var edit = edit(mine, HELD);
        forum.mo()
                .with("If-Match", "*")
                .put("/threads/" + thread + "/lock", Map.of("reason", "Let us pause."))
                .expect(200);

        for (var id : List.of(reply, edit)) {
            refused(ProblemType.THREAD_LOCKED, () -> Submitted.approve(forum, id));
        }
        forum.alice()
                .post("/threads/" + thread + "/posts", Map.of("markdown", HELD))
                .expectProblem(409, "thread-locked");
        forum.mo().with("If-Match", "*").delete("/threads/" + thread + "/lock").expect(200);
        assertTrue(Submitted.approve(forum, reply) != null);
        assertTrue(Submitted.approve(forum, edit) != null);
    }

    @Test
    void slowModeIsForThoseWhoWriteNotForThoseWhoReadItFirst() {
        var first = reply(Map.of("markdown", HELD));
        var second = reply(Map.of("markdown", HELD + " Again."));
        forum.mo()
                .with("If-Match", "*")
                .put("/threads/" + thread + "/slow-mode", Map.of("seconds", 3600, "until", "2030-01-01T00:00:00Z"))
                .expect(200);
        assertTrue(Submitted.approve(forum, first) != null);
        assertTrue(Submitted.approve(forum, second) != null);
    }

    @Test
    void anEditOfWhatHasChangedSinceNoLongerFits() {
        var post = forum.reply(forum.alice(), thread, "First words");
        var id = edit(post, HELD);
        int unused =
                forum.db().write(tx -> tx.execute("update post set version = version + 1 where id = ?::uuid", post));
        refused(ProblemType.NO_LONGER_FITS, () -> Submitted.approve(forum, id));
        assertEquals("First words", forum.guest().get("/posts/" + post).text("/post/text"));
    }

    @Test
    void whatIsGivenBackKeepsItsWordsAndCanBeSentAgain() {
        var id = reply(Map.of("markdown", HELD));
        Submitted.giveBack(forum, id, "Please take the number out.");
        var told = forum.alice().get("/submissions/" + id).expect(200);
        assertEquals("returned", told.text("/submission/state"));
        assertEquals("Please take the number out.", told.text("/submission/message"));
        assertEquals(HELD, told.text("/submission/markdown"));
        refused(ProblemType.ALREADY_DECIDED, () -> Submitted.approve(forum, id));
        refused(ProblemType.ALREADY_DECIDED, () -> {
            Submitted.giveBack(forum, id, "Again.");
            return "";
        });

        var again = change(id, "Or on 07700 900124.").expect(200);
        assertEquals("held", again.text("/submission/state"));
        assertTrue(again.at("/submission/message").isNull());
        assertEquals(List.of("personal-data P1 review review"), Submitted.cases(forum, id));
        Submitted.giveBack(forum, id, "Still a number.");
        var published = change(id, "Write to me here.").expect(200);
        assertEquals("approved", published.text("/submission/state"));
        assertEquals(
                "Write to me here.",
                forum.guest()
                        .get("/posts/" + published.text("/submission/published/post"))
                        .text("/post/text"));
    }

    @Test
    void whatWasGivenBackCanBeTakenBack() {
        var id = reply(Map.of("markdown", HELD));
        Submitted.giveBack(forum, id, "Please take the number out.");
        forum.alice().with("If-Match", "\"2\"").delete("/submissions/" + id).expect(204);
        refused(ProblemType.ALREADY_DECIDED, () -> Submitted.approve(forum, id));
    }

    @Test
    void whatWasFoundInItGoesWithItAndIsNotToldTwice() {
        var id = reply(Map.of("markdown", "I want to die. " + HELD));
        var post = Submitted.approve(forum, id).post().toString();

        assertEquals(List.of("crisis-mh"), forum.alice().get("/posts/" + post).texts("/signposting/notices", "/id"));
        assertTrue(forum.bob().get("/posts/" + post).at("/signposting/notices").isMissingNode());
        assertEquals(List.of(), Submitted.cases(forum, post));
        assertEquals(List.of("crisis P0 signposting review"), Submitted.cases(forum, id));
    }

    @Test
    void whatIsNotThereCannotBeApproved() {
        refused(ProblemType.NOT_FOUND, () -> Submitted.approve(forum, "0190a0a0-0000-7000-8000-000000000000"));
        assertThrows(
                Problem.class,
                () -> forum.db()
                        .read(tx -> forum.submissions()
                                .requireFor(tx, SubmissionId.of("0190a0a0-0000-7000-8000-000000000000"))));
    }

    private String reply(Map<String, Object> body) {
        return forum.alice()
                .post("/threads/" + thread + "/posts", body)
                .expect(202)
                .text("/submission/id");
    }

    private static String edit(String post, String markdown) {
        return forum.alice()
                .with("If-Match", "*")
                .patch("/posts/" + post, Map.of("markdown", markdown))
                .expect(202)
                .text("/submission/id");
    }

    private static Answer change(String id, String markdown) {
        return forum.alice().with("If-Match", "*").patch("/submissions/" + id, Map.of("markdown", markdown));
    }

    private Map<String, String> quote(String words) {
        return Map.of("post", opening, "text", words);
    }

    private static void refused(ProblemType type, java.util.function.Supplier<Object> approving) {
        assertEquals(type, assertThrows(Problem.class, approving::get).type());
    }
}
