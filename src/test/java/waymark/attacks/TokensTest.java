package waymark.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.platform.http.ContractRoute;
import waymark.platform.http.Stage;
import waymark.testing.Answer;
import waymark.testing.Client;
import waymark.testing.LogCapture;
import waymark.testing.Restricted;

/** Mallory has a token that should not work any more, or something that looks like one. */
class TokensTest {

    @RegisterExtension
    static final LogCapture logged = new LogCapture();

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final String EVENT = "token-refused";

    private final Watch watch = new Watch(logged);

    @BeforeAll
    static void somebodyHasJoined() {
        Stage.signUp(forum);
    }

    @Test
    void aTokenThatWasSignedOut() {
        var token = signIn().text("/session/token");
        as(token).delete("/sessions/current").expect(204);
        refused(as(token).get("/me"));
        refused(as(token).get("/threads"));
    }

    @Test
    void aTokenThatWasEndedFromAnotherDevice() {
        var stolen = signIn();
        as(signIn().text("/session/token"))
                .delete("/sessions/" + stolen.text("/session/id"))
                .expect(204);
        refused(as(stolen.text("/session/token")).get("/me"));
    }

    @Test
    void aTokenThatHasRunOut() {
        var token = signIn().text("/session/token");
        forum.clock().advance(Duration.ofDays(400));
        refused(as(token).get("/me"));
    }

    @Test
    void aTokenOfSomebodyWhoWasSuspended() {
        var suspended = forum.member("wallace");
        Restricted.suspend(forum, "wallace");
        var thread = forum.thread(forum.alice()).thread();
        watch.refused(
                403,
                "account-suspended",
                suspended.post("/threads/" + thread + "/posts", Map.of("markdown", "Still here")));
        watch.refused(403, "account-suspended", suspended.get("/members/alice"));
        assertEquals(
                1,
                forum.guest().get("/threads/" + thread).at("/thread/postCount").asInt());
    }

    @Test
    void aTokenThatWasMadeUp() {
        var real = signIn().text("/session/token");
        for (var token : List.of(
                "A".repeat(43),
                real.substring(1) + "A",
                real + "A",
                real.toLowerCase(Locale.ROOT),
                "null",
                "' or 1=1 --",
                "../../admin",
                "eyJhbGciOiJub25lIn0.eyJzdWIiOiJyb290In0.")) {
            refused(as(token).get("/me"));
        }
    }

    @Test
    void whatTheDatabaseKnowsOfATokenIsNoToken() {
        var unused = signIn();
        var stored = forum.db()
                .read(tx ->
                        tx.fetch("select encode(token_sha256, 'hex'), encode(token_sha256, 'base64') from session"));
        for (var row : stored) {
            refused(as(row.get(0, String.class)).get("/me"));
            refused(as(row.get(1, String.class).replace("=", "")).get("/me"));
        }
    }

    @Test
    void aTokenInTheAddress() {
        var token = signIn().text("/session/token");
        for (var name : List.of("access_token", "token", "bearer", "authorization")) {
            watch.refused(401, "sign-in-needed", forum.guest().get("/me?" + name + "=" + token));
        }
    }

    @Test
    void anotherKindOfCredentials() {
        var token = signIn().text("/session/token");
        for (var credentials : List.of("Basic YWxpY2U6eA==", "Token " + token, "Bearer", token, "Digest x=y")) {
            refused(forum.guest().with("Authorization", credentials).get("/me"));
        }
    }

    @Test
    void aTokenThatWasChosenBeforehand() {
        var chosen = "B".repeat(43);
        var answer = forum.guest()
                .with("Cookie", "__Host-session=" + chosen)
                .post("/sessions", ContractRoute.named("signIn").example());
        assertFalse(answer.body().contains(chosen));
        refused(as(chosen).get("/me"));
    }

    @Test
    void everySignInHasItsOwnTokenOfTwoHundredAndFiftySixBits() {
        var tokens = List.of(
                signIn().text("/session/token"), signIn().text("/session/token"), signIn().text("/session/token"));
        assertEquals(3, tokens.stream().distinct().count());
        assertTrue(tokens.stream().allMatch(token -> token.matches("[A-Za-z0-9_-]{43}")));
    }

    private void refused(Answer answer) {
        var unused = watch.refused(401, "sign-in-needed", EVENT, answer);
    }

    private static Answer signIn() {
        return forum.guest()
                .post("/sessions", ContractRoute.named("signIn").example())
                .expect(201);
    }

    private static Client as(String token) {
        return new Client(forum.port(), Optional.of(token));
    }
}
