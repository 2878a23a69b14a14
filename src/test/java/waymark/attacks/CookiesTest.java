package waymark.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.platform.http.ContractRoute;
import waymark.testing.Answer;
import waymark.testing.Client;
import waymark.testing.LogCapture;

/** Mallory has a website, and whoever is signed in at the forum looks at it. */
class CookiesTest {

    @RegisterExtension
    static final LogCapture logged = new LogCapture();

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final String NAME = "__Host-waymark-session";
    private static final String REFUSED = "csrf-token-needed";
    private static final Map<String, String> THREAD =
            Map.of("title", "A thread to talk in", "category", "recovery", "markdown", "The opening words.");
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Watch watch = new Watch(logged);
    private String name = "";
    private Answer signedIn = forum.guest().get("/threads");

    @BeforeEach
    void veraIsSignedInInABrowser() {
        name = "vera-" + COUNT.incrementAndGet();
        var unused = forum.member(name);
        signedIn = signIn();
    }

    @Test
    void theCookieIsOneThatScriptsAndOtherHostsCannotRead() {
        var cookie = signedIn.header("Set-Cookie");
        assertTrue(
                cookie.matches(NAME + "=[A-Za-z0-9_-]{43}; Path=/; Max-Age=7776000; Secure; HttpOnly; SameSite=Lax"),
                cookie);
        assertTrue(signedIn.at("/session/token").isMissingNode(), signedIn::body);
        assertFalse(signedIn.body().contains(tokenIn(signedIn)));
    }

    @Test
    void withItsTokenTheCookieIsAsGoodAsABearerToken() {
        browser(signedIn).get("/me").expect(200);
        withToken(signedIn, csrf(signedIn)).post("/threads", THREAD).expect(201);
        var current = browser(signedIn).get("/sessions/current").expect(200);
        assertEquals(csrf(signedIn), current.text("/csrfToken"));
        assertEquals("private, no-store", current.header("Cache-Control"));
    }

    @Test
    void aCookieWithoutToken() {
        watch.refused(403, REFUSED, browser(signedIn).post("/threads", THREAD));
        watch.refused(403, REFUSED, browser(signedIn).delete("/sessions"));
        watch.refused(403, REFUSED, browser(signedIn).put("/me/totp", Map.of("password", TestForum.PASSWORD)));
        watch.refused(403, REFUSED, browser(signedIn).patch("/me", Map.of("nation", "wales")));
        assertTrue(browser(signedIn).get("/me").at("/account/nation").isNull());
    }

    @Test
    void aCookieWithoutTokenOnAnyRouteThatChangesSomething() {
        var surprises = new TreeMap<String, String>();
        int count = 0;
        for (var route : ContractRoute.all()) {
            if (Set.of("GET", "HEAD", "OPTIONS").contains(route.method())) {
                continue;
            }
            count++;
            var target = "//"
                    + route.path()
                            .replaceAll("\\{[^}]+}", "0190a0a0-0000-7000-8000-000000000000")
                            .substring(1);
            var answer = browser(signedIn).send(route.method(), target, null);
            if (answer.status() != 403 || !answer.text("/code").equals(REFUSED)) {
                surprises.put(route.toString(), answer.status() + " " + answer.body());
            } else {
                watch.refused(403, REFUSED, answer);
            }
        }
        assertEquals(Map.of(), surprises);
        assertTrue(count > 80, "only " + count + " routes");
    }

    @Test
    void aTokenOfAnotherSession() {
        var mallory = forum.member("mallory-" + name);
        var hers = signIn("mallory-" + name);
        watch.refused(403, REFUSED, withToken(signedIn, csrf(hers)).post("/threads", THREAD));
        var other = signIn();
        assertNotEquals(csrf(other), csrf(signedIn));
        watch.refused(403, REFUSED, withToken(signedIn, csrf(other)).post("/threads", THREAD));
        mallory.get("/me").expect(200);
    }

    @Test
    void aTokenThatWasMadeUp() {
        var right = csrf(signedIn);
        for (var token : List.of(
                "",
                "null",
                "A".repeat(43),
                right.substring(1),
                right + "A",
                right.toUpperCase(java.util.Locale.ROOT),
                tokenIn(signedIn))) {
            watch.refused(403, REFUSED, withToken(signedIn, token).post("/threads", THREAD));
        }
        watch.refused(
                403,
                REFUSED,
                browser(signedIn).with("Cookie", "X-CSRF-Token=" + right).post("/threads", THREAD));
    }

    @Test
    void aTokenInTheAddressOrInTheBody() {
        watch.refused(403, REFUSED, browser(signedIn).post("/threads?csrfToken=" + csrf(signedIn), THREAD));
        var body = new TreeMap<>(THREAD);
        body.put("csrfToken", csrf(signedIn));
        watch.refused(403, REFUSED, browser(signedIn).post("/threads", body));
    }

    @Test
    void aFormOnAnotherWebsite() {
        for (var type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")) {
            var answer = browser(signedIn)
                    .with("Origin", "https://evil.example")
                    .with("Content-Type", type)
                    .send("POST", "/threads", "{\"title\":\"x\"}".getBytes(StandardCharsets.UTF_8));
            watch.refused(403, REFUSED, answer);
            assertEquals("", answer.header("Access-Control-Allow-Origin"));
            assertEquals("", answer.header("Access-Control-Allow-Credentials"));
        }
    }

    @Test
    void aMethodHiddenInAHeader() {
        watch.refused(
                403,
                REFUSED,
                browser(signedIn).with("X-HTTP-Method-Override", "GET").post("/threads", THREAD));
        // A GET stays one.
        browser(signedIn)
                .with("X-HTTP-Method-Override", "DELETE")
                .get("/sessions/current")
                .expect(200);
        browser(signedIn).get("/me").expect(200);
    }

    @Test
    void readingTheTokenFromAnotherWebsite() {
        var evil = browser(signedIn).with("Origin", "https://evil.example").get("/sessions/current");
        assertEquals("", evil.header("Access-Control-Allow-Origin"));
        assertEquals("", evil.header("Access-Control-Allow-Credentials"));
        var own = browser(signedIn).with("Origin", "https://forum.example.org").get("/sessions/current");
        assertEquals("https://forum.example.org", own.header("Access-Control-Allow-Origin"));
        assertEquals("true", own.header("Access-Control-Allow-Credentials"));
    }

    @Test
    void signingVeraInAsMallory() {
        var mallory = forum.member("mallory-in-" + name);
        mallory.get("/me").expect(200);
        var body = Map.of("username", "mallory-in-" + name, "password", TestForum.PASSWORD, "cookie", true);
        watch.refused(403, REFUSED, browser(signedIn).post("/sessions", body));
        assertEquals(name, browser(signedIn).get("/me").text("/account/username"));
    }

    @Test
    void aCookieAfterSigningOut() {
        var out =
                withToken(signedIn, csrf(signedIn)).delete("/sessions/current").expect(204);
        assertTrue(out.header("Set-Cookie").startsWith(NAME + "=; Path=/; Max-Age=0;"), out.header("Set-Cookie"));
        watch.refused(401, "sign-in-needed", "token-refused", browser(signedIn).get("/me"));
        watch.refused(
                401,
                "sign-in-needed",
                "token-refused",
                withToken(signedIn, csrf(signedIn)).post("/threads", THREAD));
    }

    @Test
    void aCookieThatHasRunOut() {
        forum.clock().advance(Duration.ofDays(31));
        watch.refused(401, "sign-in-needed", "token-refused", browser(signedIn).get("/me"));
        watch.refused(
                401,
                "sign-in-needed",
                "token-refused",
                withToken(signedIn, csrf(signedIn)).post("/threads", THREAD));
        // A browser cannot know that, and its owner reads on and signs in again.
        browser(signedIn).get("/threads").expect(200);
        browser(signedIn)
                .post("/sessions", Map.of("username", name, "password", TestForum.PASSWORD, "cookie", true))
                .expect(201);
    }

    @Test
    void aCookieThatWasChosenBeforehand() {
        var chosen = "B".repeat(43);
        var answer = forum.guest()
                .with("Cookie", NAME + "=" + chosen)
                .post("/sessions", Map.of("username", name, "password", TestForum.PASSWORD, "cookie", true))
                .expect(201);
        assertNotEquals(chosen, tokenIn(answer));
        watch.refused(
                401,
                "sign-in-needed",
                "token-refused",
                forum.guest().with("Cookie", NAME + "=" + chosen).get("/me"));
    }

    @Test
    void aBearerTokenAndACookieAtOnceAreTheBearerTokensBusiness() {
        var other = forum.member("other-" + name);
        var both = other.with("Cookie", NAME + "=" + tokenIn(signedIn));
        assertEquals("other-" + name, both.get("/me").expect(200).text("/account/username"));
        both.post("/threads", THREAD).expect(201);
        assertTrue(both.get("/sessions/current").at("/csrfToken").isMissingNode());
        watch.refused(
                401,
                "sign-in-needed",
                "token-refused",
                browser(signedIn)
                        .with("Authorization", "Bearer " + "A".repeat(43))
                        .get("/me"));
    }

    @Test
    void aSignInSentAgainGivesTheSameCookie() {
        var guest = forum.guest().with("Idempotency-Key", name);
        var body = Map.of("username", name, "password", TestForum.PASSWORD, "cookie", true);
        var first = guest.post("/sessions", body).expect(201);
        var second = guest.post("/sessions", body).expect(201);
        assertEquals("true", second.header("Idempotency-Replayed"));
        assertEquals(first.header("Set-Cookie"), second.header("Set-Cookie"));
        assertEquals(csrf(first), csrf(second));
    }

    private Answer signIn() {
        return signIn(name);
    }

    private static Answer signIn(String username) {
        return forum.guest()
                .post("/sessions", Map.of("username", username, "password", TestForum.PASSWORD, "cookie", true))
                .expect(201);
    }

    private static String csrf(Answer signedIn) {
        return signedIn.text("/session/csrfToken");
    }

    private static String tokenIn(Answer signedIn) {
        return signedIn.header("Set-Cookie").split("[=;]", -1)[1];
    }

    /** What a browser sends by itself, whoever made it send something. */
    private static Client browser(Answer signedIn) {
        return forum.guest().with("Cookie", NAME + "=" + tokenIn(signedIn));
    }

    private static Client withToken(Answer signedIn, String csrfToken) {
        return browser(signedIn).with("X-CSRF-Token", csrfToken);
    }
}
