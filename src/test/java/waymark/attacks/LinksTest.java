package waymark.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.platform.http.ContractRoute;
import waymark.testing.Answer;
import waymark.testing.LogCapture;

/** Mallory wants into Alice's account by way of the links that are mailed. */
class LinksTest {

    @RegisterExtension
    static final LogCapture logged = new LogCapture();

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final String CHOSEN = "mallory knows this one";

    private final Watch watch = new Watch(logged);

    @Test
    void aLinkThatWasUsed() {
        var token = linkOf("alice");
        reset(token).expect(204);
        refused(reset(token));
    }

    @Test
    void aLinkThatHasRunOut() {
        var token = linkOf("bob");
        forum.clock().advance(Duration.ofMinutes(30));
        refused(reset(token));
    }

    @Test
    void aLinkOfAnotherKind() {
        refused(open(linkOf("carol")));
        refused(reset(proofOf("newcomer")));
    }

    @Test
    void aLinkThatWasMadeUp() {
        var real = linkOf("dora");
        for (var token : List.of("A".repeat(43), real.substring(1) + "A", real + "A", real.substring(1), "null")) {
            refused(reset(token));
            refused(open(token));
        }
    }

    @Test
    void whatTheDatabaseKnowsOfALinkIsNoLink() {
        var unused = linkOf("erin");
        var stored = forum.db()
                .read(tx -> tx.fetch(
                        "select encode(token_sha256, 'hex'), encode(address_hash, 'hex'), id::text from account_link"));
        for (var row : stored) {
            for (int column = 0; column < 3; column++) {
                refused(reset(row.get(column, String.class)));
            }
        }
    }

    @Test
    void aLinkThatWaitedForTheOwnerToGoAway() {
        var frank = forum.member("frank");
        var token = linkOf("frank");
        frank.put("/me/password", Map.of("currentPassword", TestForum.PASSWORD, "newPassword", "a better one of them"))
                .expect(204);
        refused(reset(token));
    }

    @Test
    void anAddressOfMallorysOwnInAStolenSession() {
        var grace = forum.member("grace");
        watch.refused(
                422,
                "invalid-value",
                grace.put("/me/email", Map.of("email", "mallory@example.org", "password", CHOSEN)));
        assertEquals(List.of(), forum.mails().to("mallory@example.org"));
    }

    @Test
    void anAddressThatWritesAHeaderOfAMail() {
        for (var email : List.of("a@b\r\nBcc: x@example.org", "a@b\nX: y", "a\u2028@example.org")) {
            watch.refused(422, "invalid-value", forum.guest().post("/password-resets", Map.of("email", email)));
        }
    }

    @Test
    void askingForSomebodyElsesLinkToBeMailedElsewhere() {
        for (var field : List.of("to", "cc", "host", "url", "username")) {
            watch.refused(
                    400,
                    "invalid-request",
                    forum.guest()
                            .post(
                                    "/password-resets",
                                    Map.of("email", "alice@example.org", field, "mallory@example.org")));
        }
        var unused = forum.member("heidi");
        forum.guest()
                .with("X-Forwarded-Host", "evil.example")
                .with("Forwarded", "host=evil.example")
                .post("/password-resets", Map.of("email", "heidi@example.org"))
                .expect(204);
        assertFalse(forum.mails().lastTo("heidi@example.org").text().contains("evil"));
    }

    @Test
    void joiningWithTheAddressOfAMember() {
        var unused = forum.member("ivan");
        var body = ContractRoute.named("signUp").example();
        body.put("username", "not-ivan").put("email", "IVAN@example.org");
        forum.guest().post("/accounts", body).expect(201);
        var letter = forum.mails().lastTo("IVAN@example.org").text();
        assertFalse(letter.contains("token="), letter);
        assertFalse(letter.contains("not-ivan"), letter);
        assertTrue(letter.contains("already"), letter);
    }

    private void refused(Answer answer) {
        var unused = watch.refused(410, "link-not-valid", answer);
    }

    private static String linkOf(String username) {
        var unused = forum.member(username);
        forum.guest()
                .post("/password-resets", Map.of("email", username + "@example.org"))
                .expect(204);
        return forum.mails().lastTo(username + "@example.org").token();
    }

    private static String proofOf(String username) {
        var body = ContractRoute.named("signUp").example();
        body.put("username", username).put("email", username + "@example.org");
        forum.guest().post("/accounts", body).expect(201);
        return forum.mails().lastTo(username + "@example.org").token();
    }

    private static Answer reset(String token) {
        return forum.guest().put("/password-resets/" + token, Map.of("password", CHOSEN));
    }

    private static Answer open(String token) {
        return forum.guest().post("/accounts/email-verification", Map.of("token", token));
    }
}
