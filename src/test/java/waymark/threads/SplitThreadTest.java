package waymark.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.testing.Answer;
import waymark.testing.Client;
import waymark.testing.Together;

class SplitThreadTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private String thread = "";

    /** By their numbers; nothing has the number 0. */
    private final List<String> posts = new ArrayList<>();

    /** Alice opens and Bob and Carol talk in turns, a minute apart; 4 answers 3, and 5 answers 4. */
    @BeforeEach
    void aThreadThatHasTurnedToSomethingElse() {
        var started = forum.thread(forum.alice());
        thread = started.thread();
        posts.clear();
        posts.addAll(List.of("none", started.post()));
        say(forum.bob(), 1);
        say(forum.member("carol"), 2);
        say(forum.bob(), 3);
        say(forum.member("carol"), 4);
    }

    @AfterEach
    void everythingIsCountedRight() {
        Counters.requireRight(forum);
    }

    @Test
    void thePostsAreInANewThreadInTheirOrderFromOneOn() {
        var made = split(List.of(5, 3)).expect(201);
        assertEquals("Another subject", made.text("/thread/title"));
        assertEquals("carers", made.text("/thread/category"));
        assertEquals("carol", made.text("/thread/author/username"));
        assertEquals(2, made.at("/thread/postCount").asInt());

        var read = forum.guest()
                .get(made.header("Location").substring("/api/v1".length()))
                .expect(200);
        assertEquals(made.at("/thread"), read.at("/thread"));
        assertEquals(List.of(posts.get(3), posts.get(5)), read.texts("/posts/items", "/id"));
        assertEquals(List.of("1", "2"), read.texts("/posts/items", "/number"));
        assertEquals(read.at("/posts/items/0/createdAt"), read.at("/thread/createdAt"));
        assertEquals(read.at("/posts/items/1/createdAt"), read.at("/thread/lastPostAt"));
        assertTrue(forum.guest()
                .get("/threads?category=carers&limit=100")
                .texts("/items", "/id")
                .contains(made.text("/thread/id")));
    }

    @Test
    void inTheOldThreadTheirNumbersAreNotGivenAgain() {
        var made = split(List.of(3, 5)).expect(201).text("/thread/id");
        var old = forum.guest().get("/threads/" + thread);
        assertEquals(List.of("1", "2", "4"), old.texts("/posts/items", "/number"));
        assertEquals(3, old.at("/thread/postCount").asInt());
        assertEquals(2, old.at("/thread/version").asInt());
        assertEquals(old.at("/posts/items/2/createdAt"), old.at("/thread/lastPostAt"));
        assertEquals(
                6, replyIn(forum.bob(), thread).expect(201).at("/post/number").asInt());
        assertEquals(
                3, replyIn(forum.bob(), made).expect(201).at("/post/number").asInt());
    }

    @Test
    void aPostIsFoundByItsIdWhereItIsNow() {
        var made = split(List.of(3, 4)).expect(201).text("/thread/id");
        var post = forum.guest().get("/posts/" + posts.get(4)).expect(200);
        assertEquals(made, post.text("/post/thread"));
        assertEquals(2, post.at("/post/number").asInt());
        assertEquals(2, post.at("/post/version").asInt());
        assertEquals(
                1,
                forum.guest().get("/posts/" + posts.get(2)).at("/post/version").asInt());
    }

    @Test
    void whatAnswersEachOtherOnOneSideStaysSo() {
        split(List.of(3, 4)).expect(201);
        assertTrue(post(3).at("/post/replyTo").isNull(), "it answered 2, which stayed");
        assertEquals(posts.get(3), post(4).text("/post/replyTo/id"));
        assertEquals(1, post(4).at("/post/replyTo/number").asInt());
        assertTrue(post(5).at("/post/replyTo").isNull(), "it answered 4, which went");
        assertEquals(posts.get(1), post(2).text("/post/replyTo/id"));
    }

    @Test
    void likesQuotesLabelsAndRevisionsStayWithThePost() {
        forum.alice().put("/posts/" + posts.get(3) + "/like").expect(200);
        forum.mo()
                .with("If-Match", "*")
                .put("/posts/" + posts.get(3) + "/labels", Map.of("labels", List.of("cost")))
                .expect(200);
        var quoting = forum.bob()
                .post(
                        "/threads/" + thread + "/posts",
                        Map.of(
                                "markdown",
                                "As @carol said",
                                "quotes",
                                List.of(Map.of("post", posts.get(3), "text", "Words of 3"))))
                .expect(201)
                .text("/post/id");
        forum.member("carol")
                .with("If-Match", "*")
                .patch("/posts/" + posts.get(3), Map.of("markdown", "Words of 3, said better"))
                .expect(200);
        split(List.of(3)).expect(201);

        assertEquals(1, post(3).at("/post/likes").asInt());
        assertEquals(List.of("cost"), post(3).texts("/post/labels", ""));
        assertEquals(
                1,
                forum.mo()
                        .get("/posts/" + posts.get(3) + "/revisions")
                        .at("/items")
                        .size());
        var quote = forum.guest().get("/posts/" + quoting).expect(200);
        assertEquals("Words of 3", quote.text("/post/quotes/0/text"));
        assertEquals(List.of("carol"), quote.texts("/post/mentions", ""));
    }

    @Test
    void aQuoteDoesNotTellWhatWentWhereTheReaderDoesNotGet() {
        var quoting = forum.bob()
                .post(
                        "/threads/" + thread + "/posts",
                        Map.of(
                                "markdown",
                                "As they said",
                                "quotes",
                                List.of(Map.of("post", posts.get(3), "text", "Words of 3"))))
                .expect(201)
                .text("/post/id");
        var made = split(List.of(3), "members-corner").expect(201).text("/thread/id");
        assertEquals("Words of 3", forum.bob().get("/posts/" + quoting).text("/post/quotes/0/text"));
        var seenByGuest = forum.guest().get("/posts/" + quoting).expect(200);
        assertTrue(seenByGuest.at("/post/quotes/0/text").isNull());
        assertTrue(seenByGuest.at("/post/quotes/0/author").isNull());
        assertFalse(forum.guest().get("/threads/" + thread).body().contains("Words of 3"));

        forum.mo()
                .with("If-Match", "*")
                .put("/threads/" + made + "/removal", TestForum.removal("A reason."))
                .expect(200);
        assertTrue(
                forum.bob().get("/posts/" + quoting).at("/post/quotes/0/text").isNull());
    }

    @Test
    void theirAuthorsGoOnWithThem() {
        var made = split(List.of(3, 4)).expect(201).text("/thread/id");
        forum.bob()
                .with("If-Match", "*")
                .patch("/posts/" + posts.get(4), Map.of("markdown", "Said better."))
                .expect(200);
        var carol = forum.member("carol");
        carol.with("If-Match", "*")
                .patch("/threads/" + made, Map.of("title", "What it is about"))
                .expect(200);
        assertEquals(List.of("reply", "edit"), carol.get("/threads/" + made).texts("/viewer/actions", ""));
        forum.bob().with("If-Match", "*").delete("/posts/" + posts.get(4)).expect(204);
        carol.with("If-Match", "*").delete("/posts/" + posts.get(3)).expect(204);
        forum.guest().get("/threads/" + made).expectProblem(404, "not-found");
    }

    @Test
    void whoIsLeftAloneWaitsForAnAnswerAgain() {
        var made = split(List.of(2, 3, 4, 5)).expect(201);
        assertTrue(forum.guest()
                .get("/threads/" + thread)
                .at("/thread/awaitingFirstReply")
                .asBoolean());
        assertFalse(made.at("/thread/awaitingFirstReply").asBoolean());
        assertEquals("bob", made.text("/thread/author/username"));
    }

    @Test
    void theOpeningPostStays() {
        assertEquals(
                List.of("/posts/1"),
                split(List.of(3, 1)).expectProblem(422, "invalid-value").wrongPlaces());
        assertEquals(
                5,
                forum.guest().get("/threads/" + thread).at("/thread/postCount").asInt());
    }

    @Test
    void whatWasTakenDownMayGoTooButOpensNoThread() {
        takeDown(3);
        assertEquals(
                List.of("/posts/1"),
                split(List.of(4, 3)).expectProblem(422, "invalid-value").wrongPlaces());
        takeDown(5);
        var made = split(List.of(4, 5)).expect(201);
        assertEquals(1, made.at("/thread/postCount").asInt());
        var seenByMo = forum.mo().get("/threads/" + made.text("/thread/id"));
        assertEquals(List.of("published", "removed"), seenByMo.texts("/posts/items", "/state"));
    }

    @Test
    void thePostsAreOfThisThread() {
        var other = forum.thread(forum.alice());
        var wanted = List.of(posts.get(3), other.post(), "0190a0a0-0000-7000-8000-000000000000");
        assertEquals(
                List.of("/posts/1", "/posts/2"),
                forum.mo()
                        .with("If-Match", "*")
                        .post("/threads/" + thread + "/split", body(wanted, "carers"))
                        .expectProblem(422, "invalid-value")
                        .wrongPlaces());
        assertEquals(
                List.of("/category"),
                split(List.of(3), "nowhere").expectProblem(422, "invalid-value").wrongPlaces());
        assertEquals(
                List.of("/posts"),
                split(List.of()).expectProblem(422, "invalid-value").wrongPlaces());
        assertEquals(
                List.of("/posts"),
                split(List.of(3, 3)).expectProblem(422, "invalid-value").wrongPlaces());
    }

    @Test
    void onlyModeratorsSplitAndTheySayWhichVersion() {
        var path = "/threads/" + thread + "/split";
        var body = body(List.of(posts.get(3)), "carers");
        forum.alice().with("If-Match", "*").post(path, body).expectProblem(403, "not-allowed");
        forum.guest().with("If-Match", "*").post(path, body).expectProblem(401, "sign-in-needed");
        forum.mo().post(path, body).expectProblem(428, "version-needed");
        forum.mo().with("If-Match", "\"9\"").post(path, body).expectProblem(412, "stale-version");
    }

    @Test
    void aRequestSentAgainSplitsOnce() {
        var mo = forum.mo().with("If-Match", "*").with("Idempotency-Key", thread);
        var body = body(List.of(posts.get(3)), "carers");
        var first = mo.post("/threads/" + thread + "/split", body).expect(201);
        var again = mo.post("/threads/" + thread + "/split", body).expect(201);
        assertEquals(first.body(), again.body());
        assertEquals(first.header("Location"), again.header("Location"));
    }

    @Test
    void bothThreadsAreInTheAuditLog() {
        var made = split(List.of(3)).expect(201).text("/thread/id");
        assertEquals(List.of("thread-split"), forum.audited(thread));
        assertEquals(List.of("thread-split"), forum.audited(made));
    }

    @Test
    void whatWasSplitCanBeSplitAgainAndMergedBack() {
        var made = split(List.of(3, 4, 5)).expect(201).text("/thread/id");
        var second = forum.mo()
                .with("If-Match", "*")
                .post("/threads/" + made + "/split", body(List.of(posts.get(5)), "carers"))
                .expect(201)
                .text("/thread/id");
        forum.mo()
                .with("If-Match", "*")
                .post("/threads/" + made + "/merge", Map.of("into", thread))
                .expect(200);
        forum.mo()
                .with("If-Match", "*")
                .post("/threads/" + second + "/merge", Map.of("into", thread))
                .expect(200);
        var read = forum.guest().get("/threads/" + thread);
        assertEquals(List.of("1", "2", "6", "7", "8"), read.texts("/posts/items", "/number"));
        assertEquals(posts.subList(1, 6), read.texts("/posts/items", "/id"));
    }

    @Test
    void repliesAtTheSameMomentGetNumbersOfTheirOwn() {
        var bob = forum.bob();
        var answers = Together.times(8, i -> i == 3 ? split(List.of(3, 4)) : replyIn(bob, thread));
        answers.get(3).expect(201);
        var numbers = answers.stream()
                .filter(answer -> !answer.at("/post/number").isMissingNode())
                .map(answer -> answer.expect(201).at("/post/number").asInt())
                .sorted()
                .toList();
        assertEquals(List.of(6, 7, 8, 9, 10, 11, 12), numbers);
        assertEquals(
                10,
                forum.guest().get("/threads/" + thread).at("/thread/postCount").asInt());
    }

    @Test
    void whoEditsOrTakesDownWhatIsBeingMovedIsHeardOrAskedToReadAgain() {
        var mo = forum.mo();
        for (int round = 0; round < 5; round++) {
            aThreadThatHasTurnedToSomethingElse();
            var answers = Together.times(4, i -> switch (i) {
                case 0 -> split(List.of(3, 4, 5));
                case 1 ->
                    forum.member("carol")
                            .with("If-Match", "*")
                            .patch(
                                    "/posts/" + posts.get(3),
                                    Map.of(
                                            "markdown",
                                            "Said better.",
                                            "quotes",
                                            List.of(Map.of("post", posts.get(4), "text", "Words of 4"))));
                case 2 ->
                    mo.with("If-Match", "*").put("/posts/" + posts.get(4) + "/removal", TestForum.removal("A reason."));
                default -> forum.member("carol").with("If-Match", "*").delete("/posts/" + posts.get(5));
            });
            answers.get(0).expect(201);
            for (var answer : answers) {
                assertTrue(answer.status() < 300 || answer.status() == 412 || answer.status() == 422, answer::body);
            }
            Counters.requireRight(forum);
        }
    }

    @Test
    void twoSplitsOfTheSamePostsAreOne() {
        var answers = Together.times(4, i -> split(List.of(3, 4)));
        assertEquals(
                1, answers.stream().filter(answer -> answer.status() == 201).count());
        answers.stream()
                .filter(answer -> answer.status() != 201)
                .forEach(answer -> answer.expectProblem(422, "invalid-value"));
    }

    private Answer split(List<Integer> numbers) {
        return split(numbers, "carers");
    }

    private Answer split(List<Integer> numbers, String category) {
        var wanted = numbers.stream().map(posts::get).toList();
        return forum.mo().with("If-Match", "*").post("/threads/" + thread + "/split", body(wanted, category));
    }

    private static Map<String, Object> body(List<String> wanted, String category) {
        return Map.of("posts", wanted, "title", "Another subject", "category", category);
    }

    private void say(Client member, int replyTo) {
        forum.clock().advance(Duration.ofMinutes(1));
        var body = Map.of("markdown", "Words of " + posts.size(), "replyTo", replyTo);
        posts.add(member.post("/threads/" + thread + "/posts", body).expect(201).text("/post/id"));
    }

    private static Answer replyIn(Client member, String thread) {
        return member.post("/threads/" + thread + "/posts", Map.of("markdown", "A reply."));
    }

    private void takeDown(int number) {
        forum.mo()
                .with("If-Match", "*")
                .put("/posts/" + posts.get(number) + "/removal", TestForum.removal("A reason."))
                .expect(200);
    }

    private Answer post(int number) {
        return forum.guest().get("/posts/" + posts.get(number)).expect(200);
    }
}
