package waymark.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.platform.access.Role;
import waymark.testing.Answer;
import waymark.testing.Authenticator;
import waymark.testing.Client;
import waymark.testing.Together;

class SecondFactorTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final AtomicInteger COUNT = new AtomicInteger();

    private String name = "";
    private Client dora = forum.guest();

    @BeforeEach
    void doraHasJoined() {
        name = "dora-" + COUNT.incrementAndGet();
        dora = forum.member(name);
        forum.clock().advance(Duration.ofMinutes(2));
    }

    @Test
    void nothingIsAskedForUntilACodeHasComeBack() {
        assertEquals("off", state());
        var app = begin();
        assertEquals("begun", state());
        signIn(Optional.empty()).expect(201);

        dora.put("/me/totp/confirmation", Map.of("code", app.code())).expect(200);
        assertEquals("on", state());
        signIn(Optional.empty()).expectProblem(401, "code-needed");
    }

    @Test
    void beginningNeedsThePassword() {
        var answer =
                dora.put("/me/totp", Map.of("password", "another sentence")).expectProblem(422, "invalid-value");
        assertEquals("/password", answer.wrongPlaces().get(0));
        assertEquals("off", state());
    }

    @Test
    void aWrongCodeDoesNotTurnItOn() {
        var app = begin();
        var wrong = app.code(Duration.ofHours(1));
        dora.put("/me/totp/confirmation", Map.of("code", wrong)).expectProblem(422, "invalid-value");
        assertEquals("begun", state());
    }

    @Test
    void whatWasBegunHasToBeConfirmedWithinAnHour() {
        var app = begin();
        forum.clock().advance(Duration.ofHours(1));
        assertEquals("off", state());
        dora.put("/me/totp/confirmation", Map.of("code", app.code())).expectProblem(404, "not-found");
    }

    @Test
    void beginningAgainMakesTheFirstSecretVoid() {
        var first = begin();
        var second = begin();
        dora.put("/me/totp/confirmation", Map.of("code", first.code())).expectProblem(422, "invalid-value");
        dora.put("/me/totp/confirmation", Map.of("code", second.code())).expect(200);
        dora.put("/me/totp", Map.of("password", TestForum.PASSWORD)).expectProblem(409, "second-factor-on");
    }

    @Test
    void turningItOnEndsTheSessionsThatHaveNotShownIt() {
        var elsewhere = as(signIn(Optional.empty()).expect(201));
        var unused = forum.secondFactor(dora);
        elsewhere.get("/me").expectProblem(401, "sign-in-needed");
        assertTrue(dora.get("/sessions/current")
                .expect(200)
                .at("/session/secondFactor")
                .asBoolean());
    }

    @Test
    void thatThereIsOneIsToldToWhoeverKnowsThePasswordOnly() {
        var app = forum.secondFactor(dora);
        forum.clock().advance(Duration.ofMinutes(1));
        var wrongPassword = signIn("wrong", Optional.of(app.code())).expectProblem(401, "wrong-credentials");
        var wrongCode = signIn(TestForum.PASSWORD, Optional.of(app.code(Duration.ofHours(1))))
                .expectProblem(401, "wrong-credentials");
        assertEquals(wrongPassword.text("/detail"), wrongCode.text("/detail"));
        assertEquals(
                signIn("wrong", Optional.empty())
                        .expectProblem(401, "wrong-credentials")
                        .text("/detail"),
                wrongPassword.text("/detail"));
    }

    @Test
    void aCodeCountsOnceAndSoDoesNoneBeforeIt() {
        var app = forum.secondFactor(dora);
        signIn(Optional.of(app.code())).expectProblem(401, "wrong-credentials");
        forum.clock().advance(Duration.ofMinutes(1));
        var code = app.code();
        assertTrue(as(signIn(Optional.of(code)).expect(201))
                .get("/sessions/current")
                .at("/session/secondFactor")
                .asBoolean());
        signIn(Optional.of(code)).expectProblem(401, "wrong-credentials");
        signIn(Optional.of(app.code(Duration.ofSeconds(-30)))).expectProblem(401, "wrong-credentials");
    }

    @Test
    void theCodesBesideTheOneOfNowAreGoodAndOthersAreNot() {
        var app = forum.secondFactor(dora);
        forum.clock().advance(Duration.ofMinutes(5));
        signIn(Optional.of(app.code(Duration.ofMinutes(-1)))).expectProblem(401, "wrong-credentials");
        signIn(Optional.of(app.code(Duration.ofMinutes(1)))).expectProblem(401, "wrong-credentials");
        signIn(Optional.of(app.code(Duration.ofSeconds(-30)))).expect(201);
        signIn(Optional.of(app.code(Duration.ofSeconds(30)))).expect(201);
    }

    @Test
    void oneCodeSentManyTimesAtOnceOpensOneSession() {
        var app = forum.secondFactor(dora);
        forum.clock().advance(Duration.ofMinutes(1));
        var code = Optional.of(app.code());
        var statuses = Together.times(4, i -> signIn(code).status());
        assertEquals(1, statuses.stream().filter(status -> status == 201).count(), statuses::toString);
    }

    @Test
    void aSignInSentAgainWithItsCodeOpensOneSession() {
        var app = forum.secondFactor(dora);
        forum.clock().advance(Duration.ofMinutes(1));
        var guest = forum.guest().with("Idempotency-Key", name);
        var body = Map.of("username", name, "password", TestForum.PASSWORD, "totp", app.code());
        var first = guest.post("/sessions", body).expect(201);
        assertEquals(
                first.text("/session/token"),
                guest.post("/sessions", body).expect(201).text("/session/token"));
    }

    @Test
    void eachRecoveryCodeIsGoodOnceHoweverItIsTyped() {
        var app = begin();
        var codes =
                dora.put("/me/totp/confirmation", Map.of("code", app.code())).expect(200);
        var code = codes.text("/recoveryCodes/0");
        signIn(Optional.of(code.replace("-", " ").toLowerCase(java.util.Locale.ROOT)))
                .expect(201);
        signIn(Optional.of(code)).expectProblem(401, "wrong-credentials");
        assertEquals(
                9,
                dora.get("/me/totp").expect(200).at("/totp/recoveryCodesLeft").asInt());
        var other = forum.member("other-" + name);
        var unused = forum.secondFactor(other);
        signIn("other-" + name, TestForum.PASSWORD, Optional.of(codes.text("/recoveryCodes/1")))
                .expectProblem(401, "wrong-credentials");
    }

    @Test
    void neitherTheSecretNorACodeCanBeReadInTheDatabase() {
        var begun = dora.put("/me/totp", Map.of("password", TestForum.PASSWORD)).expect(200);
        var app = Authenticator.of(begun, forum.clock());
        var codes =
                dora.put("/me/totp/confirmation", Map.of("code", app.code())).expect(200);
        var kept = forum.db()
                .read(tx ->
                        tx.fetch("select encode(secret, 'escape') from totp").toString()
                                + tx.fetch("select encode(code_hash, 'escape') from recovery_code")
                                        .toString());
        assertFalse(kept.contains(begun.text("/setup/secret")));
        var plain = codes.text("/recoveryCodes/0").replace("-", "");
        assertFalse(kept.contains(plain));
        assertFalse(kept.getBytes(StandardCharsets.UTF_8).length == 0);
    }

    @Test
    void takingItOffNeedsThePasswordAndACode() {
        var app = forum.secondFactor(dora);
        forum.clock().advance(Duration.ofMinutes(1));
        remove("wrong", app.code()).expectProblem(422, "invalid-value");
        remove(TestForum.PASSWORD, app.code(Duration.ofHours(1))).expectProblem(422, "invalid-value");
        assertEquals("on", state());
        remove(TestForum.PASSWORD, app.code()).expect(204);
        assertEquals("off", state());
        assertEquals(2, forum.mails().to(name + "@example.org").size(), "told when it was set up and taken off");
        signIn(Optional.empty()).expect(201);
    }

    @Test
    void anAdminTakesItOffWhoeverLostIt() {
        var unused = forum.secondFactor(dora);
        var admin = forum.signedIn("ann", Role.ADMIN);
        var account = forum.account(dora);
        admin.delete("/members/" + name + "/totp").expect(204);
        dora.get("/me").expectProblem(401, "sign-in-needed");
        assertEquals(2, forum.mails().to(name + "@example.org").size(), "told when it was set up and taken off");
        signIn(Optional.empty()).expect(201);
        assertTrue(forum.audited(account.toString()).contains("second-factor-reset"));
        admin.delete("/members/" + name + "/totp").expectProblem(404, "not-found");
        admin.delete("/members/ann/totp").expectProblem(403, "conflict-of-interest");
    }

    private String state() {
        return dora.get("/me/totp").expect(200).text("/totp/state");
    }

    private Authenticator begin() {
        return Authenticator.of(
                dora.put("/me/totp", Map.of("password", TestForum.PASSWORD)).expect(200), forum.clock());
    }

    private Answer remove(String password, String code) {
        var body = "{\"password\":\"" + password + "\",\"code\":\"" + code + "\"}";
        return dora.send("DELETE", "/me/totp", body.getBytes(StandardCharsets.UTF_8));
    }

    private Answer signIn(Optional<String> code) {
        return signIn(TestForum.PASSWORD, code);
    }

    private Answer signIn(String password, Optional<String> code) {
        return signIn(name, password, code);
    }

    private static Answer signIn(String name, String password, Optional<String> code) {
        return forum.guest()
                .post(
                        "/sessions",
                        code.<Map<String, String>>map(
                                        given -> Map.of("username", name, "password", password, "totp", given))
                                .orElse(Map.of("username", name, "password", password)));
    }

    private static Client as(Answer signedIn) {
        return new Client(forum.port(), Optional.of(signedIn.text("/session/token")));
    }
}
