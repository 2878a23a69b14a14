package waymark.platform.http;

import static waymark.platform.http.Malformed.odd;
import static waymark.platform.http.Malformed.oddSomehow;
import static waymark.platform.http.Malformed.refused;
import static waymark.platform.http.Malformed.refusedSomehow;

import java.util.ArrayList;
import java.util.List;

/**
 * Headers that are wrong, as lines of a request. A line without a colon takes away the header of that name; any other
 * takes its place.
 */
final class MalformedHeaders {

    private MalformedHeaders() {}

    /** What somebody may claim to be. */
    static List<Malformed<List<String>>> credentials(ContractRoute route, String token) {
        var all = new ArrayList<Malformed<List<String>>>();
        for (var value : List.of(
                "Basic YWxpY2U6cGFzc3dvcmQ=",
                "Bearer",
                "Bearer x",
                "Bearer " + "A".repeat(43),
                "Bearer " + token + " " + token,
                "Bearer " + token + ", Bearer " + token,
                "Bearer " + token + "A",
                "Bearer " + token.substring(1),
                "Bearer \"" + token + "\"",
                "Bearer: " + token,
                "Bearer=" + token,
                "Token " + token,
                token,
                ",",
                "\u00e9",
                "Bearer \ud83d\ude00",
                "Bearer %00",
                "Bearer ' or 1=1 --",
                "Digest username=\"alice\", realm=\"x\"",
                "Bearer " + "x".repeat(10_000))) {
            all.add(refusedSomehow(
                    "Authorization: " + MalformedBodies.shown(value), List.of("Authorization: " + value)));
        }
        for (var value : List.of("bearer " + token, "BEARER " + token, "Bearer   " + token, "Bearer " + token + "  ")) {
            all.add(oddSomehow("Authorization: " + value.substring(0, 8), List.of("Authorization: " + value)));
        }
        all.add(oddSomehow(
                "Authorization twice, first the right one",
                List.of("Authorization: Bearer " + token, "Authorization: Bearer x")));
        all.add(oddSomehow(
                "Authorization twice, first a wrong one",
                List.of("Authorization: Bearer x", "Authorization: Bearer " + token)));
        if (!route.access().equals("guest")) {
            all.add(refusedSomehow("no Authorization", List.of("Authorization")));
            all.add(refusedSomehow("Authorization with nothing in it", List.of("Authorization:")));
            all.add(refusedSomehow(
                    "the token as a cookie",
                    List.of("Authorization", "Cookie: token=" + token + "; session=" + token)));
        }
        return all;
    }

    /** Those that the route has something to do with. */
    static List<Malformed<List<String>>> conditions(ContractRoute route) {
        var all = new ArrayList<Malformed<List<String>>>();
        if (route.takesHeader("If-Match")) {
            all.add(refused("no If-Match", List.of("If-Match"), "/If-Match"));
            for (var value : List.of(
                    "",
                    "garbage",
                    "\"\"",
                    "\"garbage\"",
                    "\"0\"",
                    "\"-1\"",
                    "\"99\"",
                    "W/\"1\"",
                    "\"2147483648\"",
                    "\"1.0\"",
                    "1e0",
                    ",,,",
                    "\"\u00e9\"",
                    "\"\u0661\"",
                    "**",
                    "\"*\"",
                    "\"99\", \"98\"",
                    "x".repeat(12_000),
                    "\"99\",".repeat(2_000))) {
                all.add(refusedSomehow("If-Match: " + MalformedBodies.shown(value), List.of("If-Match: " + value)));
            }
            all.add(oddSomehow("If-Match: \"1\" and garbage", List.of("If-Match: \"x\", \"1\", \"")));
            all.add(oddSomehow("If-Match twice", List.of("If-Match: \"99\"", "If-Match: \"1\"")));
        }
        if (route.takesHeader("Idempotency-Key")) {
            for (var value : List.of(
                    "",
                    "x".repeat(129),
                    "x".repeat(8_000),
                    "two words",
                    "tab\tinside",
                    "\u00e9",
                    "\u043a\u043b\u044e\u0447",
                    "\ud83d\ude00",
                    "a\u00a0b")) {
                all.add(refused(
                        "Idempotency-Key: " + MalformedBodies.shown(value),
                        List.of("Idempotency-Key: " + value),
                        "/Idempotency-Key"));
            }
            for (var value : List.of("a\u0001b", "a\u007fb", "a\u0000b")) {
                all.add(refusedSomehow(
                        "Idempotency-Key: " + MalformedBodies.shown(value), List.of("Idempotency-Key: " + value)));
            }
            all.add(oddSomehow("Idempotency-Key twice", List.of("Idempotency-Key: a", "Idempotency-Key: b")));
            all.add(oddSomehow("the longest Idempotency-Key", List.of("Idempotency-Key: " + "~".repeat(128))));
        }
        if (route.takesHeader("If-None-Match")) {
            for (var value : List.of("", "garbage", "\"", "W/", "*", ",,,", "\u00e9", "\"x\",".repeat(2_000))) {
                all.add(oddSomehow(
                        "If-None-Match: " + MalformedBodies.shown(value), List.of("If-None-Match: " + value)));
            }
        }
        return all;
    }

    static List<Malformed<List<String>>> types(ContractRoute route) {
        var all = new ArrayList<Malformed<List<String>>>();
        all.add(refused("no Content-Type", List.of("Content-Type"), "/Content-Type"));
        for (var value : List.of(
                "",
                "text/plain",
                "text/html",
                "text/json",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/jsonp",
                "application/json-patch+json",
                "application/jsonl",
                "application/json, text/plain",
                "application/json/x",
                "application /json",
                "json",
                "*/*",
                "application/*",
                ";;;",
                "\u00e9",
                "x".repeat(5_000))) {
            all.add(refused(
                    "Content-Type: " + MalformedBodies.shown(value),
                    List.of("Content-Type: " + value),
                    "/Content-Type"));
        }
        if (!route.method().equals("PATCH")) {
            all.add(refused(
                    "a patch that is none", List.of("Content-Type: application/merge-patch+json"), "/Content-Type"));
        }
        for (var value : List.of(
                "APPLICATION/JSON",
                "application/json;",
                "application/json; charset=utf-16",
                "application/json; charset=nonsense",
                "application/json;charset=\"",
                "application/json; boundary=x")) {
            all.add(odd("Content-Type: " + value, List.of("Content-Type: " + value), "/Content-Type"));
        }
        all.add(odd(
                "Content-Type twice",
                List.of("Content-Type: application/json", "Content-Type: text/plain"),
                "/Content-Type"));
        return all;
    }

    /** Those that should make no difference, or else a refusal. */
    static List<Malformed<List<String>>> others() {
        var all = new ArrayList<Malformed<List<String>>>();
        for (var line : List.of(
                "Accept: text/html",
                "Accept: application/xml;q=0.9, text/html",
                "Accept: */*;q=0",
                "Accept: ;;;",
                "Accept:",
                "Accept: " + "text/html,".repeat(500),
                "Accept-Encoding: gzip;q=0",
                "Accept-Encoding: identity;q=0",
                "Accept-Encoding: ;;;",
                "Accept-Encoding: \u00e9",
                "Accept-Language: xx-\u00e9;q=9",
                "Accept-Charset: utf-7",
                "X-HTTP-Method-Override: DELETE",
                "X-HTTP-Method-Override: GET",
                "X-HTTP-Method: PUT",
                "X-Method-Override: TRACE",
                "X-HTTP-Method-Override: \u0001",
                "Content-Encoding: gzip",
                "Content-Encoding: identity",
                "Content-Encoding: nonsense",
                "Range: bytes=0-1",
                "Range: bytes=5-1,abc",
                "If-Range: x",
                "If-Modified-Since: yesterday",
                "If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT",
                "X-Forwarded-For: 1.2.3.4, garbage, ::::",
                "X-Forwarded-For: ,",
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-Proto: gopher",
                "X-Forwarded-Prefix: /../..",
                "Forwarded: for=;;;\"",
                "X-Original-URL: /api/v1/me",
                "X-Rewrite-URL: /api/v1/me",
                "Cookie: =;=;\"",
                "Cookie: a=\u0001",
                "Cookie: " + "a=b; ".repeat(900),
                "Origin: null",
                "Origin: https://evil.example",
                "Origin: http://[::1",
                "Referer: \u0001",
                "Expect: 100-continue",
                "Expect: the unexpected",
                "TE: trailers, x",
                "Trailer: Host",
                "Upgrade: websocket",
                "Upgrade: h2c",
                "Via: \u00e9",
                "Connection: close, authorization, x",
                "Keep-Alive: timeout=-1",
                "Max-Forwards: -1",
                "Warning: x",
                "X-Request-Id: <script>",
                "X-Request-Id: not-mine",
                "Date: never",
                "From: a@b",
                "Priority: u=9",
                "Sec-Fetch-Site: cross-site",
                "DNT: 7",
                "X-" + "n".repeat(3_000) + ": x",
                "X-Empty:",
                "X-Binary: \u0080\u00ff",
                "Content-Length-X: 5")) {
            all.add(oddSomehow(MalformedBodies.shown(line), List.of(line)));
        }
        return all;
    }
}
