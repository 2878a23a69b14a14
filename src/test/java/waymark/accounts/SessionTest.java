package waymark.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.SESSION;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.ids.SessionId;
import waymark.testing.Answer;
import waymark.testing.Client;

class SessionTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final String PASSWORD = "a long and quiet sentence";

    @BeforeAll
    static void carlaHasJoined() {
        forum.guest()
                .post(
                        "/accounts",
                        Map.of(
                                "username",
                                "carla",
                                "email",
                                "carla@example.org",
                                "password",
                                PASSWORD,
                                "ageAtLeast",
                                18,
                                "consents",
                                List.of(
                                        Map.of("purpose", "community-rules", "wordingVersion", "2026-11"),
                                        Map.of("purpose", "health-data", "wordingVersion", "2026-11"))))
                .expect(201);
    }

    @Test
    void aTokenIsToldOnceAndStoredAsAHash() {
        var answer = signIn("carla", PASSWORD).expect(201);
        var token = answer.text("/session/token");
        assertEquals(43, token.length());
        var stored = forum.db()
                .read(tx -> tx.fetch("select encode(token_sha256, 'escape') from session")
                        .toString());
        assertTrue(!stored.contains(token));
        assertEquals(
                answer.text("/session/id"),
                as(token).get("/sessions/current").expect(200).text("/session/id"));
    }

    @Test
    void aWrongNameAndAWrongPasswordGetTheSameAnswer() {
        var wrongPassword = signIn("carla", "another sentence").expectProblem(401, "wrong-credentials");
        var wrongName = signIn("nobody", PASSWORD).expectProblem(401, "wrong-credentials");
        assertEquals(wrongPassword.text("/detail"), wrongName.text("/detail"));
        assertEquals(wrongPassword.header("WWW-Authenticate"), wrongName.header("WWW-Authenticate"));
    }

    @Test
    void aTokenThatIsNoneIsSaidToBeInvalid() {
        for (var authorization : List.of("Bearer nonsense", "Basic Y2FybGE6eA==", "Bearer ", "nonsense")) {
            var answer = forum.guest()
                    .with("Authorization", authorization)
                    .get("/threads")
                    .expectProblem(401, "sign-in-needed");
            assertEquals("Bearer error=\"invalid_token\"", answer.header("WWW-Authenticate"));
        }
    }

    @Test
    void signingOutEndsTheSessionAtOnce() {
        var carla = as(signIn("carla", PASSWORD).text("/session/token"));
        carla.delete("/sessions/current").expect(204);
        carla.get("/me").expectProblem(401, "sign-in-needed");
    }

    @Test
    void aMemberSeesAndEndsTheirOwnSessionsOnly() {
        var here = as(signIn("carla", PASSWORD).text("/session/token"));
        var there = signIn("carla", PASSWORD);
        var list = here.get("/sessions").expect(200);
        assertTrue(list.texts("/items", "/id").contains(there.text("/session/id")));
        assertEquals(
                1,
                list.texts("/items", "/current").stream().filter("true"::equals).count());

        // By somebody new: other tests move the clock, and sessions that nobody uses end.
        forum.member("bert").delete("/sessions/" + there.text("/session/id")).expectProblem(404, "not-found");
        here.delete("/sessions/" + there.text("/session/id")).expect(204);
        here.delete("/sessions/" + there.text("/session/id")).expectProblem(404, "not-found");
        as(there.text("/session/token")).get("/me").expectProblem(401, "sign-in-needed");
        here.get("/me").expect(200);
    }

    @Test
    void aSessionThatIsNotUsedLastsThirtyDays() {
        var carla = as(signIn("carla", PASSWORD).text("/session/token"));
        forum.clock().advance(Duration.ofDays(30).minusSeconds(1));
        carla.get("/me").expect(200);
        forum.clock().advance(Duration.ofDays(30));
        carla.get("/me").expectProblem(401, "sign-in-needed");
    }

    @Test
    void aSessionThatIsUsedLastsNinetyDays() {
        var carla = as(signIn("carla", PASSWORD).text("/session/token"));
        for (int i = 0; i < 3; i++) {
            forum.clock().advance(Duration.ofDays(29));
            carla.get("/me").expect(200);
        }
        forum.clock().advance(Duration.ofDays(3).minusSeconds(1));
        carla.get("/me").expect(200);
        forum.clock().advance(Duration.ofSeconds(1));
        carla.get("/me").expectProblem(401, "sign-in-needed");
    }

    @Test
    void usingASessionIsWrittenOnceInFiveMinutes() {
        var carla = as(signIn("carla", PASSWORD).text("/session/token"));
        var id = carla.get("/sessions/current").text("/session/id");
        var opened = lastUsed(id);
        forum.clock().advance(Duration.ofMinutes(5).minusSeconds(1));
        carla.get("/me").expect(200);
        assertEquals(opened, lastUsed(id));
        forum.clock().advance(Duration.ofSeconds(1));
        carla.get("/me").expect(200);
        assertEquals(forum.clock().instant(), lastUsed(id));
    }

    @Test
    void theListSaysWhereAndRoughlyWhenASessionWasUsed() {
        var firefox = forum.guest()
                .with("User-Agent", "Mozilla/5.0 (Android 14; Mobile; rv:133.0; SM-S911B) Gecko/133.0 Firefox/133.0")
                .post("/sessions", Map.of("username", "carla", "password", PASSWORD))
                .expect(201);
        var carla = as(firefox.text("/session/token"));
        forum.clock().advance(Duration.ofMinutes(200));
        carla.get("/me").expect(200);
        var session = carla.get("/sessions/current").expect(200).at("/session");
        assertEquals("Firefox on Android", session.path("client").asText());
        var to = forum.clock().instant().truncatedTo(ChronoUnit.HOURS);
        assertEquals(to.toString(), session.path("lastUsedAt").asText());
        var plain = as(signIn("carla", PASSWORD).text("/session/token")).get("/sessions/current");
        assertTrue(plain.at("/session/client").isNull());
        var kept = forum.db().read(tx -> tx.fetch("select client from session").toString());
        assertTrue(!kept.contains("SM-S911B") && !kept.contains("133"), kept);
    }

    @Test
    void whoeverIsSignedInLearnsThatSomebodySignedInWithAnotherKindOfBrowser() {
        var siskin = forum.member("siskin");
        var firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0";
        var safari = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit/605.1.15 Version/18.0 Safari/604.1";
        forum.db().<Boolean>write(tx -> forum.sessions().endAll(tx, forum.account(siskin)) > 0);

        signInWith(firefox, TestForum.PASSWORD).expect(201);
        signInWith(firefox, TestForum.PASSWORD).expect(201);
        signInWith(safari, "not this one").expectProblem(401, "wrong-credentials");
        assertEquals(0, forum.mails().to("siskin@example.org").size());
        signInWith(safari, TestForum.PASSWORD).expect(201);
        signInWith(safari, TestForum.PASSWORD).expect(201);
        var letters = forum.mails().to("siskin@example.org");
        assertEquals(1, letters.size());
        assertEquals("About your account", letters.get(0).subject());
        assertFalse(letters.get(0).text().contains("Safari"), letters.get(0).text());

        forum.clock().advance(Duration.ofDays(31));
        signInWith(firefox, TestForum.PASSWORD).expect(201);
        assertEquals(1, forum.mails().to("siskin@example.org").size());
    }

    private static Answer signInWith(String browser, String password) {
        return forum.guest()
                .with("User-Agent", browser)
                .post("/sessions", Map.of("username", "siskin", "password", password));
    }

    @Test
    void allOtherSessionsEndAtOnceAndThisOneStays() {
        var here = as(signIn("carla", PASSWORD).text("/session/token"));
        var there = as(signIn("carla", PASSWORD).text("/session/token"));
        var bea = forum.member("bea");
        here.delete("/sessions").expect(204);
        there.get("/me").expectProblem(401, "sign-in-needed");
        assertEquals(1, here.get("/sessions").expect(200).at("/items").size());
        bea.get("/me").expect(200);
        here.delete("/sessions").expect(204);
    }

    @Test
    void whatHasRunOutIsForgotten() {
        var carla = as(signIn("carla", PASSWORD).text("/session/token"));
        var id = carla.get("/sessions/current").text("/session/id");
        forum.clock().advance(Duration.ofDays(31));
        int unused = forum.sessions().forgetOld();
        int left = forum.db().read(tx -> tx.fetchCount(SESSION, SESSION.ID.eq(SessionId.of(id))));
        assertEquals(0, left);
    }

    @Test
    void aSignInSentAgainOpensOneSession() {
        var guest = forum.guest().with("Idempotency-Key", "sign-in-once");
        var body = Map.of("username", "carla", "password", PASSWORD);
        var first = guest.post("/sessions", body).expect(201);
        assertEquals(
                first.text("/session/token"),
                guest.post("/sessions", body).expect(201).text("/session/token"));
        assertNotEquals(
                first.text("/session/token"),
                forum.guest().post("/sessions", body).expect(201).text("/session/token"));
    }

    private static Instant lastUsed(String session) {
        return forum.db()
                .read(tx -> tx.select(SESSION.LAST_USED_AT)
                        .from(SESSION)
                        .where(SESSION.ID.eq(SessionId.of(session)))
                        .fetchSingle(SESSION.LAST_USED_AT));
    }

    private static Answer signIn(String username, String password) {
        return forum.guest().post("/sessions", Map.of("username", username, "password", password));
    }

    private static Client as(String token) {
        return new Client(forum.port(), Optional.of(token));
    }
}
