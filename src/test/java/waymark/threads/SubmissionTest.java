package waymark.threads;

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
import waymark.testing.Answer;
import waymark.testing.Client;

/** What waits for a moderator, for its author and for everybody else. */
class SubmissionTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    /** Waits, because there is a phone number in it. */
    private static final String QUAGGA = "The quagga rings 07700 900123.";

    private String thread = "";
    private String opening = "";

    @BeforeEach
    void bobHasStartedAThread() {
        var started = forum.thread(forum.bob(), "A thread of Bob's");
        thread = started.thread();
        opening = started.post();
    }

    @Test
    void itsAuthorIsToldWhereItIsAndWhyItWaits() {
        var held = reply(QUAGGA);
        var id = held.text("/submission/id");

        assertEquals("/api/v1/submissions/" + id, held.header("Location"));
        assertTrue(held.header("ETag").startsWith("\"1-"));
        assertEquals("held", held.text("/submission/state"));
        assertEquals("reply", held.text("/submission/kind"));
        assertEquals(thread, held.text("/submission/thread"));
        assertEquals(QUAGGA, held.text("/submission/markdown"));
        assertEquals(List.of("phone"), held.texts("/submission/reasons", "/code"));
        assertEquals("0808 2080 888", held.text("/signposting/helpline/phone/display"));

        var read = forum.alice().get("/submissions/" + id).expect(200);
        assertEquals(held.at("/submission"), read.at("/submission"));
        assertEquals(id, forum.alice().get("/me/submissions").text("/items/0/id"));
    }

    @Test
    void nobodyElseCanComeAcrossIt() {
        var version = forum.guest().get("/threads/" + thread).at("/thread");
        var id = reply(QUAGGA).text("/submission/id");
        start(QUAGGA);
        var title = "/threads/" + thread;
        forum.bob().with("If-Match", "*").patch(title, Map.of("title", QUAGGA)).expect(202);

        for (var reader : List.of(forum.guest(), forum.bob(), forum.alice(), forum.mo())) {
            for (var page : List.of(
                    "/threads",
                    "/threads?sort=newest",
                    "/threads?sort=unanswered",
                    "/threads/" + thread,
                    "/threads/" + thread + "/posts",
                    "/posts/" + opening,
                    "/posts/" + id,
                    "/threads/" + id)) {
                assertFalse(reader.get(page).body().contains("quagga"), page);
            }
        }
        assertEquals(version, forum.guest().get("/threads/" + thread).at("/thread"));
        forum.bob().get("/submissions/" + id).expectProblem(404, "not-found");
        forum.guest().get("/submissions/" + id).expectProblem(401, "sign-in-needed");
        assertFalse(forum.bob().get("/me/submissions").body().contains(id));
        var bob = forum.bob().with("If-Match", "*");
        bob.patch("/submissions/" + id, Map.of("markdown", "Mine")).expectProblem(404, "not-found");
        bob.delete("/submissions/" + id).expectProblem(404, "not-found");
        forum.mo().with("If-Match", "*").delete("/submissions/" + id).expectProblem(404, "not-found");
    }

    @Test
    void aModeratorMayReadItAndThatIsWrittenDown() {
        var id = reply(QUAGGA).text("/submission/id");
        assertEquals(QUAGGA, forum.mo().get("/submissions/" + id).expect(200).text("/submission/markdown"));
        assertEquals(1, reads(id));
        forum.alice().get("/submissions/" + id).expect(200);
        assertEquals(1, reads(id));
    }

    @Test
    void whatIsRefusedAtOnceIsNotHeld() {
        forum.alice()
                .post("/threads/" + thread + "/posts", Map.of("markdown", QUAGGA, "replyTo", 9))
                .expectProblem(422, "invalid-value");
        forum.alice()
                .post(
                        "/threads/" + thread + "/posts",
                        Map.of("markdown", QUAGGA, "quotes", List.of(Map.of("post", opening, "text", "He never said"))))
                .expectProblem(422, "invalid-value");
        forum.alice()
                .post("/threads/0190a0a0-0000-7000-8000-000000000000/posts", Map.of("markdown", QUAGGA))
                .expectProblem(404, "not-found");
        forum.alice()
                .post("/threads", Map.of("title", "A title", "category", "nowhere", "markdown", QUAGGA))
                .expectProblem(422, "invalid-value");
        forum.alice()
                .with("If-Match", "\"7\"")
                .patch("/posts/" + forum.reply(forum.alice(), thread, "Words"), Map.of("markdown", QUAGGA))
                .expectProblem(412, "stale-version");
    }

    @Test
    void sendingItAgainHoldsItOnce() {
        var dora = forum.member("dora").with("Idempotency-Key", "held-1");
        var first = dora.post("/threads/" + thread + "/posts", Map.of("markdown", QUAGGA))
                .expect(202);
        var second = dora.post("/threads/" + thread + "/posts", Map.of("markdown", QUAGGA))
                .expect(202);

        assertEquals(first.body(), second.body());
        assertEquals(first.header("Location"), second.header("Location"));
        assertEquals("true", second.header("Idempotency-Replayed"));
        assertEquals(1, forum.member("dora").get("/me/submissions").at("/items").size());
        assertEquals(List.of("personal-data P1 review"), Submitted.cases(forum, first.text("/submission/id")));
    }

    @Test
    void withoutTheNumberItIsPublishedAtOnce() {
        var id = reply(QUAGGA).text("/submission/id");
        var changed = change(forum.alice(), id, Map.of("markdown", "The quagga does not ring."))
                .expect(200);

        assertEquals("approved", changed.text("/submission/state"));
        assertEquals("The quagga does not ring.", changed.text("/submission/markdown"));
        assertEquals(
                "The quagga does not ring.",
                forum.alice().get("/submissions/" + id).text("/submission/markdown"));
        var post = changed.text("/submission/published/post");
        assertEquals("/api/v1/posts/" + post, changed.text("/submission/published/href"));
        var read = forum.guest().get("/posts/" + post).expect(200);
        assertEquals("The quagga does not ring.", read.text("/post/text"));
        assertEquals("alice", read.text("/post/author/username"));
        assertEquals(2, read.at("/post/number").asInt());

        change(forum.alice(), id, Map.of("markdown", "Once more.")).expectProblem(409, "already-decided");
        forum.alice().with("If-Match", "*").delete("/submissions/" + id).expectProblem(409, "already-decided");
    }

    @Test
    void itWaitsOnWithOtherWordsWhileThereIsAReason() {
        var id = reply(QUAGGA).text("/submission/id");
        forum.alice().patch("/submissions/" + id, Map.of("markdown", "x")).expectProblem(428, "version-needed");
        forum.alice()
                .with("If-Match", "\"7\"")
                .patch("/submissions/" + id, Map.of("markdown", "x"))
                .expectProblem(412, "stale-version");
        var changed = forum.alice()
                .with("If-Match", "\"1\"")
                .patch("/submissions/" + id, Map.of("markdown", "Or write to me@example.org"))
                .expect(200);

        assertEquals("held", changed.text("/submission/state"));
        assertEquals(List.of("email"), changed.texts("/submission/reasons", "/code"));
        assertEquals(2, changed.at("/submission/version").asInt());
        assertEquals(List.of("personal-data P1 review review"), Submitted.cases(forum, id));
    }

    @Test
    void aThreadCanBeChangedInAllItsPartsWhileItWaits() {
        var id = start(QUAGGA).text("/submission/id");
        change(forum.alice(), id, Map.of("category", "nowhere")).expectProblem(422, "invalid-value");
        change(forum.alice(), id, Map.of("tags", List.of("nothing"))).expectProblem(422, "invalid-value");
        change(forum.alice(), id, Map.of("markdown", "  ")).expectProblem(422, "invalid-value");
        var changed = change(
                        forum.alice(),
                        id,
                        Map.of(
                                "title", "Said better",
                                "category", "carers",
                                "tags", List.of("waiting"),
                                "markdown", "Without a number"))
                .expect(200);

        var post = forum.guest().get("/posts/" + changed.text("/submission/published/post"));
        var read = forum.guest().get("/threads/" + post.text("/post/thread")).expect(200);
        assertEquals("Said better", read.text("/thread/title"));
        assertEquals("carers", read.text("/thread/category"));
        assertEquals(List.of("waiting"), read.texts("/thread/tags", ""));
    }

    @Test
    void aReplyHasNoTitleAndATitleHasNoText() {
        var reply = reply(QUAGGA).text("/submission/id");
        var refused = change(forum.alice(), reply, Map.of("title", "A title", "tags", List.of()))
                .expectProblem(422, "invalid-value");
        assertEquals(List.of("/title", "/tags"), refused.wrongPlaces());

        var mine = forum.thread(forum.alice());
        var title = forum.alice()
                .with("If-Match", "*")
                .patch("/threads/" + mine.thread(), Map.of("title", QUAGGA, "tags", List.of("waiting")))
                .expect(202);
        assertEquals(List.of("waiting"), title.texts("/submission/tags", ""));
        assertEquals(
                List.of("/markdown"),
                change(forum.alice(), title.text("/submission/id"), Map.of("markdown", "A text"))
                        .expectProblem(422, "invalid-value")
                        .wrongPlaces());
        change(forum.alice(), title.text("/submission/id"), Map.of("title", "No number"))
                .expect(200);
        var read = forum.guest().get("/threads/" + mine.thread());
        assertEquals("No number", read.text("/thread/title"));
        assertEquals(List.of("waiting"), read.texts("/thread/tags", ""));
    }

    @Test
    void whatIsTakenBackIsGoneForItsAuthorToo() {
        var id = reply(QUAGGA).text("/submission/id");
        forum.alice().delete("/submissions/" + id).expectProblem(428, "version-needed");
        forum.alice().with("If-Match", "\"1\"").delete("/submissions/" + id).expect(204);

        forum.alice().get("/submissions/" + id).expectProblem(404, "not-found");
        forum.alice().with("If-Match", "*").delete("/submissions/" + id).expectProblem(404, "not-found");
        change(forum.alice(), id, Map.of("markdown", "Words")).expectProblem(404, "not-found");
        assertFalse(forum.alice().get("/me/submissions").body().contains(id));
        assertEquals("withdrawn", forum.mo().get("/submissions/" + id).text("/submission/state"));
    }

    @Test
    void theNewestChangeOfAPostIsTheOneThatCounts() {
        var post = forum.reply(forum.alice(), thread, "First words");
        var first = edit(post, QUAGGA).expect(202).text("/submission/id");
        var second = edit(post, QUAGGA + " Twice.").expect(202).text("/submission/id");
        forum.alice().get("/submissions/" + first).expectProblem(404, "not-found");
        forum.alice().get("/submissions/" + second).expect(200);

        edit(post, "Words without a number").expect(200);
        forum.alice().get("/submissions/" + second).expectProblem(404, "not-found");
        assertEquals(
                "Words without a number", forum.guest().get("/posts/" + post).text("/post/text"));
    }

    @Test
    void noticesAreShownAtOnceAndStayWithTheWords() {
        var held = reply("I want to die. 07700 900123");
        var id = held.text("/submission/id");
        assertEquals(List.of("crisis-mh"), held.texts("/signposting/notices", "/id"));
        assertEquals(
                List.of("crisis-mh"), forum.alice().get("/submissions/" + id).texts("/signposting/notices", "/id"));
        assertEquals(List.of("crisis P0 signposting review"), Submitted.cases(forum, id));
        var published =
                change(forum.alice(), id, Map.of("markdown", "I want to die.")).expect(200);
        assertEquals(List.of("crisis-mh"), published.texts("/signposting/notices", "/id"));
        var post = published.text("/submission/published/post");
        assertEquals(List.of("crisis-mh"), forum.alice().get("/posts/" + post).texts("/signposting/notices", "/id"));
        assertTrue(
                forum.guest().get("/posts/" + post).at("/signposting/notices").isMissingNode());
    }

    @Test
    void theListIsNewestFirst() {
        var cara = forum.member("cara");
        for (int i = 1; i <= 3; i++) {
            cara.post("/threads/" + thread + "/posts", Map.of("markdown", i + " " + QUAGGA))
                    .expect(202);
            forum.clock().advance(Duration.ofSeconds(1));
        }
        var first = cara.get("/me/submissions?limit=2").expect(200);
        assertEquals(List.of("3 " + QUAGGA, "2 " + QUAGGA), first.texts("/items", "/markdown"));
        var second = cara.get("/me/submissions?limit=2&cursor=" + first.text("/next"))
                .expect(200);
        assertEquals(List.of("1 " + QUAGGA), second.texts("/items", "/markdown"));
    }

    private Answer reply(String markdown) {
        return forum.alice()
                .post("/threads/" + thread + "/posts", Map.of("markdown", markdown))
                .expect(202);
    }

    private static Answer start(String markdown) {
        return forum.alice()
                .post("/threads", Map.of("title", "A title of a quagga", "category", "recovery", "markdown", markdown))
                .expect(202);
    }

    private static Answer edit(String post, String markdown) {
        return forum.alice().with("If-Match", "*").patch("/posts/" + post, Map.of("markdown", markdown));
    }

    private static Answer change(Client author, String id, Map<String, Object> change) {
        return author.with("If-Match", "*").patch("/submissions/" + id, change);
    }

    private static int reads(String id) {
        return forum.db()
                .read(tx -> tx.fetchSingle(
                                "select count(*) from audit_entry where target_id = ?::uuid and action = 'submission-read'",
                                id)
                        .get(0, Integer.class));
    }
}
