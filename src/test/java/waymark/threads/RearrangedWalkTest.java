package waymark.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waymark.TestForum;

/** Reading a list page by page while moderators rearrange what is in it. */
class RearrangedWalkTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    /** The threads there are, which are neither merged nor of this test's earlier seeds. */
    private final List<String> threads = new ArrayList<>();

    private final Set<String> merged = new HashSet<>();

    /** What existed at the start of a walk is neither skipped nor repeated; what was merged meanwhile may be missing. */
    @ParameterizedTest
    @ValueSource(strings = {"active", "newest"})
    void aWalkShowsEverythingThatWasThereOnce(String sort) {
        for (long seed = 1; seed <= 25; seed++) {
            var random = new Random(seed);
            var room = seed % 2 == 0 ? "carers" : "everyday-life";
            for (int i = 0; i < 6; i++) {
                threads.add(start(room));
                something(random);
            }
            var query = "/threads?category=" + room + "&sort=" + sort + "&limit=" + (1 + random.nextInt(3));
            var there = forum.guest()
                    .get("/threads?limit=100&category=" + room + "&sort=" + sort)
                    .texts("/items", "/id");
            var page = forum.guest().get(query).expect(200);
            var seen = new ArrayList<>(page.texts("/items", "/id"));
            for (int pages = 0; !page.at("/next").isNull(); pages++) {
                if (pages < 4) {
                    something(random);
                }
                page = forum.guest()
                        .get(query + "&cursor=" + page.text("/next"))
                        .expect(200);
                seen.addAll(page.texts("/items", "/id"));
            }

            var message = "seed " + seed + " by " + sort + ": " + there + " was read as " + seen;
            assertEquals(seen.size(), new HashSet<>(seen).size(), "repeated, " + message);
            assertTrue(there.stream().allMatch(id -> seen.contains(id) || merged.contains(id)), "skipped, " + message);
            clear();
        }
    }

    /** One to three replies, splits and merges, in threads of this seed. */
    private void something(Random random) {
        for (int i = random.nextInt(3); i >= 0; i--) {
            // At least a moment: what happens in the same one as the first page may be read either way.
            forum.clock().advance(Duration.ofMillis(1 + random.nextInt(3_000)));
            var thread = threads.get(random.nextInt(threads.size()));
            switch (random.nextInt(4)) {
                case 0 -> split(random, thread);
                case 1 -> merge(random, thread);
                default -> forum.reply(forum.bob(), thread, "A reply.");
            }
        }
    }

    private void split(Random random, String thread) {
        var posts = forum.guest().get("/threads/" + thread).texts("/posts/items", "/id");
        if (posts.size() > 1) {
            var moved = posts.subList(1 + random.nextInt(posts.size() - 1), posts.size());
            var made = forum.mo()
                    .with("If-Match", "*")
                    .post(
                            "/threads/" + thread + "/split",
                            Map.of("posts", moved, "title", "Another subject", "category", room(thread)))
                    .expect(201);
            threads.add(made.text("/thread/id"));
        }
    }

    private void merge(Random random, String thread) {
        var into = threads.get(random.nextInt(threads.size()));
        if (!into.equals(thread)) {
            forum.mo()
                    .with("If-Match", "*")
                    .post("/threads/" + thread + "/merge", Map.of("into", into))
                    .expect(200);
            threads.remove(thread);
            merged.add(thread);
        }
    }

    /** So that the walks of the next seed are short. */
    private void clear() {
        threads.forEach(thread -> forum.mo()
                .with("If-Match", "*")
                .put("/threads/" + thread + "/removal", TestForum.removal("A reason."))
                .expect(200));
        threads.clear();
    }

    private static String room(String thread) {
        return forum.guest().get("/threads/" + thread).text("/thread/category");
    }

    private static String start(String room) {
        return forum.alice()
                .post("/threads", Map.of("title", "A thread to read", "category", room, "markdown", "Words."))
                .expect(201)
                .text("/thread/id");
    }
}
