package waymark.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.MAIL;
import static waymark.schema.Tables.SESSION;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.ids.AccountId;
import waymark.platform.access.Role;
import waymark.platform.http.ContractRoute;
import waymark.testing.Answer;
import waymark.testing.Client;
import waymark.testing.Restricted;

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
        Restricted.suspend(forum, "heron");
        var token = ask(heron, "heron");
        confirm(heron, token, "not mine").expectProblem(422, "invalid-value");
        confirm(heron, token, TestForum.PASSWORD).expect(202);
        assertFalse(forum.bob().get("/members/heron").status() == 200);
    }

    /** Also where nobody has shown that the address is theirs: it may be anybody's. */
    @Test
    void aMailboxCannotBeFilledByAskingAgainAndAgain() {
        var body = ContractRoute.named("signUp").example();
        body.put("username", "plover").put("email", "plover@example.org");
        forum.guest().post("/accounts", body).expect(201);
        var plover = new Client(
                forum.port(),
                Optional.of(forum.guest()
                        .post(
                                "/sessions",
                                Map.of(
                                        "username",
                                        "plover",
                                        "password",
                                        body.path("password").asText()))
                        .expect(201)
                        .text("/session/token")));
        var token = "";
        for (int i = 0; i < 6; i++) {
            token = ask(plover, "plover");
        }
        plover.post("/me/erasure", Map.of("mode", "anonymise")).expectProblem(429, "too-many-requests");
        plover.post("/me/erasure", Map.of("mode", "anonymise", "preview", true)).expect(200);
        assertEquals(7, forum.mails().to("plover@example.org").size(), "with the one of joining");
        confirm(plover, token, body.path("password").asText()).expect(202);
    }

    @Test
    void aLinkThatDoesNotWorkAnyMoreIsNotMailed() {
        var knot = forum.member("knot");
        var id = forum.account(knot);
        for (int i = 0; i < 3; i++) {
            knot.post("/me/erasure", Map.of("mode", "anonymise")).expect(202);
            assertTrue(waitingFor(id) <= 1);
        }
        knot.delete("/me/erasure").expect(204);
        assertEquals(0, waitingFor(id));
    }

    @Test
    void theOnlyAdminStaysAlsoWithoutTheirSecondFactor() {
        var ida = forum.signedIn("ida", Role.ADMIN);
        var id = forum.account(ida);
        forum.db()
                .write(tx -> tx.update(SESSION)
                        .set(SESSION.SECOND_FACTOR, false)
                        .where(SESSION.ACCOUNT_ID.eq(id))
                        .execute());
        ida.post("/me/erasure", Map.of("mode", "anonymise")).expectProblem(409, "last-admin");
    }

    /** Those that were not delivered yet. */
    private static int waitingFor(AccountId account) {
        return forum.db()
                .read(tx -> tx.fetchCount(MAIL, MAIL.ACCOUNT_ID.eq(account).and(MAIL.NEXT_ATTEMPT_AT.isNotNull())));
    }

    private static String ask(Client person, String name) {
        person.post("/me/erasure", Map.of("mode", "anonymise")).expect(202);
        return forum.mails().lastTo(name + "@example.org").token();
    }

    private static Answer confirm(Client person, String token, String password) {
        return person.put("/me/erasure/confirmation", Map.of("token", token, "password", password));
    }
}
