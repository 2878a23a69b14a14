package waymark.bookmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.testing.Client;
import waymark.testing.Together;

class BookmarkTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final AtomicInteger COUNT = new AtomicInteger();

    private Client reader = forum.guest();
    private TestForum.Started alices = new TestForum.Started("", "");

    @BeforeEach
    void aliceHasWritten() {
        reader = forum.member("reader-" + COUNT.incrementAndGet());
        alices = forum.thread(forum.alice());
    }

    @Test
    void aPostIsFoundAgainWithItsNote() {
        var reply = forum.reply(forum.alice(), alices.thread(), "What helped us was soup.");
        var put = reader.put("/bookmarks/" + reply, Map.of("note", "Soup, for dad"))
                .expect(200);
        assertEquals(
                put.at("/bookmark"),
                reader.get("/bookmarks/" + reply).expect(200).at("/bookmark"));
        var item = reader.get("/bookmarks").expect(200).at("/items/0");
        assertEquals(put.at("/bookmark"), item);
        assertEquals(reply, item.path("post").asText());
        assertEquals(alices.thread(), item.path("thread").asText());
        assertEquals(2, item.path("number").asInt());
        assertEquals("Soup, for dad", item.path("note").asText());
    }

    @Test
    void doingItAgainChangesNothingButTheNote() {
        var first = reader.put("/bookmarks/" + alices.post(), Map.of()).expect(200);
        forum.clock().advance(Duration.ofMinutes(1));
        assertEquals(
                first.at("/bookmark"),
                reader.put("/bookmarks/" + alices.post(), Map.of()).expect(200).at("/bookmark"));
        var noted = reader.put("/bookmarks/" + alices.post(), Map.of("note", "For later"));
        assertEquals("For later", noted.expect(200).text("/bookmark/note"));
        assertEquals(first.at("/bookmark/bookmarkedAt"), noted.at("/bookmark/bookmarkedAt"));
        assertTrue(reader.put("/bookmarks/" + alices.post(), Map.of())
                .at("/bookmark/note")
                .isNull());
        Together.times(4, i -> reader.put("/bookmarks/" + alices.post(), Map.of()))
                .forEach(answer -> answer.expect(200));
        assertEquals(1, reader.get("/bookmarks").at("/items").size());
    }

    @Test
    void itIsTakenAwayAndTakenAwayAgain() {
        reader.put("/bookmarks/" + alices.post(), Map.of()).expect(200);
        reader.delete("/bookmarks/" + alices.post()).expect(204);
        reader.delete("/bookmarks/" + alices.post()).expect(204);
        reader.get("/bookmarks/" + alices.post()).expectProblem(404, "not-found");
        assertEquals(0, reader.get("/bookmarks").expect(200).at("/items").size());
    }

    @Test
    void whatHasGoneSaysNothingMoreAndItsNoteStays() {
        reader.put("/bookmarks/" + alices.post(), Map.of("note", "Mine")).expect(200);
        forum.mo()
                .with("If-Match", "*")
                .put("/posts/" + alices.post() + "/removal", TestForum.removal("Not here."))
                .expect(200);
        for (var item : List.of(
                reader.get("/bookmarks").expect(200).at("/items/0"),
                reader.put("/bookmarks/" + alices.post(), Map.of("note", "Mine"))
                        .expect(200)
                        .at("/bookmark"))) {
            assertTrue(item.path("thread").isNull());
            assertTrue(item.path("number").isNull());
            assertEquals("Mine", item.path("note").asText());
        }
        forum.bob().put("/bookmarks/" + alices.post(), Map.of()).expectProblem(404, "not-found");
        reader.delete("/bookmarks/" + alices.post()).expect(204);
    }

    @Test
    void nobodyElseIsTold() {
        reader.put("/bookmarks/" + alices.post(), Map.of("note", "A grebe")).expect(200);
        for (var other : List.of(forum.alice(), forum.bob(), forum.mo())) {
            other.get("/bookmarks/" + alices.post()).expectProblem(404, "not-found");
            assertFalse(other.get("/bookmarks").expect(200).body().contains("grebe"));
            var seen = other.get("/posts/" + alices.post()).expect(200);
            assertFalse(seen.at("/viewer/bookmarked").asBoolean());
            assertFalse(seen.body().contains("grebe"));
        }
        assertTrue(
                reader.get("/posts/" + alices.post()).at("/viewer/bookmarked").asBoolean());
        assertTrue(reader.get("/threads/" + alices.thread())
                .at("/viewer/posts/" + alices.post() + "/bookmarked")
                .asBoolean());
        forum.guest().get("/bookmarks").expectProblem(401, "sign-in-needed");
    }

    @Test
    void theLatestComesFirstOverAllPages() {
        var posts = List.of("One", "Two", "Three").stream()
                .map(words -> forum.reply(forum.alice(), alices.thread(), words))
                .toList();
        for (var post : posts) {
            reader.put("/bookmarks/" + post, Map.of()).expect(200);
            forum.clock().advance(Duration.ofSeconds(1));
        }
        var first = reader.get("/bookmarks?limit=2").expect(200);
        assertEquals(List.of(posts.get(2), posts.get(1)), first.texts("/items", "/post"));
        var second =
                reader.get("/bookmarks?limit=2&cursor=" + first.text("/next")).expect(200);
        assertEquals(List.of(posts.get(0)), second.texts("/items", "/post"));
        assertTrue(second.at("/next").isNull());
    }

    @Test
    void aNoteHas1To500Characters() {
        reader.put("/bookmarks/" + alices.post(), Map.of("note", "x".repeat(500)))
                .expect(200);
        for (var note : List.of("", "x".repeat(501))) {
            assertEquals(
                    List.of("/note"),
                    reader.put("/bookmarks/" + alices.post(), Map.of("note", note))
                            .wrongPlaces());
        }
        reader.put("/bookmarks/" + alices.post(), Map.of("note", "  ")).expectProblem(422, "invalid-value");
        reader.put("/bookmarks/0190a0a0-0000-7000-8000-000000000000", Map.of()).expectProblem(404, "not-found");
        reader.delete("/bookmarks/0190a0a0-0000-7000-8000-000000000000").expectProblem(404, "not-found");
    }
}
