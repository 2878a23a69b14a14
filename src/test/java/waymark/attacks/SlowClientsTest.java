package waymark.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static waymark.schema.Tables.MUTE;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.App;
import waymark.TestForum;
import waymark.platform.http.ServerSettings;
import waymark.platform.http.Wire;
import waymark.testing.Client;
import waymark.testing.LogCapture;

/** Mallory holds connections open and says little. The server of these tests has less patience than others. */
class SlowClientsTest {

    @RegisterExtension
    static final LogCapture logged = new LogCapture();

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final Duration PATIENCE = Duration.ofMillis(600);
    private static final int PAUSE_MILLIS = 100;
    private static final int MOST_PAUSES = 200;
    private static final int LONGEST_WAIT_MILLIS = 30_000;

    private static @Nullable App impatient;

    private final Watch watch = new Watch(logged);

    @BeforeAll
    static void anotherServer() {
        var settings = new ServerSettings("127.0.0.1", 0, false, Set.of(), Set.of(), true, PATIENCE);
        impatient = new App(forum.db(), settings, forum.clock(), forum.settings());
        impatient().start();
    }

    @AfterAll
    static void stop() {
        impatient().close();
    }

    /** There is no request yet that could be refused or noted; the connection ends without a word. */
    @Test
    void sayingNothing() throws IOException {
        assertEquals("", afterSilence(""));
    }

    /** Jetty ends the connection itself and hands nothing on: there is neither an answer nor a line in the log. */
    @Test
    void headersThatStopInTheMiddle() throws IOException {
        assertEquals("", afterSilence("GET /api/v1/threads HTTP/1.1\r\nHost: x\r\nX-Sl"));
    }

    @Test
    void aBodyThatStopsInTheMiddle() throws IOException {
        tooSlow(signIn(100) + "{\"username\":");
    }

    @Test
    void aBodyThatStopsInTheMiddleWhereNoneIsTaken() throws IOException {
        for (var request : List.of(
                "GET /api/v1/categories HTTP/1.1",
                "GET /openapi.yaml HTTP/1.1",
                "PUT /api/v1/members/alice/mute HTTP/1.1\r\nAuthorization: Bearer "
                        + forum.bob().token())) {
            tooSlow(request + "\r\nHost: x\r\nContent-Length: 100\r\n\r\nx");
            tooSlow(request + "\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nx");
        }
        assertEquals(0, forum.db().<Integer>read(tx -> tx.fetchCount(MUTE)));
    }

    @Test
    void aBodyThatComesByteByByte() throws IOException {
        try (var socket = connect()) {
            // The pause between two bytes is the time that the test listens for an answer.
            socket.setSoTimeout(PAUSE_MILLIS);
            var in = new BufferedInputStream(socket.getInputStream());
            send(socket, signIn(100_000) + "{");
            for (int i = 0; i < MOST_PAUSES && !hasBegun(in); i++) {
                send(socket, " ");
            }
            watch.refused(408, "request-timeout", Wire.read(in));
        }
    }

    /** The reason stays the first one, and who waits for leave to send gets the answer at once. */
    @Test
    void aBodyThatStopsInTheMiddleOfWhatIsRefusedAnyway() throws IOException {
        var request = "PUT /api/v1/members/alice/mute HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n";
        for (var rest : List.of("\r\nx", "Expect: 100-continue\r\n\r\n")) {
            refused(401, "sign-in-needed", request + rest);
        }
    }

    @Test
    void othersAreServedMeanwhile() throws IOException {
        try (var first = connect();
                var second = connect()) {
            send(first, signIn(100) + "{");
            send(second, "GET /api/v1/thre");
            new Client(impatient().port(), Optional.empty()).get("/categories").expect(200);
        }
    }

    private static String signIn(int length) {
        return "POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                + length + "\r\n\r\n";
    }

    /** What the server says before it closes the connection by itself. */
    private static String afterSilence(String request) throws IOException {
        try (var socket = connect()) {
            socket.setSoTimeout(LONGEST_WAIT_MILLIS);
            send(socket, request);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void tooSlow(String request) throws IOException {
        refused(408, "request-timeout", request);
    }

    private void refused(int status, String code, String request) throws IOException {
        try (var socket = connect()) {
            socket.setSoTimeout(LONGEST_WAIT_MILLIS);
            send(socket, request);
            watch.refused(status, code, Wire.read(socket.getInputStream()));
        }
    }

    private static boolean hasBegun(InputStream in) throws IOException {
        in.mark(1);
        try {
            var unused = in.read();
            in.reset();
            return true;
        } catch (SocketTimeoutException stillWaiting) {
            return false;
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private static App impatient() {
        return Objects.requireNonNull(impatient);
    }

    private static Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), impatient().port());
    }
}
