package waymark.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.testing.Answer;
import waymark.testing.Client;

class SlowDownTest {

    @RegisterExtension
    static final TestForum forum = TestForum.withRateLimits();

    private final Joining people = new Joining(forum);

    @Test
    void whoeverGuessesWaitsWhetherOrNotThereIsSomebodyOfThatName() {
        var wren = forum.member("wren");
        assertEquals(guesses("wren"), guesses("nobody"));
        people.trySignIn("wren", TestForum.PASSWORD).expectProblem(429, "too-many-requests");
        wren.get("/me").expect(200);

        forum.clock().advance(Duration.ofSeconds(1));
        people.trySignIn("wren", TestForum.PASSWORD).expect(201);
        assertEquals(401, people.trySignIn("wren", "a guess").status(), "who got in is forgiven");
    }

    @Test
    void whoChoosesANewPasswordByMailNeedNotWait() {
        forum.clock().advance(Duration.ofMinutes(10));
        var unused = forum.member("robin");
        guesses("robin");
        forum.guest()
                .post("/password-resets", Map.of("email", "robin@example.org"))
                .expect(204);
        var token = people.lastToken("robin@example.org");
        forum.guest()
                .put("/password-resets/" + token, Map.of("password", "something else entirely"))
                .expect(204);
        people.trySignIn("robin", "something else entirely").expect(201);
    }

    @Test
    void guessingThePresentPasswordInAStolenSessionIsSlowToo() {
        var swift = forum.member("swift");
        for (int i = 0; i < 5; i++) {
            swift.put("/me/password", Map.of("currentPassword", "guess " + i, "newPassword", "one of my own"))
                    .expectProblem(422, "invalid-value");
        }
        var refused = swift.put("/me/email", Map.of("email", "mallory@example.org", "password", TestForum.PASSWORD))
                .expectProblem(429, "too-many-requests");
        assertEquals("1", refused.header("Retry-After"));
    }

    @Test
    void guessingCodesIsSlowForWhoeverKnowsThePasswordToo() {
        forum.clock().advance(Duration.ofHours(2));
        var diver = forum.member("diver");
        var app = forum.secondFactor(diver);
        forum.clock().advance(Duration.ofMinutes(10));
        var wrong = app.code(Duration.ofHours(1));
        for (int i = 0; i < 4; i++) {
            takeOff(diver, wrong).expectProblem(422, "invalid-value");
            // A right password makes no difference.
            diver.put("/me/totp", Map.of("password", TestForum.PASSWORD)).expectProblem(409, "second-factor-on");
        }
        people.trySignIn("diver", TestForum.PASSWORD, wrong).expectProblem(401, "wrong-credentials");
        takeOff(diver, wrong).expectProblem(429, "too-many-requests");
        people.trySignIn("diver", TestForum.PASSWORD, app.code()).expectProblem(429, "too-many-requests");

        forum.clock().advance(Duration.ofSeconds(1));
        people.trySignIn("diver", TestForum.PASSWORD, app.code()).expect(201);
        takeOff(diver, wrong).expectProblem(422, "invalid-value");
    }

    @Test
    void whoseCodesAreGuessedIsTold() {
        forum.clock().advance(Duration.ofHours(2));
        var grebe = forum.member("grebe");
        var app = forum.secondFactor(grebe);
        forum.clock().advance(Duration.ofMinutes(10));
        for (int i = 0; i < 10; i++) {
            assertEquals(1, forum.mails().to("grebe@example.org").size(), "the one of setting it up");
            takeOff(grebe, app.code(Duration.ofHours(1))).expectProblem(422, "invalid-value");
            forum.clock().advance(Duration.ofMinutes(5));
        }
        var letter = forum.mails().lastTo("grebe@example.org").text();
        assertTrue(letter.contains("several wrong codes"), letter);
        takeOff(grebe, app.code(Duration.ofHours(1))).expectProblem(422, "invalid-value");
        assertEquals(2, forum.mails().to("grebe@example.org").size(), "told once");
    }

    @Test
    void aNewPasswordThatIsRefusedIsNoGuess() {
        forum.clock().advance(Duration.ofHours(2));
        var pipit = forum.member("pipit");
        for (int i = 0; i < 6; i++) {
            pipit.put("/me/password", Map.of("currentPassword", TestForum.PASSWORD, "newPassword", "1234567890"))
                    .expectProblem(422, "invalid-value");
        }
    }

    private static Answer takeOff(Client somebody, String code) {
        var body = "{\"password\":\"" + TestForum.PASSWORD + "\",\"code\":\"" + code + "\"}";
        return somebody.send("DELETE", "/me/totp", body.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> guesses(String name) {
        var answers = new ArrayList<String>();
        for (int i = 0; i < 6; i++) {
            Answer answer = people.trySignIn(name, "guess " + i);
            answers.add(answer.status() + " " + answer.text("/code") + " " + answer.header("Retry-After"));
        }
        assertEquals("429 too-many-requests 1", answers.get(5));
        return answers;
    }
}
