package waymark.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.MUTE;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.platform.http.Reply;
import waymark.platform.http.Wire;
import waymark.testing.LogCapture;

/** Mallory speaks HTTP as no client does, so that a proxy and the server understand different things. */
class ConnectionsTest {

    @RegisterExtension
    static final LogCapture logged = new LogCapture();

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final String BODY = "{\"markdown\":\"Smuggled\"}";
    private static final String NEXT = "GET /api/v1/threads HTTP/1.1\r\nHost: x\r\n\r\n";

    /** What the server would need to begin, were it to. */
    private static final int LISTENING_MILLIS = 200;

    private static final int LONGEST_WAIT_MILLIS = 30_000;

    private final Watch watch = new Watch(logged);
    private final String thread = forum.thread(forum.alice()).thread();

    @AfterEach
    void nothingWasWritten() {
        assertEquals(
                1,
                forum.guest().get("/threads/" + thread).at("/thread/postCount").asInt());
    }

    @Test
    void aLengthAndChunksAtTheSameTime() {
        refused(post("Content-Length: " + BODY.length() + "\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + NEXT));
        refused(post("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", "17\r\n" + BODY + "\r\n0\r\n\r\n"));
    }

    @Test
    void twoLengths() {
        refused(post("Content-Length: " + BODY.length() + "\r\nContent-Length: 2\r\n", BODY));
        refused(post("Content-Length: " + BODY.length() + ", 2\r\n", BODY));
    }

    @Test
    void aTransferEncodingInDisguise() {
        for (var disguise : List.of(
                "Transfer-Encoding : chunked",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding:\u000bchunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: x")) {
            var reply = send(post(disguise + "\r\nContent-Length: 5\r\n", "0\r\n\r\n" + NEXT));
            refusedSomehow(disguise, reply);
        }
    }

    @Test
    void aSizeOfAChunkThatIsNone() {
        for (var size : List.of("ZZ", "-5", "FFFFFFFFFFFFFFFFFFFF", "0x17", "")) {
            refusedSomehow(size, send(post("Transfer-Encoding: chunked\r\n", size + "\r\n" + BODY + "\r\n0\r\n\r\n")));
        }
    }

    @Test
    void chunksThatAreTooMuchTogether() {
        var chunk = "8000\r\n" + " ".repeat(0x8000) + "\r\n";
        var reply = send(post("Transfer-Encoding: chunked\r\n", chunk.repeat(10) + "17\r\n" + BODY + "\r\n0\r\n\r\n"));
        watch.refused(413, "body-too-large", reply);
    }

    /** What is not there whole is not done, also where the body makes no difference. */
    @Test
    void aBodyThatBreaksOffWhereNoneIsTaken() {
        var request = "PUT /api/v1/members/alice/mute HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                + forum.member("mallory").token() + "\r\n";
        for (var body : List.of(
                "Content-Length: 10\r\n\r\nshort",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nsh",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n",
                "Transfer-Encoding: chunked\r\n\r\nZZ\r\nshort\r\n0\r\n\r\n")) {
            refused(request + body);
            refused("GET /openapi.yaml HTTP/1.1\r\nHost: x\r\n" + body);
        }
        assertEquals(0, forum.db().<Integer>read(tx -> tx.fetchCount(MUTE)));
    }

    @Test
    void aBodyWithoutAnEndWhereNoneIsTaken() {
        for (var request : List.of("GET /api/v1/categories", "GET /openapi.yaml", "GET /api/v1/threads/" + thread)) {
            var head = request + " HTTP/1.1\r\nHost: x\r\n";
            var chunk = "8000\r\n" + "x".repeat(0x8000) + "\r\n";
            for (var body : List.of(
                    "Content-Length: 300000\r\n\r\n" + "x".repeat(300_000),
                    "Content-Length: 1099511627776\r\n\r\nx",
                    "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(10) + "0\r\n\r\n")) {
                watch.refused(413, "body-too-large", send(head + body));
            }
        }
    }

    /** Else the connection is reset while the other side is still sending, and the answer or its end is lost. */
    @Test
    void aBodyThatComesAfterTheAnswerCouldHaveBegun() throws IOException {
        var answers = Map.of(
                "GET /openapi.yaml", 200,
                "POST /api/v1/threads", 401,
                "GET /api/v1/threads?unknown=1", 400,
                "PATCH /api/v1/threads", 405,
                "GET /nowhere", 404);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), forum.port())) {
            var in = new BufferedInputStream(socket.getInputStream());
            for (var answer : answers.entrySet()) {
                write(socket, answer.getKey() + " HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nbegun");
                socket.setSoTimeout(LISTENING_MILLIS);
                assertThrows(SocketTimeoutException.class, in::read, "it answers half a request");
                write(socket, "ended");
                socket.setSoTimeout(LONGEST_WAIT_MILLIS);
                var reply = Wire.read(in);
                assertEquals(answer.getValue(), reply.status(), reply::toString);
                assertTrue(reply.text().endsWith(reply.status() == 200 ? "\n" : "}"), reply::toString);
            }
        }
    }

    /** Jetty takes a line feed alone for the end of a line, as RFC 9112 allows; what counts is that it sees one request. */
    @Test
    void lineFeedsAloneHideNoHeader() {
        var request = "POST /api/v1/threads/" + thread + "/posts HTTP/1.1\nHost: x\nContent-Type: application/json\n"
                + "Content-Length: 5\nTransfer-Encoding: chunked\n\n0\r\n\r\n" + NEXT;
        refusedSomehow("line feeds", send(request));
        refusedSomehow(
                "a carriage return alone",
                send("GET /api/v1/threads HTTP/1.1\r\nHost: x\r\nX: a\rTransfer-Encoding: chunked\r\n\r\n"));
    }

    @Test
    void aHeaderThatContinuesOnTheNextLine() {
        refusedSomehow(
                "folded", send(post("Transfer-Encoding:\r\n chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n" + NEXT)));
    }

    @Test
    void twoHostsOrNone() {
        refused("GET /api/v1/threads HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n");
        refused("GET /api/v1/threads HTTP/1.1\r\nConnection: close\r\n\r\n");
    }

    @Test
    void aHostThatIsNone() {
        for (var host : List.of("a b", "[::1", "x:99999", "x:x", "evil\u0001", "evil.example/@forum", "a\"b")) {
            var reply = send("GET /api/v1/threads HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
            if (reply.status() != 200) {
                watch.refused(400, "invalid-request", reply);
            }
            assertFalse(reply.text().contains("evil"), reply::text);
        }
    }

    @Test
    void headersWithoutAnEnd() {
        watch.refused(
                431,
                "headers-too-large",
                send("GET /api/v1/threads HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"));
        watch.refused(
                431,
                "headers-too-large",
                send("GET /api/v1/threads HTTP/1.1\r\nHost: x\r\n" + "X: x\r\n".repeat(4_000) + "\r\n"));
    }

    @Test
    void anAddressWithoutAnEnd() {
        watch.refused(
                414,
                "uri-too-long",
                send("GET /api/v1/threads?x=" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"));
    }

    @Test
    void aLineBreakInWhatIsSentBack() {
        for (var line : List.of(
                "X-Request-Id: a\r\n\tX-Injected: yes",
                "X-Request-Id: a%0d%0aX-Injected:%20yes",
                "Idempotency-Key: a%0d%0aX-Injected:%20yes",
                "If-Match: \"a\\r\\nX-Injected: yes\"",
                "If-None-Match: \"a%0d%0aX-Injected: yes\"",
                "Origin: https://forum.example.org%0d%0aX-Injected:%20yes",
                "Accept-Language: \u00e5\u0000X-Injected: yes")) {
            var reply = send("GET /api/v1/threads HTTP/1.1\r\nHost: x\r\n" + line + "\r\nConnection: close\r\n\r\n");
            if (reply.status() != 200) {
                refusedSomehow(line, reply);
            }
            assertFalse(reply.headers().containsKey("X-Injected"), () -> line + ": " + reply.headers());
            assertFalse(reply.headers().toString().contains("Injected"), () -> line + ": " + reply.headers());
        }
    }

    @Test
    void aLineBreakInTheAddress() {
        for (var path : List.of(
                "/api/v1/threads/%0d%0aX-Injected:%20yes",
                "/problems/%0d%0aX-Injected:%20yes", "/api/v1/threads?cursor=%0d%0aX-Injected:%20yes")) {
            var reply = send("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            refusedSomehow(path, reply);
            assertFalse(reply.headers().toString().contains("Injected"), () -> path + ": " + reply.headers());
        }
    }

    @Test
    void anotherMethodInAHeader() {
        var reply = send("GET /api/v1/threads/" + thread + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                + forum.alice().token()
                + "\r\nX-HTTP-Method-Override: DELETE\r\nIf-Match: *\r\nConnection: close\r\n\r\n");
        assertEquals(200, reply.status());
    }

    @Test
    void askingTheServerToRepeatWhatItGot() {
        refusedSomehow(
                "TRACE",
                send(
                        "TRACE /api/v1/threads HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer x\r\nConnection: close\r\n\r\n"));
    }

    private String post(String headers, String body) {
        return "POST /api/v1/threads/" + thread + "/posts HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                + forum.member("mallory").token() + "\r\nContent-Type: application/json\r\n" + headers + "\r\n" + body;
    }

    private void refused(String request) {
        watch.refused(400, "invalid-request", send(request));
    }

    private void refusedSomehow(String what, Reply reply) {
        assertTrue(reply.status() >= 400 && reply.status() < 500, () -> what + ": " + reply);
        watch.refusedSomehow(reply);
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static Reply send(String request) {
        return Wire.exchange(forum.port(), request.getBytes(StandardCharsets.ISO_8859_1));
    }
}
