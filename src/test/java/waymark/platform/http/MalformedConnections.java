package waymark.platform.http;

import static waymark.platform.http.Malformed.oddSomehow;
import static waymark.platform.http.Malformed.refusedSomehow;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Whole requests as bytes, which no HTTP client would send. */
final class MalformedConnections {

    private static final String PATH = "/api/v1/categories";
    private static final String HOST = "Host: 127.0.0.1";

    private MalformedConnections() {}

    /** Requests that ask for a list everybody may read, or for nothing in particular. */
    static List<Malformed<byte[]>> readings(Random random, int count) {
        var all = new ArrayList<Malformed<byte[]>>();
        for (var first : List.of(
                "BREW " + PATH + " HTTP/1.1",
                "get " + PATH + " HTTP/1.1",
                "G\u0001T " + PATH + " HTTP/1.1",
                "G@T " + PATH + " HTTP/1.1",
                "M".repeat(5_000) + " " + PATH + " HTTP/1.1",
                "GET" + PATH + " HTTP/1.1",
                "GET",
                "GET ",
                " GET " + PATH + " HTTP/1.1",
                "TRACE " + PATH + " HTTP/1.1",
                "TRACK " + PATH + " HTTP/1.1",
                "CONNECT 127.0.0.1:80 HTTP/1.1",
                "CONNECT " + PATH + " HTTP/1.1",
                "PROPFIND / HTTP/1.1",
                "SEARCH " + PATH + " HTTP/1.1",
                "POST " + PATH + " HTTP/1.1",
                "OPTIONS * HTTP/1.1",
                "GET * HTTP/1.1",
                "GET  HTTP/1.1",
                "GET ? HTTP/1.1",
                "GET \\ HTTP/1.1",
                "GET api/v1/categories HTTP/1.1",
                "GET " + PATH + " HTTP/1.2",
                "GET " + PATH + " HTTP/2.0",
                "GET " + PATH + " HTTP/3.0",
                "GET " + PATH + " HTTP/9.9",
                "GET " + PATH + " HTTP/0.9",
                "GET " + PATH + " HTTP/1",
                "GET " + PATH + " HTTX/1.1",
                "GET " + PATH + " HTTP/1.1 x",
                "GET " + PATH + " HTTP/11",
                "GET " + PATH + " SIP/2.0",
                "GET " + PATH,
                "GET /" + "x".repeat(20_000) + " HTTP/1.1",
                "GET " + PATH + "?x=" + "x".repeat(20_000) + " HTTP/1.1",
                "GET " + PATH + "/../" + "../".repeat(50) + "etc/passwd HTTP/1.1",
                "GET /..%2f..%2fetc%2fpasswd HTTP/1.1",
                "GET /WEB-INF/web.xml HTTP/1.1",
                "GET /%57EB-INF/ HTTP/1.1",
                "GET //evil.example/ HTTP/1.1",
                "GET /api//v1/categories HTTP/1.1",
                "GET /api/v1/./categories/x HTTP/1.1",
                "GET /\u0000 HTTP/1.1",
                "GET /\u00e9 HTTP/1.1",
                "GET /\u0001 HTTP/1.1",
                "GET /a b HTTP/1.1",
                "GET /%zz HTTP/1.1",
                "GET /%c0%af HTTP/1.1",
                "GET /%00 HTTP/1.1",
                "GET http:// HTTP/1.1",
                "GET ftp://x/ HTTP/1.1",
                "GET file:///etc/passwd HTTP/1.1",
                "GET http://evil.example:99999/ HTTP/1.1",
                "GET / HTTP/1.1",
                "GET /favicon.ico HTTP/1.1",
                "GET /api HTTP/1.1",
                "GET /api/v1 HTTP/1.1",
                "GET /api/v2/threads HTTP/1.1",
                "PRI * HTTP/2.0")) {
            all.add(refusedSomehow(MalformedBodies.shown(first), bytes(first + "\r\n" + HOST + "\r\n\r\n")));
        }
        for (var first : List.of(
                "GET " + PATH + " http/1.1",
                "GET " + PATH + "# HTTP/1.1",
                "GET " + PATH + ";x=1 HTTP/1.1",
                "GET /api/v1/./categories HTTP/1.1",
                "GET http://127.0.0.1" + PATH + " HTTP/1.1",
                "GET https://127.0.0.1" + PATH + " HTTP/1.1",
                "GET " + PATH + " HTTP/1.0",
                "GET /%61pi/v1/categories HTTP/1.1",
                "GET  " + PATH + " HTTP/1.1",
                "GET\t" + PATH + "\tHTTP/1.1",
                "HEAD " + PATH + "/x HTTP/1.0")) {
            if (!first.startsWith("HEAD")) {
                all.add(oddSomehow(
                        MalformedBodies.shown(first), bytes(first + "\r\n" + HOST + "\r\nConnection: close\r\n\r\n")));
            }
        }
        for (var head : List.of(
                "",
                "Host: a b",
                "Host: [::1",
                "Host: 127.0.0.1:99999",
                "Host: 127.0.0.1:x",
                "Host: evil\u0001",
                HOST + "\r\n" + HOST,
                HOST + "\r\nNoColon",
                HOST + "\r\n: no name",
                HOST + "\r\nNa me: x",
                HOST + "\r\nN\u00e9: x",
                HOST + "\r\nX : x",
                HOST + "\r\nX: a\u0000b",
                HOST + "\r\nX: " + "x".repeat(20_000),
                HOST + "\r\n" + "X: x\r\n".repeat(4_000) + "X: x",
                HOST + "\r\n" + "n".repeat(20_000) + ": x",
                HOST + "\r\nX: a\rb",
                HOST + "\r\nTransfer-Encoding: chunked\r\nContent-Length: 5",
                HOST + "\r\nContent-Length: 5\r\nTransfer-Encoding: chunked",
                HOST + "\r\nContent-Length: 5\r\nContent-Length: 6",
                HOST + "\r\nContent-Length: -1",
                HOST + "\r\nContent-Length: abc",
                HOST + "\r\nContent-Length: 1e3",
                HOST + "\r\nContent-Length: 0x5",
                HOST + "\r\nContent-Length: +5",
                HOST + "\r\nContent-Length: 5, 6",
                HOST + "\r\nContent-Length: 99999999999999999999",
                HOST + "\r\nContent-Length: 5 5",
                HOST + "\r\nTransfer-Encoding: nonsense",
                HOST + "\r\nTransfer-Encoding: chunked, nonsense",
                HOST + "\r\nTransfer-Encoding: chunked, chunked",
                HOST + "\r\nTransfer-Encoding: \u000bchunked")) {
            all.add(refusedSomehow(
                    "GET with " + MalformedBodies.shown(head.replace("\r\n", " | ")),
                    bytes("GET " + PATH + " HTTP/1.1\r\n" + head + (head.isEmpty() ? "" : "\r\n") + "\r\n")));
        }
        for (var head : List.of(
                "Host:",
                "Host: evil.example",
                HOST + "\r\n folded: x",
                HOST + "\r\nX: x\r\n y",
                HOST + "\r\nContent-Length:",
                HOST + "\r\nContent-Length: 0005",
                HOST + "\r\nContent-Length: 5, 5",
                HOST + "\r\nTransfer-Encoding: nonsense, chunked",
                HOST + "\r\nTransfer-Encoding: identity",
                HOST + "\r\nTransfer-Encoding:",
                HOST + "\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAA",
                HOST
                        + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13",
                HOST + "\r\nExpect: 100-continue\r\nContent-Length: 5")) {
            all.add(oddSomehow(
                    "GET with " + MalformedBodies.shown(head.replace("\r\n", " | ")),
                    bytes("GET " + PATH + " HTTP/1.1\r\n" + head + "\r\nConnection: close\r\n\r\n")));
        }
        all.add(oddSomehow("line feeds only", bytes("GET " + PATH + " HTTP/1.1\n" + HOST + "\n\n")));
        all.add(oddSomehow("carriage returns only", bytes("GET " + PATH + " HTTP/1.1\r" + HOST + "\r\r")));
        all.add(oddSomehow(
                "empty lines first", bytes("\r\n\r\n\r\nGET " + PATH + " HTTP/1.1\r\n" + HOST + "\r\n\r\n")));
        all.add(oddSomehow("HTTP/0.9", bytes("GET " + PATH + "\r\n")));
        all.add(refusedSomehow(
                "a TLS greeting",
                new byte[] {0x16, 3, 1, 0, (byte) 0xa5, 1, 0, 0, (byte) 0xa1, 3, 3, '\r', '\n', '\r', '\n'}));
        all.add(refusedSomehow("an SSH greeting", bytes("SSH-2.0-OpenSSH_9.2\r\n\r\n")));
        all.add(refusedSomehow(
                "a PROXY line",
                bytes("PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\nGET " + PATH + " HTTP/1.1\r\n" + HOST + "\r\n\r\n")));
        var good = bytes("GET " + PATH + " HTTP/1.1\r\n" + HOST + "\r\nConnection: close\r\n\r\n");
        for (int i = 0; i < count; i++) {
            var broken = good.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            all.add(oddSomehow(
                    "broken: " + MalformedBodies.shown(new String(broken, StandardCharsets.ISO_8859_1)), broken));
        }
        return all;
    }

    /** Ways to break off, or to contradict oneself about, the body of a request that would write. */
    static List<Malformed<byte[]>> writings(Stage.Request request) {
        var whole = request.onTheWire(request.target(), List.of("Content-Length", "Content-Type: application/json"));
        int end = whole.length;
        var body = request.body() == null ? new byte[0] : bytes(request.body().toString());
        var head = new String(Arrays.copyOf(whole, end - body.length - 2), StandardCharsets.UTF_8);
        var size = Integer.toHexString(body.length);
        var all = new ArrayList<Malformed<byte[]>>();
        all.add(refusedSomehow(
                "both lengths",
                joined(head + "Content-Length: " + body.length + "\r\nTransfer-Encoding: chunked\r\n\r\n", body)));
        all.add(refusedSomehow(
                "both lengths, chunked",
                joined(
                        head + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n" + size + "\r\n",
                        body,
                        "\r\n0\r\n\r\n")));
        all.add(refusedSomehow("no length", joined(head + "\r\n", body)));
        all.add(refusedSomehow(
                "a length too long", joined(head + "Content-Length: " + (body.length + 10) + "\r\n\r\n", body)));
        all.add(refusedSomehow(
                "a length too short", joined(head + "Content-Length: " + (body.length - 1) + "\r\n\r\n", body)));
        all.add(refusedSomehow(
                "two lengths",
                joined(head + "Content-Length: " + body.length + "\r\nContent-Length: 5\r\n\r\n", body)));
        all.add(refusedSomehow(
                "a promise of a terabyte", joined(head + "Content-Length: 1099511627776\r\n\r\n", body)));
        all.add(refusedSomehow(
                "a chunk of no size",
                joined(head + "Transfer-Encoding: chunked\r\n\r\nZZ\r\n", body, "\r\n0\r\n\r\n")));
        all.add(refusedSomehow(
                "a chunk of an endless size",
                joined(head + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFFFF\r\n", body, "\r\n0\r\n\r\n")));
        all.add(refusedSomehow(
                "a chunk of a negative size",
                joined(head + "Transfer-Encoding: chunked\r\n\r\n-5\r\n", body, "\r\n0\r\n\r\n")));
        all.add(refusedSomehow("a chunk cut short", joined(head + "Transfer-Encoding: chunked\r\n\r\nFFF\r\n", body)));
        all.add(refusedSomehow(
                "chunks without an end",
                joined(head + "Transfer-Encoding: chunked\r\n\r\n" + size + "\r\n", body, "\r\n")));
        all.add(refusedSomehow(
                "a chunk longer than it says",
                joined(head + "Transfer-Encoding: chunked\r\n\r\n3\r\n", body, "\r\n0\r\n\r\n")));
        all.add(refusedSomehow(
                "a trailer that is none",
                joined(
                        head + "Transfer-Encoding: chunked\r\n\r\n" + size + "\r\n",
                        body,
                        "\r\n0\r\nNo Colon\r\n\r\n")));
        all.add(refusedSomehow(
                "300 kB in chunks",
                joined(
                        head + "Transfer-Encoding: chunked\r\n\r\n" + size + "\r\n",
                        body,
                        "\r\n",
                        "493E0\r\n" + " ".repeat(300_000) + "\r\n0\r\n\r\n")));
        all.add(refusedSomehow(
                "300 kB before it in chunks",
                joined(
                        head + "Transfer-Encoding: chunked\r\n\r\n493E0\r\n" + " ".repeat(300_000) + "\r\n" + size
                                + "\r\n",
                        body,
                        "\r\n0\r\n\r\n")));
        all.add(refusedSomehow(
                "300 kB after waiting for leave",
                joined(head + "Expect: 100-continue\r\nContent-Length: 300000\r\n\r\n", bytes(" ".repeat(300_000)))));
        all.add(oddSomehow(
                "compressed, it says",
                joined(head + "Transfer-Encoding: gzip, chunked\r\n\r\n" + size + "\r\n", body, "\r\n0\r\n\r\n")));
        return all;
    }

    private static byte[] joined(Object... parts) {
        var whole = new ByteArrayOutputStream();
        for (var part : parts) {
            whole.writeBytes(part instanceof byte[] bytes ? bytes : bytes((String) part));
        }
        return whole.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
