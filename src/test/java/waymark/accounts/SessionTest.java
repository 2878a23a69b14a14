package waymark.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
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

        forum.bob().delete("/sessions/" + there.text("/session/id")).expectProblem(404, "not-found");
        here.delete("/sessions/" + there.text("/session/id")).expect(204);
        here.delete("/sessions/" + there.text("/session/id")).expectProblem(404, "not-found");
        as(there.text("/session/token")).get("/me").expectProblem(401, "sign-in-needed");
        here.get("/me").expect(200);
    }

    @Test
    void aSessionLastsThirtyDays() {
        var carla = as(signIn("carla", PASSWORD).text("/session/token"));
        forum.clock().advance(Duration.ofDays(30).minusSeconds(1));
        carla.get("/me").expect(200);
        forum.clock().advance(Duration.ofSeconds(1));
        carla.get("/me").expectProblem(401, "sign-in-needed");
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

    private static Answer signIn(String username, String password) {
        return forum.guest().post("/sessions", Map.of("username", username, "password", password));
    }

    private static Client as(String token) {
        return new Client(forum.port(), Optional.of(token));
    }
}
