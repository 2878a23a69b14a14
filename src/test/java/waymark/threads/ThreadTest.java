package waymark.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.testing.Answer;

/** One thread: starting, reading, changing and deleting it. */
class ThreadTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final Map<String, Object> WANTED = Map.of(
            "title", "  First scan on Thursday ",
            "category", "before-treatment",
            "tags", List.of("waiting", "lymphoma"),
            "markdown", "Has anyone else found the week before the longest?");

    @Test
    void aStartedThreadIsAnsweredWithItsOpeningPostAndCanBeFetched() {
        var answer = forum.alice().post("/threads", WANTED).expect(201);

        assertEquals("First scan on Thursday", answer.text("/thread/title"));
        assertEquals(List.of("lymphoma", "waiting"), answer.texts("/thread/tags", ""));
        assertEquals("alice", answer.text("/thread/author/username"));
        assertEquals(1, answer.at("/post/number").asInt());
        var read = forum.guest()
                .get(answer.header("Location").substring("/api/v1".length()))
                .expect(200);
        assertEquals(answer.at("/thread"), read.at("/thread"));
        assertEquals(List.of(answer.text("/post/id")), read.texts("/posts/items", "/id"));
    }

    @Test
    void everythingWrongIsToldAtOnce() {
        var shape = forum.alice()
                .post("/threads", Map.of("title", "Hi", "tags", List.of("a", "a"), "markdown", 5, "colour", "red"))
                .expectProblem(400, "invalid-request");
        assertEquals(
                List.of("/category", "/colour", "/markdown", "/tags", "/title"),
                shape.wrongPlaces().stream().sorted().toList());

        var words = forum.alice()
                .post("/threads", Map.of("title", "      ", "category", "recovery", "markdown", "x"))
                .expectProblem(422, "invalid-value");
        assertEquals(List.of("/title"), words.wrongPlaces());
        var tags = forum.alice()
                .post(
                        "/threads",
                        Map.of(
                                "title",
                                "A good title",
                                "category",
                                "recovery",
                                "markdown",
                                "x",
                                "tags",
                                List.of("fatigue", "unheard-of")))
                .expectProblem(422, "invalid-value");
        assertEquals(List.of("/tags/1"), tags.wrongPlaces());
        var category = forum.alice()
                .post("/threads", Map.of("title", "A good title", "category", "nowhere", "markdown", "x"))
                .expectProblem(422, "invalid-value");
        assertEquals(List.of("/category"), category.wrongPlaces());
    }

    @Test
    void titlesHaveFiveToTwoHundredCharacters() {
        for (int length : List.of(5, 200)) {
            start("x".repeat(length)).expect(201);
        }
        for (int length : List.of(4, 201)) {
            assertEquals(
                    List.of("/title"),
                    start("x".repeat(length))
                            .expectProblem(422, "invalid-value")
                            .wrongPlaces());
        }
        assertEquals(
                List.of("/title"),
                start("two\nlines").expectProblem(422, "invalid-value").wrongPlaces());
    }

    @Test
    void whatIsWrittenInARoomForMembersIsNotThereForGuests() {
        var started = forum.alice()
                .post(
                        "/threads",
                        Map.of("title", "Among ourselves", "category", "members-corner", "markdown", "A secret"))
                .expect(201);
        var thread = "/threads/" + started.text("/thread/id");

        forum.bob().get(thread).expect(200);
        forum.guest().get(thread).expectProblem(404, "not-found");
        forum.guest().get(thread + "/posts").expectProblem(404, "not-found");
        forum.guest().get("/posts/" + started.text("/post/id")).expectProblem(404, "not-found");
        assertEquals(
                List.of(),
                forum.guest()
                        .get("/threads?category=members-corner")
                        .expect(200)
                        .texts("/items", "/id"));
        assertTrue(forum.bob()
                .get("/threads?category=members-corner")
                .texts("/items", "/id")
                .contains(started.text("/thread/id")));
        assertTrue(!forum.guest().get("/threads?limit=100").body().contains("Among ourselves"));
    }

    @Test
    void aLongThreadIsReadPageByPage() {
        var thread = forum.thread(forum.alice()).thread();
        IntStream.rangeClosed(2, 45).forEach(i -> forum.reply(forum.bob(), thread, "Post " + i));

        var first = forum.guest().get("/threads/" + thread).expect(200);
        assertEquals(numbers(1, 20), first.texts("/posts/items", "/number"));
        assertTrue(first.at("/posts/previous").isNull());
        var second = forum.guest()
                .get("/threads/" + thread + "/posts?cursor=" + first.text("/posts/next"))
                .expect(200);
        assertEquals(numbers(21, 40), second.texts("/items", "/number"));
        var third = forum.guest()
                .get("/threads/" + thread + "/posts?cursor=" + second.text("/next"))
                .expect(200);
        assertEquals(numbers(41, 45), third.texts("/items", "/number"));
        assertTrue(third.at("/next").isNull());
        var back = forum.guest()
                .get("/threads/" + thread + "/posts?cursor=" + third.text("/previous"))
                .expect(200);
        assertEquals(numbers(21, 40), back.texts("/items", "/number"));
        var jump = forum.guest()
                .get("/threads/" + thread + "/posts?after=43&limit=1")
                .expect(200);
        assertEquals(List.of("44"), jump.texts("/items", "/number"));
        var on = forum.guest()
                .get("/threads/" + thread + "/posts?limit=1&cursor=" + jump.text("/next"))
                .expect(200);
        assertEquals(List.of("45"), on.texts("/items", "/number"));
    }

    @Test
    void itsAuthorChangesTitleAndTags() {
        var started = forum.alice().post("/threads", WANTED).expect(201);
        var thread = "/threads/" + started.text("/thread/id");

        var changed = forum.alice()
                .with("If-Match", started.header("ETag"))
                .patch(thread, Map.of("title", "First scan on Friday"))
                .expect(200);
        assertEquals("First scan on Friday", changed.text("/thread/title"));
        assertEquals(List.of("lymphoma", "waiting"), changed.texts("/thread/tags", ""));
        var without = forum.alice()
                .with("If-Match", "\"2\"")
                .patch(thread, "{\"tags\": null}")
                .expect(200);
        assertEquals(List.of(), without.texts("/thread/tags", ""));
        forum.alice()
                .with("If-Match", "\"2\"")
                .patch(thread, Map.of("title", "Too late a title"))
                .expectProblem(412, "stale-version");
        forum.alice().patch(thread, Map.of("title", "Without a version")).expectProblem(428, "version-needed");
    }

    @Test
    void onlyAModeratorMovesAThread() {
        var thread = "/threads/" + forum.thread(forum.alice()).thread();
        assertEquals(
                List.of("/category"),
                forum.alice()
                        .with("If-Match", "*")
                        .patch(thread, Map.of("category", "carers"))
                        .expectProblem(403, "not-allowed")
                        .wrongPlaces());
        assertEquals(
                "carers",
                forum.mo()
                        .with("If-Match", "*")
                        .patch(thread, Map.of("category", "carers"))
                        .expect(200)
                        .text("/thread/category"));
        forum.bob()
                .with("If-Match", "*")
                .patch(thread, Map.of("title", "Not my thread"))
                .expectProblem(403, "not-allowed");
    }

    @Test
    void itsAuthorDeletesAThreadWhileNobodyHasAnswered() {
        var thread = "/threads/" + forum.thread(forum.alice()).thread();
        forum.bob().with("If-Match", "*").delete(thread).expectProblem(403, "not-allowed");
        forum.alice().delete(thread).expectProblem(428, "version-needed");
        forum.alice().with("If-Match", "\"1\"").delete(thread).expect(204);
        forum.alice().with("If-Match", "\"1\"").delete(thread).expectProblem(404, "not-found");
        assertTrue(!forum.alice().get("/threads?limit=100").body().contains(thread.substring("/threads/".length())));
    }

    @Test
    void itsAuthorCannotTakeAwayTheWordsOfOthers() {
        var thread = forum.thread(forum.alice()).thread();
        forum.reply(forum.bob(), thread, "My words");
        forum.alice().with("If-Match", "*").delete("/threads/" + thread).expectProblem(422, "thread-has-replies");
    }

    @Test
    void aModeratorTakesAThreadDownAndItsAuthorSeesThat() {
        var started = forum.thread(forum.alice());
        forum.reply(forum.bob(), started.thread(), "My words");
        forum.mo().with("If-Match", "*").delete("/threads/" + started.thread()).expectProblem(403, "not-allowed");
        forum.mo()
                .with("If-Match", "*")
                .put("/threads/" + started.thread() + "/removal", TestForum.removal("It names somebody."))
                .expect(200);

        forum.guest().get("/threads/" + started.thread()).expectProblem(404, "not-found");
        forum.bob().get("/threads/" + started.thread()).expectProblem(404, "not-found");
        forum.guest().get("/posts/" + started.post()).expectProblem(404, "not-found");
        assertEquals(
                "removed", forum.alice().get("/threads/" + started.thread()).text("/thread/state"));
        assertEquals("removed", forum.mo().get("/threads/" + started.thread()).text("/thread/state"));

        forum.mo()
                .with("If-Match", "*")
                .delete("/threads/" + started.thread() + "/removal")
                .expect(200);
        forum.guest().get("/threads/" + started.thread()).expect(200);
    }

    @Test
    void whatMayBeDoneIsToldToTheOneWhoAsks() {
        var thread = "/threads/" + forum.thread(forum.alice()).thread();
        assertEquals(
                List.of("reply", "edit", "delete"), forum.alice().get(thread).texts("/viewer/actions", ""));
        assertEquals(List.of("reply"), forum.bob().get(thread).texts("/viewer/actions", ""));
        assertEquals(List.of(), forum.guest().get(thread).texts("/viewer/actions", ""));
        assertEquals(
                List.of("reply", "edit", "move", "lock", "pin", "slow-mode", "split", "merge", "remove"),
                forum.mo().get(thread).texts("/viewer/actions", ""));
    }

    @Test
    void theContentIsTheSameForEverybody() {
        var thread = "/threads/" + forum.thread(forum.alice()).thread();
        var seenByGuest = forum.guest().get(thread);
        for (var reader : List.of(forum.alice(), forum.bob(), forum.mo())) {
            var seen = reader.get(thread);
            assertEquals(seenByGuest.at("/thread"), seen.at("/thread"));
            assertEquals(seenByGuest.at("/posts"), seen.at("/posts"));
        }
    }

    private static Answer start(String title) {
        return forum.alice().post("/threads", Map.of("title", title, "category", "recovery", "markdown", "x"));
    }

    private static List<String> numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(String::valueOf).toList();
    }
}
