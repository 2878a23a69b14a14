package waymark.drafts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.testing.Answer;
import waymark.testing.Client;

/** Somebody is about to reply to Alice, and quotes her. */
class DraftQuotesTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final AtomicInteger COUNT = new AtomicInteger();

    private Client writer = forum.guest();
    private TestForum.Started alices = new TestForum.Started("", "");

    @BeforeEach
    void somebodyWrites() {
        writer = forum.member("writer-" + COUNT.incrementAndGet());
        alices = forum.thread(forum.alice(), "What helped you?", "It was a quiet autumn.");
    }

    @Test
    void quotesAreKeptAndSentAsTheyWereKept() {
        var saved =
                save(0, "Here, too.", quote(alices.post(), "a quiet autumn")).expect(200);
        var read = writer.get("/drafts/reply").expect(200);
        assertEquals(saved.at("/draft"), read.at("/draft"));
        assertEquals(alices.post(), read.text("/draft/quotes/0/post"));
        assertEquals("a quiet autumn", read.text("/draft/quotes/0/text"));
        assertEquals(read.at("/draft"), writer.get("/drafts").expect(200).at("/items/0"));
        var sent = writer.post(
                        "/threads/" + alices.thread() + "/posts",
                        Map.of(
                                "markdown",
                                read.text("/draft/markdown"),
                                "quotes",
                                read.at("/draft/quotes"),
                                "draft",
                                "reply"))
                .expect(201);
        assertEquals("a quiet autumn", sent.text("/post/quotes/0/text"));
        writer.get("/drafts/reply").expectProblem(404, "not-found");
    }

    @Test
    void otherQuotesAreAnotherTextAndAStaleTabIsShownBoth() {
        var first = save(0, "Here.", quote(alices.post(), "a quiet autumn")).expect(200);
        assertEquals(
                first.at("/draft"),
                save(0, "Here.", quote(alices.post(), "a quiet autumn"))
                        .expect(200)
                        .at("/draft"));
        var refused = save(0, "Here.", quote(alices.post(), "autumn")).expectProblem(409, "draft-changed");
        assertEquals("a quiet autumn", refused.text("/draft/quotes/0/text"));
        assertEquals("autumn", refused.text("/yours/quotes/0/text"));
        save(first.at("/draft/sequence").asInt(), "Here.").expect(200);
        assertTrue(writer.get("/drafts/reply").at("/draft/quotes").isEmpty());
    }

    @Test
    void whatHasGoneIsNotQuotedAndComesBackWithThePost() {
        var words = forum.reply(forum.alice(), alices.thread(), "Swifts over the ward.");
        save(0, "Here.", quote(words, "Swifts")).expect(200);
        var mo = forum.mo().with("If-Match", "*");
        mo.put("/posts/" + words + "/removal", TestForum.removal("Not here.")).expect(200);
        for (var path : List.of("/drafts", "/drafts/reply")) {
            assertFalse(writer.get(path).expect(200).body().contains("Swifts"), path);
        }
        var refused = save(0, "There.").expectProblem(409, "draft-changed");
        assertFalse(refused.body().contains("Swifts"));
        mo.delete("/posts/" + words + "/removal").expect(200);
        assertEquals("Swifts", writer.get("/drafts/reply").text("/draft/quotes/0/text"));
    }

    @Test
    void whatTheWriterCannotReadIsNotKept() {
        var words = forum.reply(forum.alice(), alices.thread(), "Swifts over the ward.");
        forum.alice().with("If-Match", "*").delete("/posts/" + words).expect(204);
        for (var post : List.of(words, "0190a0a0-0000-7000-8000-000000000000")) {
            var seen = writer.get("/drafts/reply").at("/draft/sequence").asInt();
            var saved = save(seen, "Of " + post, quote(post, "Swifts"), quote(alices.post(), "quiet"))
                    .expect(200);
            assertEquals(1, saved.at("/draft/quotes").size());
            assertEquals("quiet", saved.text("/draft/quotes/0/text"));
            assertEquals(saved.at("/draft"), writer.get("/drafts/reply").at("/draft"));
        }
    }

    private Answer save(int seen, String markdown, Quote... quotes) {
        return writer.put("/drafts/reply", Map.of("sequence", seen, "markdown", markdown, "quotes", List.of(quotes)));
    }

    private static Quote quote(String post, String text) {
        return new Quote(post, text);
    }

    private record Quote(String post, String text) {}
}
