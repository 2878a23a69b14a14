package waymark.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.testing.Answer;
import waymark.testing.Client;
import waymark.testing.LogCapture;

/** Mallory sends bodies that are meant to be read in two ways, or to keep the server busy. */
class BodiesTest {

    @RegisterExtension
    static final LogCapture logged = new LogCapture();

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private final Watch watch = new Watch(logged);
    private final String thread = forum.thread(forum.alice()).thread();

    @AfterEach
    void nothingWasWritten() {
        assertEquals(
                1,
                forum.guest().get("/threads/" + thread).at("/thread/postCount").asInt());
    }

    @Test
    void theSameFieldTwice() {
        refused("{\"markdown\":\"Good words\",\"markdown\":\"Bad words\"}");
        refused("{\"markdown\":\"Good words\",\"m\\u0061rkdown\":\"Bad words\"}");
        refused("{\"markdown\":\"Good words\",\"quotes\":[{\"post\":\"a\",\"post\":\"b\",\"text\":\"x\"}]}");
    }

    @Test
    void fiveThousandArraysInOneAnother() {
        refused("{\"markdown\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}");
        refused("[".repeat(5_000));
    }

    @Test
    void fiveThousandObjectsInOneAnother() {
        refused("{\"markdown\":".repeat(5_000) + "1" + "}".repeat(5_000));
    }

    @Test
    void threeHundredKilobytes() {
        tooLarge(mallory(), ("{\"markdown\":\"" + "x".repeat(300_000) + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void threeHundredKilobytesOfNothing() {
        tooLarge(mallory(), ("{\"markdown\":\"x\"}" + " ".repeat(300_000)).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aNumberOfAHundredThousandDigits() {
        refused("{\"markdown\":" + "9".repeat(100_000) + "}");
        refused("{\"markdown\":1e999999999}");
    }

    @Test
    void aNameOfFieldsThatIsEndless() {
        refused("{\"" + "n".repeat(100_000) + "\":1}");
    }

    @Test
    void aCharacterThatNoTextHas() {
        for (var character : List.of("\\u0000", "\\ud800", "\\udfff")) {
            var answer = post(mallory(), "{\"markdown\":\"Words" + character + "\"}");
            assertTrue(answer.status() == 400 || answer.status() == 422, answer::body);
            watch.refusedSomehow(answer);
        }
    }

    @Test
    void bytesThatAreNoText() {
        refused(new byte[] {'{', '"', 'm', '"', ':', '"', (byte) 0xc0, (byte) 0xaf, '"', '}'});
        refused("{\"markdown\":\"Words\"}".getBytes(StandardCharsets.UTF_16));
    }

    @Test
    void aDocumentBehindTheDocument() {
        refused("{\"markdown\":\"Words\"}{\"markdown\":\"Others\"}");
        refused("{\"markdown\":\"Words\"}//");
    }

    @Test
    void whatIsMuchMoreOnceItIsUnpacked() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(("{\"markdown\":\"" + "x".repeat(50_000_000) + "\"}").getBytes(StandardCharsets.UTF_8));
        }
        assertTrue(packed.size() < 100_000, () -> "bytes: " + packed.size());
        var small = "{\"markdown\":\"Words\"}".getBytes(StandardCharsets.UTF_8);
        for (var coding : List.of("gzip", "deflate", "br", "identity, gzip", "GZIP")) {
            for (var body : List.of(packed.toByteArray(), small)) {
                watch.refused(
                        415,
                        "unsupported-media-type",
                        mallory().with("Content-Encoding", coding).send("POST", "/threads/" + thread + "/posts", body));
            }
        }
    }

    @Test
    void aFormAsABrowserSendsItFromAnotherSite() {
        for (var type : List.of(
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/xml",
                "text/json")) {
            watch.refused(
                    415,
                    "unsupported-media-type",
                    mallory()
                            .with("Content-Type", type)
                            .post("/threads/" + thread + "/posts", Map.of("markdown", "Words")));
        }
    }

    private void refused(String body) {
        refused(body.getBytes(StandardCharsets.UTF_8));
    }

    private void refused(byte[] body) {
        watch.refused(400, "invalid-request", mallory().send("POST", "/threads/" + thread + "/posts", body));
    }

    private void tooLarge(Client client, byte[] body) {
        watch.refused(413, "body-too-large", client.send("POST", "/threads/" + thread + "/posts", body));
    }

    private Answer post(Client client, String body) {
        return client.send("POST", "/threads/" + thread + "/posts", body.getBytes(StandardCharsets.UTF_8));
    }

    private static Client mallory() {
        return forum.member("mallory");
    }
}
