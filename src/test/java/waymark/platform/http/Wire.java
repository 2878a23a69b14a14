package waymark.platform.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A connection on which anything may be written, for what no HTTP client would send. */
public final class Wire {

    private static final int PATIENCE_MILLIS = 10_000;

    private Wire() {}

    /** Sends the bytes, says that no more will come, and reads one answer. */
    public static Reply exchange(int port, byte[] request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            write(socket, request);
            return read(new BufferedInputStream(socket.getInputStream()));
        } catch (SocketTimeoutException e) {
            return Reply.none("no answer within " + PATIENCE_MILLIS + " ms");
        } catch (IOException e) {
            return Reply.none("the connection broke: " + e.getMessage());
        }
    }

    private static void write(Socket socket, byte[] request) {
        try {
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            socket.shutdownOutput();
        } catch (IOException alreadyAnswered) {
            // The server need not read all of what it refuses; its answer is what counts.
        }
    }

    /** One answer, from a connection that others may follow on. */
    public static Reply read(InputStream in) throws IOException {
        while (true) {
            var first = line(in);
            if (first.isEmpty()) {
                return Reply.none("closed without an answer");
            }
            if (!first.matches("HTTP/1\\.[01] [1-5][0-9][0-9].*")) {
                return Reply.none("no HTTP: " + first);
            }
            int status = Integer.parseInt(first.substring(9, 12));
            var headers = headers(in);
            if (status >= 200) {
                return new Reply(status, headers, body(in, headers), "");
            }
        }
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if (headers.containsKey("Content-Length")) {
            return in.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
        }
        if (headers.getOrDefault("Content-Type", "").startsWith("text/event-stream")) {
            // It has no end.
            return new byte[0];
        }
        if (!headers.containsKey("Transfer-Encoding")) {
            return in.readAllBytes();
        }
        var body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.writeBytes(in.readNBytes(size));
            var unused = line(in);
        }
        var end = line(in);
        if (!end.isEmpty()) {
            throw new IOException("there is something behind the last chunk: " + end);
        }
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
