package waymark.platform.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;

/** What holds for every route, tried on some. */
class ConventionsTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        var thread = "/threads/" + forum.thread(forum.alice()).thread();
        var first = forum.guest().get(thread).expect(200);
        var again = forum.guest()
                .with("If-None-Match", first.header("ETag"))
                .get(thread)
                .expect(304);
        assertEquals(0, again.bytes().length);
        for (var header : List.of("ETag", "Cache-Control", "Vary")) {
            assertEquals(first.header(header), again.header(header));
        }
        forum.guest()
                .with("If-None-Match", "\"other\", W/" + first.header("ETag"))
                .get(thread)
                .expect(304);
        forum.guest().with("If-None-Match", "\"other\"").get(thread).expect(200);

        forum.reply(forum.bob(), thread.substring("/threads/".length()), "New");
        forum.guest().with("If-None-Match", first.header("ETag")).get(thread).expect(200);
    }

    @Test
    void aPageChangesItsTagWhenTheHelplineOpensOrCloses() {
        var before = forum.guest().get("/categories").header("ETag");
        forum.clock().advance(Duration.ofHours(8));
        assertNotEquals(before, forum.guest().get("/categories").header("ETag"));
    }

    @Test
    void guestsMayKeepAPageAndAskAgainAndMembersKeepNothing() {
        assertEquals("no-cache", forum.guest().get("/threads").header("Cache-Control"));
        assertEquals("private, no-store", forum.bob().get("/threads").header("Cache-Control"));
        assertEquals("private, no-store", forum.guest().get("/me").header("Cache-Control"));
        assertTrue(forum.guest().get("/threads").header("Vary").contains("Authorization"));
    }

    @Test
    void aLargeAnswerIsCompressedForThoseWhoTakeIt() throws IOException {
        var plain = forum.guest().get("/tags").expect(200);
        var packed = forum.guest().with("Accept-Encoding", "br;q=1.0, gzip;q=0.8");
        var response = packed.get("//openapi.json");
        assertEquals("gzip", response.header("Content-Encoding"));
        assertNotEquals(plain.header("ETag"), response.header("ETag"));
        var unpacked = new GZIPInputStream(new ByteArrayInputStream(response.bytes())).readAllBytes();
        assertArrayEquals(forum.guest().get("//openapi.json").bytes(), unpacked);
        assertEquals(
                "",
                forum.guest()
                        .with("Accept-Encoding", "gzip;q=0")
                        .get("//openapi.json")
                        .header("Content-Encoding"));
        assertTrue(response.header("Vary").contains("Accept-Encoding"));
        packed.with("If-None-Match", response.header("ETag"))
                .get("//openapi.json")
                .expect(304);
    }

    @Test
    void headAnswersLikeGetWithoutABody() {
        var get = forum.guest().get("/threads");
        var head = forum.guest().head("/threads").expect(200);
        assertEquals(0, head.bytes().length);
        for (var header : List.of("ETag", "Cache-Control", "Content-Type", "Content-Length")) {
            assertEquals(get.header(header), head.header(header), header);
        }
        forum.guest().head("/threads/none").expect(404);
    }

    @Test
    void everyErrorIsAProblemWithTheHelpline() {
        for (var problem : List.of(
                forum.guest().get("/nothing-here").expectProblem(404, "not-found"),
                forum.guest().get("//nothing/at/all").expectProblem(404, "not-found"),
                forum.guest().get("/threads/").expectProblem(404, "not-found"),
                forum.guest().with("Accept", "text/html").get("/nothing-here").expectProblem(404, "not-found"),
                forum.guest().put("/threads").expectProblem(405, "method-not-allowed"),
                forum.guest().post("/sessions", "{").expectProblem(400, "invalid-request"),
                forum.guest()
                        .with("Content-Type", "text/plain")
                        .post("/sessions", "x")
                        .expectProblem(415, "unsupported-media-type"))) {
            assertEquals("0808 2080 888", problem.text("/signposting/helpline/phone/display"));
            assertEquals(problem.header("X-Request-Id"), problem.text("/instance"));
            assertEquals("/problems/" + problem.text("/code"), problem.text("/type"));
            assertEquals(problem.status(), problem.at("/status").asInt());
        }
    }

    @Test
    void whatCanBeDoneIsTold() {
        assertEquals("GET, HEAD, OPTIONS, POST", forum.guest().put("/threads").header("Allow"));
        assertEquals(
                "GET, HEAD, OPTIONS, POST",
                forum.guest().send("OPTIONS", "/threads", null).expect(204).header("Allow"));
        forum.guest().send("TRACE", "/threads", null).expect(405);
    }

    @Test
    void everyAnswerSaysWhatBrowsersMayNotDoWithIt() {
        for (var answer : List.of(
                forum.guest().get("/threads"),
                forum.guest().get("/nothing"),
                forum.bob().get("/me"))) {
            assertEquals("nosniff", answer.header("X-Content-Type-Options"));
            assertEquals("noindex, noarchive", answer.header("X-Robots-Tag"));
            assertEquals("no-referrer", answer.header("Referrer-Policy"));
            assertTrue(answer.header("Strict-Transport-Security").startsWith("max-age="));
            assertTrue(answer.header("Content-Security-Policy").contains("default-src 'none'"));
        }
    }

    @Test
    void onlyListedWebsitesMayCallFromABrowser() {
        var listed = "https://forum.example.org";
        assertEquals(
                listed, forum.guest().with("Origin", listed).get("/threads").header("Access-Control-Allow-Origin"));
        assertEquals(
                "",
                forum.guest()
                        .with("Origin", "https://evil.example")
                        .get("/threads")
                        .header("Access-Control-Allow-Origin"));
        assertEquals("", forum.guest().with("Origin", "null").get("/threads").header("Access-Control-Allow-Origin"));
        var preflight = forum.guest()
                .with("Origin", listed)
                .with("Access-Control-Request-Method", "POST")
                .send("OPTIONS", "/threads", null)
                .expect(204);
        assertTrue(preflight.header("Access-Control-Allow-Methods").contains("POST"));
        assertTrue(preflight.header("Access-Control-Allow-Headers").contains("If-Match"));
        assertTrue(forum.guest()
                .with("Origin", listed)
                .get("/nothing")
                .header("Access-Control-Expose-Headers")
                .contains("ETag"));
    }

    @Test
    void documentsAreServed() {
        assertTrue(forum.guest().get("//openapi.yaml").expect(200).body().startsWith("openapi: 3.1"));
        assertEquals("3.1.0", forum.guest().get("//openapi.json").expect(200).text("/openapi"));
        assertTrue(forum.guest().get("//problems/own-post").expect(200).body().contains("cannot like what they wrote"));
        forum.guest().get("//problems/no-such-problem").expectProblem(404, "not-found");
        assertTrue(forum.guest().get("//robots.txt").expect(200).body().contains("Disallow: /"));
        forum.guest().get("//health/live").expect(200);
        forum.guest().get("//health/ready").expect(200);
    }

    @Test
    void aBodyThatSaysThatItIsNotCompressedIsTaken() {
        var words = Map.of("title", "Plain words", "category", "recovery", "markdown", "As they are.");
        for (var coding : List.of("identity", "Identity")) {
            forum.alice()
                    .with("Content-Encoding", coding)
                    .post("/threads", words)
                    .expect(201);
        }
    }

    @Test
    void aBodyMayHaveTwoHundredAndFiftySixKilobytes() {
        var longText = "x".repeat(256 * 1024);
        forum.alice()
                .post("/threads", Map.of("title", "Long words", "category", "recovery", "markdown", longText))
                .expectProblem(413, "body-too-large");
    }
}
