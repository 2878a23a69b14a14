package waymark.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.testing.Answer;
import waymark.testing.Client;

/** Who may confirm that an account goes, and with what. */
class LeavingTest {

    @RegisterExtension
    static final TestForum forum = TestForum.withRateLimits();

    @Test
    void theLinkAloneIsNotEnough() {
        var wren = forum.member("wren");
        var token = ask(wren, "wren");
        wren.put("/me/erasure/confirmation", Map.of("token", token)).expectProblem(400, "invalid-request");
        var refused = confirm(wren, token, "somebody else's guess").expectProblem(422, "invalid-value");
        assertEquals("/password", refused.text("/errors/0/pointer"));
        assertTrue(wren.get("/me/erasure").expect(200).json().has("erasure"));

        confirm(wren, token, TestForum.PASSWORD).expect(202);
        wren.get("/me").expectProblem(401, "sign-in-needed");
    }

    @Test
    void thePasswordAloneIsNotEnoughEither() {
        var robin = forum.member("robin");
        var unused = ask(robin, "robin");
        var refused = confirm(robin, "A".repeat(43), TestForum.PASSWORD).expectProblem(422, "invalid-value");
        assertEquals("/token", refused.text("/errors/0/pointer"));
        robin.get("/me").expect(200);
    }

    @Test
    void guessingThePasswordInAStolenSessionIsSlow() {
        var swift = forum.member("swift");
        var token = ask(swift, "swift");
        for (int i = 0; i < 5; i++) {
            confirm(swift, token, "guess " + i).expectProblem(422, "invalid-value");
        }
        var refused = confirm(swift, token, TestForum.PASSWORD).expectProblem(429, "too-many-requests");
        assertEquals("1", refused.header("Retry-After"));

        forum.clock().advance(Duration.ofSeconds(1));
        confirm(swift, token, TestForum.PASSWORD).expect(202);
    }

    @Test
    void whoIsSuspendedConfirmsWithTheirPasswordToo() {
        var heron = forum.member("heron");
        forum.mo()
                .put(
                        "/members/heron/restriction",
                        Map.of(
                                "kind",
                                "suspend",
                                "until",
                                forum.clock().instant().plus(Duration.ofDays(9)).toString(),
                                "reason",
                                "unkind",
                                "rule",
                                "be-kind",
                                "message",
                                "Please take a few days."))
                .expect(200);
        var token = ask(heron, "heron");
        confirm(heron, token, "not mine").expectProblem(422, "invalid-value");
        confirm(heron, token, TestForum.PASSWORD).expect(202);
        assertFalse(forum.bob().get("/members/heron").status() == 200);
    }

    private static String ask(Client person, String name) {
        person.post("/me/erasure", Map.of("mode", "anonymise")).expect(202);
        return forum.mails().lastTo(name + "@example.org").token();
    }

    private static Answer confirm(Client person, String token, String password) {
        return person.put("/me/erasure/confirmation", Map.of("token", token, "password", password));
    }
}
