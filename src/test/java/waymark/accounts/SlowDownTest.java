package waymark.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.testing.Answer;

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
