package waymark.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.platform.http.ContractRoute;
import waymark.platform.http.Reply;
import waymark.platform.http.Wire;
import waymark.testing.LogCapture;

/** Mallory makes use of what HTTP allows and hardly anybody does, on the look-out for what nobody has thought of. */
class OddClientsTest {

    @RegisterExtension
    static final LogCapture logged = new LogCapture();

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final int LONGEST_WAIT_MILLIS = 30_000;
    private static final String REST = "\r\nConnection: close\r\n\r\n";

    private final Watch watch = new Watch(logged);

    /** The contract says that Accept is not negotiated: what comes is what there is, and never a page with an error. */
    @Test
    void typesThatNobodyHas() {
        var paths = documentsAndLists();
        for (var accept : List.of(
                "text/html",
                "application/xml;q=1, */*;q=0",
                "application/json;q=0",
                "image/webp",
                "nonsense",
                "*",
                "/",
                ",;,;q=",
                "application/json;q=9;q=-1",
                "a/b;" + "c=d;".repeat(2_000),
                "")) {
            for (var path : paths) {
                var reply = send("GET " + path + " HTTP/1.1\r\nHost: x\r\nAccept: " + accept + REST);
                assertEquals(200, reply.status(), () -> accept + " " + path + ": " + reply);
            }
            var missing = send("GET /nowhere HTTP/1.1\r\nHost: x\r\nAccept: " + accept + REST);
            watch.refused(404, "not-found", missing);
        }
    }

    @Test
    void codingsThatNobodyHas() {
        for (var coding : List.of(
                "br", "identity;q=0", "*;q=0", "gzip;q=0", "gzip;q=0.000", "x-gzip, compress", ";;,", "\u00e9", "")) {
            for (var path : documentsAndLists()) {
                var reply = send("GET " + path + " HTTP/1.1\r\nHost: x\r\nAccept-Encoding: " + coding
                        + "\r\nAccept-Charset: utf-7\r\nAccept-Language: \u00e9;q=2,xx-" + "y".repeat(2_000)
                        + "\r\nTE: deflate\r\nRange: bytes=5-1" + REST);
                assertEquals(200, reply.status(), () -> coding + " " + path + ": " + reply);
                assertTrue(
                        !reply.headers().containsKey("Content-Encoding"), () -> coding + " " + path + reply.headers());
            }
        }
    }

    @Test
    void askingForLeaveToSend() throws IOException {
        try (var socket = connect()) {
            var in = new BufferedInputStream(socket.getInputStream());
            var body = "{\"text\":\"Words\"}";
            write(socket, preview(body.length()) + "Expect: 100-continue\r\n\r\n");
            assertEquals("HTTP/1.1 100 Continue", line(in));
            assertEquals("", line(in));
            write(socket, body);
            assertEquals(200, Wire.read(in).status());
        }
    }

    /** Else everything would be sent first and thrown away then. */
    @Test
    void askingForLeaveToSendWhatIsNotTaken() throws IOException {
        expectingLeave("POST /api/v1/threads HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n", 401, "sign-in-needed");
        expectingLeave("POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n", 404, "not-found");
        expectingLeave("GET /api/v1/threads?x=1 HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n", 400, "invalid-request");
        expectingLeave(preview(300_000), 413, "body-too-large");
    }

    @Test
    void expectingWhatNobodyPromised() {
        for (var expectation : List.of("200-ok", "100-continue, more", "x".repeat(5_000))) {
            watch.refusedSomehow(send(preview(2) + "Expect: " + expectation + REST + "{}"));
        }
    }

    /** The answers come in the order of the requests, and nothing of one is taken for the next. */
    @Test
    void manyRequestsAtOnce() throws IOException {
        var token = forum.member("mallory").token();
        var thread = forum.thread(forum.alice()).thread();
        var requests = new ArrayList<String>();
        var statuses = new ArrayList<Integer>();
        for (int i = 0; i < 20; i++) {
            requests.add("GET /api/v1/categories HTTP/1.1\r\nHost: x\r\n\r\n");
            statuses.add(200);
            requests.add("GET /api/v1/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\n\r\n");
            statuses.add(200);
            // Whoever asks next on the same connection is nobody because of that.
            requests.add("GET /api/v1/me HTTP/1.1\r\nHost: x\r\n\r\n");
            statuses.add(401);
            requests.add(
                    "POST /api/v1/threads/" + thread
                            + "/posts HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n{\"markdown\":\"a\"}");
            statuses.add(401);
            requests.add(
                    "GET /openapi.yaml HTTP/1.1\r\nHost: x\r\nContent-Length: 27\r\n\r\nGET /api/v1/me HTTP/1.1\r\n\r\n");
            statuses.add(200);
        }
        try (var socket = connect()) {
            var in = new BufferedInputStream(socket.getInputStream());
            // All of them may be under way before the first answer is read.
            var sender = new Thread(() -> writeQuietly(socket, String.join("", requests)));
            sender.start();
            var answered = new ArrayList<Integer>();
            for (int i = 0; i < statuses.size(); i++) {
                var reply = Wire.read(in);
                answered.add(reply.status());
                if (reply.status() == 401) {
                    watch.refused(401, "sign-in-needed", reply);
                }
            }
            assertEquals(statuses, answered);
        }
    }

    /** What comes behind a request that cannot be read cannot be told from it: the connection ends there. */
    @Test
    void aRequestBehindOneThatCannotBeRead() throws IOException {
        try (var socket = connect()) {
            var in = new BufferedInputStream(socket.getInputStream());
            write(
                    socket,
                    "GET /api/v1/categories HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + "GET /api/v1/categories HTTP/1.1\r\nHost: x\r\n\r\n");
            watch.refused(400, "invalid-request", Wire.read(in));
            assertEquals(-1, in.read());
        }
    }

    @Test
    void aClientOfTheLastCentury() {
        for (var path : documentsAndLists()) {
            assertEquals(200, send("GET " + path + " HTTP/1.0\r\n\r\n").status(), path);
            assertEquals(
                    200,
                    send("GET " + path + " HTTP/1.0\r\nHost: x\r\nConnection: keep-alive\r\n\r\n")
                            .status(),
                    path);
        }
        watch.refused(404, "not-found", send("GET /nowhere HTTP/1.0\r\n\r\n"));
        watch.refused(401, "sign-in-needed", send("GET /api/v1/me HTTP/1.0\r\n\r\n"));
    }

    @Test
    void versionsThatThereAreNot() {
        for (var version : List.of("HTTP/0.9", "HTTP/1.2", "HTTP/2.0", "HTTP/9.9", "HTTP/1.", "SPDY/3")) {
            var reply = send("GET /api/v1/categories " + version + "\r\nHost: x\r\n\r\n");
            watch.refused(400, "invalid-request", reply);
        }
    }

    private void expectingLeave(String head, int status, String code) throws IOException {
        try (var socket = connect()) {
            write(socket, head + "Expect: 100-continue\r\n\r\n");
            var in = new BufferedInputStream(socket.getInputStream());
            in.mark(100);
            assertEquals("HTTP/1.1 " + status, line(in).substring(0, 12));
            in.reset();
            watch.refused(status, code, Wire.read(in));
        }
    }

    /** Everything that a guest can read without knowing an id. */
    private static List<String> documentsAndLists() {
        return ContractRoute.all().stream()
                .filter(ContractRoute::reads)
                .filter(route -> route.access().equals("guest") && !route.path().contains("{"))
                .filter(route -> route.requiredQuery().isEmpty())
                .map(ContractRoute::path)
                .toList();
    }

    private static String preview(int length) {
        return "POST /api/v1/signposting/preview HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                + length + "\r\n";
    }

    private static Reply send(String request) {
        return Wire.exchange(forum.port(), request.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), forum.port());
        socket.setSoTimeout(LONGEST_WAIT_MILLIS);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static void writeQuietly(Socket socket, String text) {
        try {
            write(socket, text);
        } catch (IOException closed) {
            // Then an answer is missing, and the test says so.
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.append((char) b);
        }
        return line.toString().strip();
    }
}
