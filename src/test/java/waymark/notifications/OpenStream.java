package waymark.notifications;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import waymark.platform.http.Json;
import waymark.testing.Client;

/** A stream of events that somebody has open, on a connection of its own. What was missed has come when it is made. */
final class OpenStream implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Socket socket;
    private final BufferedReader in;
    private final ArrayDeque<Event> read = new ArrayDeque<>();
    private final HashMap<String, String> fields = new HashMap<>();
    private boolean caughtUp;

    record Event(String name, String id, JsonNode data) {}

    /** @param lastEvent empty for what is new from now on */
    OpenStream(int port, Client somebody, String lastEvent) {
        try {
            socket = new Socket("127.0.0.1", port);
            socket.setSoTimeout((int) LONGEST.toMillis());
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            var request = "GET " + Client.BASE + "/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n"
                    + "Authorization: Bearer " + somebody.token() + "\r\n"
                    + (lastEvent.isEmpty() ? "" : "Last-Event-ID: " + lastEvent + "\r\n") + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var status = in.readLine();
            if (status == null || !status.contains(" 200 ")) {
                throw new AssertionError(status);
            }
            while (!caughtUp) {
                step();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether no event has come by now. */
    boolean hasNothing() {
        return read.isEmpty();
    }

    Event next() {
        return Objects.requireNonNull(nextOrEnd(), "the stream has ended");
    }

    /** @return null when the stream ends instead */
    @Nullable
    Event nextOrEnd() {
        try {
            while (read.isEmpty()) {
                if (!step()) {
                    return null;
                }
            }
            return read.remove();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return false at the end */
    private boolean step() throws IOException {
        var line = in.readLine();
        if (line == null || line.equals("0")) {
            return false;
        }
        if (line.equals(":")) {
            caughtUp = true;
        } else if (line.isEmpty()) {
            if (fields.containsKey("data")) {
                read.add(new Event(
                        fields.getOrDefault("event", "message"),
                        fields.getOrDefault("id", ""),
                        Json.read(Objects.requireNonNull(fields.get("data")), JsonNode.class)));
            }
            fields.clear();
        } else if (line.contains(": ")) {
            fields.put(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 2));
        }
        return true;
    }
}
