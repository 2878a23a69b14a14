package waymark.benchmark;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * One connection to the server, kept alive. It knows as much of HTTP as it needs to find the end of an answer, because
 * whatever the client does is taken from the cores that it shares with the server.
 */
final class Wire implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;

    private final int port;
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private final byte[] buffer = new byte[64 * 1024];
    private int at;
    private int end;

    private Wire(int port) throws IOException {
        this.port = port;
        this.socket = connect(port);
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    static Wire to(int port) throws IOException {
        return new Wire(port);
    }

    private static Socket connect(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** @param headers whole lines, each with its line end */
    static byte[] request(String method, String path, String headers, byte[] body) {
        var length =
                body.length == 0 ? "" : "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n";
        var head = (method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + length + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        var whole = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }

    /** Connects anew where the server has closed a connection that waited long for its turn. */
    Reply send(byte[] request) throws IOException {
        try {
            return exchange(request);
        } catch (EOFException | SocketException e) {
            socket.close();
            socket = connect(port);
            in = socket.getInputStream();
            out = socket.getOutputStream();
            at = 0;
            end = 0;
            return exchange(request);
        }
    }

    private Reply exchange(byte[] request) throws IOException {
        ask(request);
        return answer();
    }

    /** For whoever asks on many connections before reading any answer. */
    void ask(byte[] request) throws IOException {
        out.write(request);
    }

    Reply answer() throws IOException {
        int status = Integer.parseInt(line().substring(9, 12));
        int length = 0;
        boolean chunked = false;
        var etag = "";
        for (var line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            var value = line.substring(colon + 1).strip();
            switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = Integer.parseInt(value);
                case "transfer-encoding" -> chunked = true;
                case "etag" -> etag = value;
                default -> {}
            }
        }
        if (status == 204 || status == 304) {
            return new Reply(status, etag, new byte[0]);
        }
        return new Reply(status, etag, chunked ? chunks() : bytes(length));
    }

    private byte[] chunks() throws IOException {
        var whole = new byte[0];
        while (true) {
            int length = Integer.parseInt(line().split(";", 2)[0].strip(), 16);
            var chunk = bytes(length);
            line();
            if (length == 0) {
                return whole;
            }
            int before = whole.length;
            whole = Arrays.copyOf(whole, before + length);
            System.arraycopy(chunk, 0, whole, before, length);
        }
    }

    private byte[] bytes(int length) throws IOException {
        var bytes = new byte[length];
        for (int filled = 0; filled < length; ) {
            fillIfEmpty();
            int some = Math.min(length - filled, end - at);
            System.arraycopy(buffer, at, bytes, filled, some);
            at += some;
            filled += some;
        }
        return bytes;
    }

    /** A line without its end. */
    private String line() throws IOException {
        var line = new StringBuilder(80);
        while (true) {
            fillIfEmpty();
            char next = (char) (buffer[at++] & 0xff);
            if (next == '\n') {
                return line.toString();
            }
            if (next != '\r') {
                line.append(next);
            }
        }
    }

    private void fillIfEmpty() throws IOException {
        if (at == end) {
            at = 0;
            end = in.read(buffer);
            if (end < 0) {
                throw new EOFException("the server closed the connection");
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** @param etag empty when there was none */
    record Reply(int status, String etag, byte[] body) {

        Reply expect(int wanted) {
            if (status != wanted) {
                throw new IllegalStateException("answered " + status + " instead of " + wanted + ": "
                        + new String(body, StandardCharsets.UTF_8));
            }
            return this;
        }
    }
}
