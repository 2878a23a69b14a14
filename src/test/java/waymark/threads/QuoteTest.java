package waymark.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.testing.Answer;
import waymark.testing.Together;

class QuoteTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private String thread = "";
    private String quoted = "";

    @BeforeEach
    void aliceHasWrittenSomethingToQuote() {
        thread = forum.thread(forum.alice()).thread();
        quoted = forum.reply(forum.alice(), thread, "The **waiting** is\nthe worst of it.");
    }

    @Test
    void aQuoteNamesThePostAndItsAuthor() {
        var answer = quote("waiting is the worst").expect(201);

        assertEquals(quoted, answer.text("/post/quotes/0/post"));
        assertEquals(2, answer.at("/post/quotes/0/number").asInt());
        assertEquals("alice", answer.text("/post/quotes/0/author/username"));
        assertEquals("waiting is the worst", answer.text("/post/quotes/0/text"));
    }

    @Test
    void wordsThatNobodyWroteCannotBePutInTheirMouth() {
        assertEquals(
                List.of("/quotes/0/text"),
                quote("waiting is the best").expectProblem(422, "invalid-value").wrongPlaces());
        assertEquals(
                List.of("/quotes/0/text"),
                quote("   ").expectProblem(422, "invalid-value").wrongPlaces());
    }

    @Test
    void onlyPostsOfTheSameThreadCanBeQuoted() {
        var elsewhere = forum.thread(forum.alice()).post();
        var answer = forum.bob()
                .post("/threads/" + thread + "/posts", body(elsewhere, "The opening words."))
                .expectProblem(422, "invalid-value");
        assertEquals(List.of("/quotes/0/post"), answer.wrongPlaces());
    }

    @Test
    void aQuoteGoesWithThePostItQuotes() {
        var quoting = quote("the worst").expect(201).text("/post/id");
        forum.alice().with("If-Match", "\"1\"").delete("/posts/" + quoted).expect(204);

        for (var reader : List.of(forum.guest(), forum.bob(), forum.mo())) {
            var post = reader.get("/posts/" + quoting).expect(200);
            assertTrue(post.at("/post/quotes/0/text").isNull());
            assertTrue(post.at("/post/quotes/0/author").isNull());
        }
    }

    @Test
    void aQuoteComesBackWithThePostItQuotes() {
        var quoting = quote("the worst").expect(201).text("/post/id");
        forum.mo()
                .with("If-Match", "\"1\"")
                .put("/posts/" + quoted + "/removal", TestForum.removal("Look at it first."))
                .expect(200);
        assertTrue(
                forum.guest().get("/posts/" + quoting).at("/post/quotes/0/text").isNull());

        forum.mo()
                .with("If-Match", "\"2\"")
                .delete("/posts/" + quoted + "/removal")
                .expect(200);
        assertEquals("the worst", forum.guest().get("/posts/" + quoting).text("/post/quotes/0/text"));
    }

    @Test
    void anEditKeepsQuotesUnlessItNamesThem() {
        var quoting = quote("the worst").expect(201).text("/post/id");
        var bob = forum.bob();

        var kept = bob.with("If-Match", "\"1\"")
                .patch("/posts/" + quoting, Map.of("markdown", "So true."))
                .expect(200);
        assertEquals("the worst", kept.text("/post/quotes/0/text"));
        var taken = bob.with("If-Match", "\"2\"")
                .patch("/posts/" + quoting, "{\"quotes\": null}")
                .expect(200);
        assertEquals(0, taken.at("/post/quotes").size());
        assertEquals("So true.", taken.text("/post/markdown"));
        var given = bob.with("If-Match", "\"3\"")
                .patch("/posts/" + quoting, Map.of("quotes", List.of(Map.of("post", quoted, "text", "The waiting"))))
                .expect(200);
        assertEquals("The waiting", given.text("/post/quotes/0/text"));
    }

    @Test
    void whatItsAuthorTakesOutWhileAReplyIsLookedAtIsNotQuotedAnyMore() {
        var answer = Together.meeting(
                forum.db(),
                tx -> tx.execute("select 1 from forum_thread where id = ?::uuid for no key update", thread),
                () -> quote("the worst"),
                tx -> forum.alice()
                        .with("If-Match", "\"1\"")
                        .patch("/posts/" + quoted, Map.of("markdown", "The waiting."))
                        .expect(200));

        assertEquals(
                List.of("/quotes/0/text"),
                answer.expectProblem(422, "invalid-value").wrongPlaces());
    }

    @Test
    void norIsItWhileAnEditIsLookedAt() {
        var quoting = quote("waiting").expect(201).text("/post/id");
        var answer = Together.meeting(
                forum.db(),
                tx -> tx.execute("lock table gate_revision"),
                () -> forum.bob()
                        .with("If-Match", "\"1\"")
                        .patch(
                                "/posts/" + quoting,
                                Map.of(
                                        "markdown",
                                        "Oh yes.",
                                        "quotes",
                                        List.of(Map.of("post", quoted, "text", "the worst")))),
                tx -> tx.execute("update post set plain_text = 'The waiting.' where id = ?::uuid", quoted));

        assertEquals(
                List.of("/quotes/0/text"),
                answer.expectProblem(422, "invalid-value").wrongPlaces());
    }

    private Answer quote(String words) {
        return forum.bob().post("/threads/" + thread + "/posts", body(quoted, words));
    }

    private static Map<String, Object> body(String post, String words) {
        return Map.of("markdown", "Yes.", "quotes", List.of(Map.of("post", post, "text", words)));
    }
}
