package waymark.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
import waymark.testing.Client;

/** Mallory holds connections open and says little. The server of these tests has less patience than others. */
class SlowClientsTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final Duration PATIENCE = Duration.ofMillis(600);
    private static final int PAUSE_MILLIS = 100;
    private static final int MOST_PAUSES = 200;

    private static @Nullable App impatient;

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

    @Test
    void sayingNothing() throws IOException {
        assertEquals("", afterSilence(""));
    }

    @Test
    void headersThatStopInTheMiddle() throws IOException {
        var answer = afterSilence("GET /api/v1/threads HTTP/1.1\r\nHost: x\r\nX-Sl");
        assertFalse(answer.contains("HTTP/1.1 5") || answer.contains("HTTP/1.1 2"), answer);
    }

    @Test
    void aBodyThatStopsInTheMiddle() throws IOException {
        var answer = afterSilence(signIn(100) + "{\"username\":");
        assertTrue(answer.startsWith("HTTP/1.1 408"), answer);
    }

    @Test
    void aBodyThatComesByteByByte() throws IOException {
        try (var socket = connect()) {
            // The pause between two bytes is the time that the test listens for an answer.
            socket.setSoTimeout(PAUSE_MILLIS);
            var answer = "";
            send(socket, signIn(100_000) + "{");
            for (int i = 0; i < MOST_PAUSES && answer.isEmpty(); i++) {
                try {
                    answer = readSome(socket);
                } catch (SocketTimeoutException stillWaiting) {
                    send(socket, " ");
                }
            }
            assertTrue(answer.startsWith("HTTP/1.1 408"), answer);
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
            socket.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
            send(socket, request);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String readSome(Socket socket) throws IOException {
        var answer = new ByteArrayOutputStream();
        int first = socket.getInputStream().read();
        while (first >= 0 && first != '\n') {
            answer.write(first);
            first = socket.getInputStream().read();
        }
        return first < 0 && answer.size() == 0 ? "closed" : answer.toString(StandardCharsets.UTF_8);
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
