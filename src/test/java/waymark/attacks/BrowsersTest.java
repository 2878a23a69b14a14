package waymark.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** Mallory sends what makes others' browsers, caches and mailboxes work for her, or asks for files that are none of hers. */
class BrowsersTest {

    @RegisterExtension
    static final LogCapture logged = new LogCapture();

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final String EVIL = "evil.example";

    /** What proxies, caches and frameworks believe, with the name of a host in each. */
    private static final List<String> LIES = List.of(
            "Host: " + EVIL,
            "Host: " + EVIL + ":80",
            "Host: forum.example.org." + EVIL,
            "X-Forwarded-Host: " + EVIL,
            "X-Forwarded-Server: " + EVIL,
            "X-Forwarded-Proto: https://" + EVIL,
            "X-Forwarded-Port: 99999" + EVIL,
            "X-Forwarded-Prefix: //" + EVIL,
            "X-Forwarded-For: " + EVIL,
            "X-Host: " + EVIL,
            "X-HTTP-Host-Override: " + EVIL,
            "X-Original-URL: https://" + EVIL + "/",
            "X-Rewrite-URL: https://" + EVIL + "/",
            "Forwarded: host=" + EVIL + ";proto=https",
            "Referer: https://" + EVIL + "/",
            "Origin: https://" + EVIL);

    private final Watch watch = new Watch(logged);

    @Test
    void nothingThatIsReadSaysWhatAHeaderSaidAboutTheHost() {
        var thread = forum.thread(forum.alice()).thread();
        for (var path : List.of(
                "/api/v1/threads", "/api/v1/threads/" + thread, "/openapi.yaml", "/problems/not-found", "/nowhere")) {
            var usual = send("GET", path, "Host: 127.0.0.1");
            for (var lie : LIES) {
                var reply = send("GET", path, lie);
                assertFalse(reply.text().contains(EVIL), () -> lie + " in " + path);
                assertFalse(reply.headers().toString().contains(EVIL), () -> lie + " in " + reply.headers());
                assertEquals(usual.status(), reply.status(), () -> lie + " in " + path);
                assertEquals(usual.headers().get("ETag"), reply.headers().get("ETag"), () -> lie + " changes " + path);
            }
        }
    }

    @Test
    void theAddressOfWhatWasMadeHasNoHost() {
        var body = "{\"title\":\"A title\",\"category\":\"recovery\",\"markdown\":\"Words\"}";
        for (var lie : LIES) {
            var host = lie.startsWith("Host:") ? "" : "Host: x\r\n";
            var reply = Wire.exchange(
                    forum.port(),
                    ("POST /api/v1/threads HTTP/1.1\r\n" + host + lie + "\r\nAuthorization: Bearer "
                                    + forum.member("mallory").token()
                                    + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                                    + "\r\nConnection: close\r\n\r\n" + body)
                            .getBytes(StandardCharsets.ISO_8859_1));
            assertEquals(201, reply.status(), reply::text);
            assertTrue(
                    reply.headers().getOrDefault("Location", "").startsWith("/api/v1/threads/"),
                    () -> lie + ": " + reply.headers());
        }
    }

    @Test
    void theLinkInAMailLeadsToTheForumWhateverAHeaderSaid() {
        int number = 0;
        for (var lie : LIES) {
            var email = "join-" + ++number + "@example.org";
            var body = ContractRoute.named("signUp")
                    .example()
                    .put("username", "joiner-" + number)
                    .put("email", email)
                    .toString();
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            var host = lie.startsWith("Host:") ? "" : "Host: x\r\n";
            var reply = Wire.exchange(
                    forum.port(),
                    ("POST /api/v1/accounts HTTP/1.1\r\n" + host + lie
                                    + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length
                                    + "\r\nConnection: close\r\n\r\n" + body)
                            .getBytes(StandardCharsets.UTF_8));
            assertTrue(reply.status() < 300, () -> lie + ": " + reply.text());
            var mail = forum.mails().lastTo(email);
            assertTrue(mail.text().contains("https://forum.example.org/"), mail::text);
            assertFalse(mail.text().contains(EVIL), mail::text);
        }
    }

    @Test
    void callingFromAWebsiteThatIsNotListed() {
        for (var origin : List.of(
                "https://" + EVIL,
                "null",
                "http://forum.example.org",
                "https://forum.example.org." + EVIL,
                "https://forum.example.org:444",
                "https://FORUM.example.org/",
                "file://")) {
            for (var method : List.of("GET", "OPTIONS")) {
                var reply = send(
                        method,
                        "/api/v1/threads",
                        "Host: x\r\nOrigin: " + origin
                                + "\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: authorization");
                assertTrue(
                        reply.headers().keySet().stream()
                                .noneMatch(name ->
                                        name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control-")),
                        () -> origin + ": " + reply.headers());
            }
        }
    }

    @Test
    void aListedWebsiteIsNamedAndNeverAStar() {
        var reply = send("GET", "/api/v1/threads", "Host: x\r\nOrigin: https://forum.example.org");
        assertEquals("https://forum.example.org", reply.headers().get("Access-Control-Allow-Origin"));
        assertTrue(
                reply.headers().getOrDefault("Vary", "").contains("Origin"),
                () -> reply.headers().toString());
    }

    @Test
    void aPageThatShowsTheForumInAFrameOrRunsWhatItAnswers() {
        for (var path : List.of("/api/v1/threads", "/openapi.yaml", "/problems/not-found", "/nowhere")) {
            var headers = send("GET", path, "Host: x").headers();
            assertEquals("nosniff", headers.get("X-Content-Type-Options"), path);
            assertTrue(
                    headers.getOrDefault("Content-Security-Policy", "").contains("default-src 'none'"),
                    () -> path + headers);
            assertTrue(
                    headers.getOrDefault("Content-Security-Policy", "").contains("frame-ancestors 'none'"),
                    () -> path + headers);
            assertEquals("no-referrer", headers.get("Referrer-Policy"), path);
        }
    }

    @Test
    void filesThatNobodyServes() {
        for (var path : paths()) {
            var reply = send("GET", path, "Host: x");
            assertTrue(reply.status() == 400 || reply.status() == 404, () -> path + ": " + reply);
            watch.refusedSomehow(reply);
            for (var inside : List.of("root:", "WAYMARK_", "openapi:", "<project")) {
                assertFalse(reply.text().contains(inside), () -> path + ": " + reply.text());
            }
        }
    }

    @Test
    void aZeroInTheAddress() {
        for (var path : List.of(
                "/api/v1/threads/%00",
                "/api/v1/threads%00",
                "/api/v1/members/alice%00",
                "/problems/not-found%00.md",
                "/openapi.yaml%00",
                "/api/v1/threads?cursor=%00",
                "/api/v1/threads?tag=a%00b",
                "/api/v1/threads?sort=newest%00")) {
            var reply = send("GET", path, "Host: x");
            assertTrue(reply.status() == 400 || reply.status() == 404, () -> path + ": " + reply);
            watch.refusedSomehow(reply);
        }
    }

    private static List<String> paths() {
        var paths = new ArrayList<>(List.of(
                "/problems/..%2f",
                "/problems/..%2f..%2fetc%2fpasswd",
                "/problems/%2e%2e/openapi.yaml",
                "/problems/../openapi.yaml%2f..",
                "/problems/....//....//etc/passwd",
                "/problems/..\\..\\etc\\passwd",
                "/problems/..%5c..%5cetc%5cpasswd",
                "/problems/%252e%252e%252fetc%252fpasswd",
                "/problems/%c0%ae%c0%ae%c0%afetc%c0%afpasswd",
                "/openapi.yaml/../../etc/passwd",
                "/openapi.yaml/x",
                "/openapi.yaml;/../etc/passwd",
                "/../../../../etc/passwd",
                "/..;/..;/etc/passwd",
                "//etc/passwd",
                "/db/migration/V001__accounts.sql",
                "/api-docs/openapi.yaml",
                "/logback.xml"));
        for (var file : List.of(".env", ".git/config", ".waymark/keys", "pom.xml", "WEB-INF/web.xml", "actuator/env")) {
            paths.add("/" + file);
            paths.add("/problems/" + file);
            paths.add("/api/v1/" + file);
        }
        return paths;
    }

    private static Reply send(String method, String path, String headers) {
        var host = headers.startsWith("Host:") ? "" : "Host: x\r\n";
        return Wire.exchange(
                forum.port(),
                (method + " " + path + " HTTP/1.1\r\n" + host + headers + "\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
    }
}
