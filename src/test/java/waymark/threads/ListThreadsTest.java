package waymark.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waymark.TestForum;

class ListThreadsTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    @Test
    void anEmptyRoomIsAListToo() {
        var answer = forum.guest().get("/threads?category=carers&tag=sex").expect(200);
        assertEquals(0, answer.at("/items").size());
        assertTrue(answer.at("/next").isNull());
        assertEquals("0808 2080 888", answer.text("/signposting/helpline/phone/display"));
    }

    @Test
    void theThreeOrders() {
        var room = "introductions";
        var oldest = start(room, "The oldest thread");
        var middle = start(room, "The middle thread");
        var newest = start(room, "The newest thread");
        forum.clock().advance(Duration.ofMinutes(1));
        forum.reply(forum.bob(), oldest, "An answer");

        assertEquals(List.of(oldest, newest, middle), list(room, "active"));
        assertEquals(List.of(newest, middle, oldest), list(room, "newest"));
        assertEquals(List.of(middle, newest), list(room, "unanswered"));
    }

    @Test
    void aTagFindsItsNarrowerTagsToo() {
        var narrow = forum.alice()
                .post(
                        "/threads",
                        Map.of(
                                "title",
                                "With a narrow tag",
                                "category",
                                "in-hospital",
                                "markdown",
                                "x",
                                "tags",
                                List.of("triple-hit-lymphoma")))
                .expect(201)
                .text("/thread/id");
        for (var tag : List.of("triple-hit-lymphoma", "diffuse-large-b-cell-lymphoma", "lymphoma")) {
            assertEquals(
                    List.of(narrow),
                    forum.guest()
                            .get("/threads?category=in-hospital&tag=" + tag)
                            .texts("/items", "/id"));
        }
        assertEquals(
                List.of(),
                forum.guest().get("/threads?category=in-hospital&tag=leukaemia").texts("/items", "/id"));
    }

    @Test
    void whatThereIsNotCannotBeAskedFor() {
        assertEquals(List.of("/category"), refused("category=nowhere"));
        assertEquals(List.of("/tag"), refused("tag=nothing"));
        assertEquals(List.of("/sort"), refused("sort=popular"));
        assertEquals(List.of("/limit"), refused("limit=0"));
        assertEquals(List.of("/limit"), refused("limit=101"));
        assertEquals(List.of("/page"), refused("page=2"));
    }

    @Test
    void aCursorIsGoodForItsQueryOnly() {
        for (int i = 0; i < 3; i++) {
            start("everyday-life", "Another thread " + i);
        }
        var cursor =
                forum.guest().get("/threads?category=everyday-life&limit=1").text("/next");

        forum.guest()
                .get("/threads?category=everyday-life&limit=1&cursor=" + cursor)
                .expect(200);
        forum.guest()
                .get("/threads?category=everyday-life&limit=2&cursor=" + cursor)
                .expect(200);
        forum.guest().get("/threads?category=carers&limit=1&cursor=" + cursor).expectProblem(400, "invalid-cursor");
        forum.guest()
                .get("/threads?category=everyday-life&sort=newest&cursor=" + cursor)
                .expectProblem(400, "invalid-cursor");
        forum.guest()
                .get("/threads?category=everyday-life&limit=1&cursor=x" + cursor)
                .expectProblem(400, "invalid-cursor");
        var changed = cursor.substring(0, 30) + (cursor.charAt(30) == 'A' ? 'B' : 'A') + cursor.substring(31);
        forum.guest()
                .get("/threads?category=everyday-life&limit=1&cursor=" + changed)
                .expectProblem(400, "invalid-cursor");
    }

    @Test
    void aCursorIsGoodForADay() {
        for (int i = 0; i < 3; i++) {
            start("carers", "One thread of three " + i);
        }
        var cursor = forum.guest().get("/threads?category=carers&limit=1").text("/next");
        forum.clock().advance(Duration.ofHours(23));
        forum.guest().get("/threads?category=carers&limit=1&cursor=" + cursor).expect(200);
        forum.clock().advance(Duration.ofHours(2));
        forum.guest().get("/threads?category=carers&limit=1&cursor=" + cursor).expectProblem(400, "invalid-cursor");
    }

    /** Nothing that existed at the start of a walk is skipped or repeated, whatever happens between two pages. */
    @ParameterizedTest
    @ValueSource(strings = {"active", "newest", "unanswered"})
    void aWalkShowsEverythingThatWasThereOnce(String sort) {
        for (long seed = 1; seed <= 12; seed++) {
            var random = new Random(seed);
            var room = "before-treatment";
            for (int i = random.nextInt(4); i >= 0; i--) {
                something(random, room, start(room, "Thread of the walk " + i));
            }
            var there = list(room, sort);
            var all = list(room, "newest");
            var seen = new ArrayList<String>();
            var query = "/threads?category=" + room + "&sort=" + sort + "&limit=" + (1 + random.nextInt(5));
            var page = forum.guest().get(query).expect(200);
            seen.addAll(page.texts("/items", "/id"));
            // Not at each page: the room would grow faster than it is read.
            for (int pages = 0; !page.at("/next").isNull(); pages++) {
                var answered =
                        pages < 4 ? something(random, room, all.get(random.nextInt(all.size()))) : List.<String>of();
                if (sort.equals("unanswered")) {
                    there.removeAll(answered);
                }
                page = forum.guest()
                        .get(query + "&cursor=" + page.text("/next"))
                        .expect(200);
                seen.addAll(page.texts("/items", "/id"));
            }

            var message = "seed " + seed + " by " + sort;
            assertEquals(seen.size(), new HashSet<>(seen).size(), message + ": repeated");
            assertTrue(seen.containsAll(there), message + ": skipped");
        }
    }

    @Test
    void aWalkIsWholeWhileOthersPostAtTheSameTime() throws InterruptedException {
        var room = "members-corner";
        var reader = forum.alice();
        var bob = forum.bob();
        for (int i = 0; i < 40; i++) {
            start(room, "A thread of forty " + i);
            forum.clock().advance(Duration.ofMillis(10));
        }
        var query = "/threads?category=" + room + "&limit=3";
        var there = reader.get("/threads?category=" + room + "&limit=100").texts("/items", "/id");
        var reading = new AtomicBoolean(true);
        var posters = IntStream.range(0, 3)
                .mapToObj(i -> new Thread(() -> {
                    var random = new Random(i);
                    while (reading.get()) {
                        forum.clock().advance(Duration.ofMillis(1));
                        forum.reply(bob, there.get(random.nextInt(there.size())), "While somebody reads");
                    }
                }))
                .toList();
        posters.forEach(Thread::start);
        try {
            for (int walk = 1; walk <= 5; walk++) {
                var page = reader.get(query).expect(200);
                var seen = new ArrayList<>(page.texts("/items", "/id"));
                while (!page.at("/next").isNull()) {
                    page = reader.get(query + "&cursor=" + page.text("/next")).expect(200);
                    seen.addAll(page.texts("/items", "/id"));
                }
                assertEquals(
                        there.stream().sorted().toList(), seen.stream().sorted().toList(), "walk " + walk);
            }
        } finally {
            reading.set(false);
            for (var poster : posters) {
                poster.join();
            }
        }
    }

    @Test
    void theWayBackEndsWhereTheWalkBegan() {
        for (int i = 0; i < 5; i++) {
            start("recovery", "A thread of five " + i);
            forum.clock().advance(Duration.ofMinutes(1));
        }
        for (var sort : List.of("active", "newest", "unanswered")) {
            var query = "/threads?category=recovery&limit=2&sort=" + sort;
            var first = forum.guest().get(query);
            var second = forum.guest().get(query + "&cursor=" + first.text("/next"));
            var third = forum.guest().get(query + "&cursor=" + second.text("/next"));
            assertTrue(first.at("/previous").isNull() && third.at("/next").isNull(), sort);
            var back = forum.guest().get(query + "&cursor=" + third.text("/previous"));
            assertEquals(second.texts("/items", "/id"), back.texts("/items", "/id"), sort);
            var start = forum.guest().get(query + "&cursor=" + back.text("/previous"));
            assertEquals(first.texts("/items", "/id"), start.texts("/items", "/id"), sort);
            assertTrue(start.at("/previous").isNull(), sort);
            var on = forum.guest().get(query + "&cursor=" + start.text("/next"));
            assertEquals(second.texts("/items", "/id"), on.texts("/items", "/id"), sort);
        }
    }

    /** Lets one to three things happen in the room, and tells which threads were answered. */
    private static List<String> something(Random random, String room, String thread) {
        var answered = new ArrayList<String>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            forum.clock().advance(Duration.ofMillis(random.nextInt(3_000)));
            if (random.nextInt(4) == 0) {
                start(room, "A thread that came later");
            } else {
                forum.reply(forum.bob(), thread, "A reply that came later");
                answered.add(thread);
            }
        }
        return answered;
    }

    private static String start(String category, String title) {
        return forum.alice()
                .post("/threads", Map.of("title", title, "category", category, "markdown", "Words."))
                .expect(201)
                .text("/thread/id");
    }

    private static List<String> list(String category, String sort) {
        return new ArrayList<>(forum.guest()
                .get("/threads?limit=100&category=" + category + "&sort=" + sort)
                .texts("/items", "/id"));
    }

    private static List<String> refused(String query) {
        return forum.guest()
                .get("/threads?" + query)
                .expectProblem(400, "invalid-request")
                .wrongPlaces();
    }
}
