package waymark.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.IDENTITY;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.platform.oidc.OidcProvider;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;
import waymark.testing.Answer;
import waymark.testing.Client;
import waymark.testing.IdentityProvider;
import waymark.testing.Restricted;
import waymark.testing.TestClock;
import waymark.testing.Together;

/** Against a provider that speaks the protocol, in a server of its own. */
class OidcTest {

    private static final IdentityProvider provider = new IdentityProvider();

    @RegisterExtension
    static final TestForum forum = TestForum.knowing(provider.settings());

    private static final AtomicInteger COUNT = new AtomicInteger();

    private String name = "";
    private String subject = "";
    private Client erin = forum.guest();

    @BeforeEach
    void erinHasJoined() {
        name = "erin-" + COUNT.incrementAndGet();
        subject = "subject-of-" + name;
        erin = forum.member(name);
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @Test
    void whoHasLinkedAnAccountSignsInWithIt() {
        assertTrue(erin.get("/me/identity").expect(200).at("/identity").isNull());
        link(erin, subject).expect(200);
        assertEquals(
                forum.clock().instant().toString(),
                erin.get("/me/identity").expect(200).text("/identity/linkedAt"));
        var signedIn = signIn(subject).expect(200);
        assertEquals(name, signedIn.text("/account/username"));
        as(signedIn).get("/me").expect(200);
        var there = new HashMap<>(provider.comeBack(begin(forum.guest()), subject));
        there.put("cookie", true);
        var browser = forum.guest().put("/identity-attempts/session", there).expect(200);
        assertTrue(browser.header("Set-Cookie").startsWith("__Host-waymark-session="));
    }

    @Test
    void theProviderIsAskedWithPkceStateAndNonce() {
        var uri = begin(forum.guest()).text("/attempt/uri");
        for (var parameter : List.of(
                "response_type=code",
                "scope=openid",
                "client_id=" + IdentityProvider.CLIENT,
                "code_challenge_method=S256",
                "code_challenge=[A-Za-z0-9_-]{43}",
                "state=[A-Za-z0-9_-]{43}",
                "nonce=[A-Za-z0-9_-]{43}")) {
            assertTrue(
                    Pattern.compile("[?&]" + parameter + "(&|$)").matcher(uri).find(), uri);
        }
    }

    @Test
    void nobodyIsFoundByAnAddressAndNobodyJoinsInThisWay() {
        var answer = complete(begin(forum.guest()), Map.of("email", name + "@example.org", "email_verified", true));
        answer.expectProblem(403, "identity-unknown");
    }

    @Test
    void anAttemptIsGoodOnce() {
        link(erin, subject).expect(200);
        var proof = provider.comeBack(begin(forum.guest()), subject);
        forum.guest().put("/identity-attempts/session", proof).expect(200);
        forum.guest().put("/identity-attempts/session", proof).expectProblem(422, "identity-not-shown");
        var again = provider.comeBack(begin(forum.guest()), subject);
        var statuses = Together.times(
                4, i -> forum.guest().put("/identity-attempts/session", again).status());
        assertEquals(1, statuses.stream().filter(status -> status == 200).count(), statuses::toString);
    }

    @Test
    void aCodeThatWasUsedIsNoneForAnotherAttempt() {
        link(erin, subject).expect(200);
        var used = provider.comeBack(begin(forum.guest()), subject);
        forum.guest().put("/identity-attempts/session", used).expect(200);
        var fresh = new HashMap<>(provider.comeBack(begin(forum.guest()), subject));
        fresh.put("code", used.get("code"));
        forum.guest().put("/identity-attempts/session", fresh).expectProblem(422, "identity-not-shown");
    }

    @Test
    void aCodeOfAnotherVisitIsRefused() {
        link(erin, subject).expect(200);
        var stolen = provider.comeBack(begin(forum.guest()), subject);
        var own = new HashMap<>(provider.comeBack(begin(forum.guest()), "subject-of-mallory"));
        own.put("code", stolen.get("code"));
        forum.guest().put("/identity-attempts/session", own).expectProblem(422, "identity-not-shown");
    }

    @Test
    void aCodeThatNoProviderGivesIsRefusedByTheNameOfTheField() {
        for (var code : List.of(" ", "\t\n", "a\n", "\u00e9")) {
            var proof = new HashMap<>(provider.comeBack(begin(forum.guest()), subject));
            proof.put("code", code);
            var answer = forum.guest().put("/identity-attempts/session", proof).expectProblem(422, "invalid-value");
            assertEquals("/code", answer.text("/errors/0/pointer"));
        }
    }

    @Test
    void aWrongStateIsRefused() {
        link(erin, subject).expect(200);
        var proof = new HashMap<>(provider.comeBack(begin(forum.guest()), subject));
        var right = proof.put("state", "A".repeat(43));
        forum.guest().put("/identity-attempts/session", proof).expectProblem(422, "identity-not-shown");
        proof.put("state", right);
        forum.guest().put("/identity-attempts/session", proof).expectProblem(422, "identity-not-shown");
    }

    @Test
    void aWrongNonceIsRefused() {
        link(erin, subject).expect(200);
        var begun = begin(forum.guest());
        var uri = begun.text("/attempt/uri").replaceAll("nonce=[^&]+", "nonce=" + "A".repeat(43));
        forum.guest()
                .put("/identity-attempts/session", provider.comeBack(begun, uri, subject))
                .expectProblem(422, "identity-not-shown");
    }

    @Test
    void aTokenForSomebodyElseIsRefused() {
        link(erin, subject).expect(200);
        complete(begin(forum.guest()), Map.of("aud", "another-website")).expectProblem(422, "identity-not-shown");
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() {
        link(erin, subject).expect(200);
        complete(begin(forum.guest()), Map.of("iss", "https://evil.example")).expectProblem(422, "identity-not-shown");
    }

    @Test
    void aTokenThatHasRunOutIsRefused() {
        link(erin, subject).expect(200);
        complete(begin(forum.guest()), Map.of(), Duration.ofMinutes(-10)).expectProblem(422, "identity-not-shown");
    }

    @Test
    void whoComesBackTooLateBeginsAgain() {
        link(erin, subject).expect(200);
        var proof = provider.comeBack(begin(forum.guest()), subject);
        forum.clock().advance(Duration.ofMinutes(10));
        forum.guest().put("/identity-attempts/session", proof).expectProblem(422, "identity-not-shown");
    }

    @Test
    void whatIsAnotherMembersCannotBeLinked() {
        link(erin, subject).expect(200);
        var mallory = forum.member("mallory-" + name);
        link(mallory, subject).expectProblem(409, "identity-taken");
        assertEquals(name, signIn(subject).expect(200).text("/account/username"));
    }

    @Test
    void linkingNeedsThePasswordAndAnAttemptOfOnesOwn() {
        var wrong = new HashMap<>(provider.comeBack(begin(erin), subject));
        wrong.put("password", "another sentence");
        erin.put("/me/identity", wrong).expectProblem(422, "invalid-value");
        var mallory = forum.member("mallory-" + name);
        for (var beginner : List.of(mallory, forum.guest())) {
            var proof = new HashMap<>(provider.comeBack(begin(beginner), "subject-of-mallory"));
            proof.put("password", TestForum.PASSWORD);
            erin.put("/me/identity", proof).expectProblem(422, "identity-not-shown");
        }
        forum.guest()
                .put("/identity-attempts/session", provider.comeBack(begin(erin), subject))
                .expectProblem(422, "identity-not-shown");
        assertTrue(erin.get("/me/identity").at("/identity").isNull());
    }

    @Test
    void whoeverIsSuspendedLinksAnAccountLikeOthers() {
        Restricted.suspend(forum, name);
        link(erin, subject).expect(200);
    }

    @Test
    void theSecondFactorIsAskedForHereToo() {
        link(erin, subject).expect(200);
        var app = forum.secondFactor(erin);
        forum.clock().advance(Duration.ofMinutes(1));
        signIn(subject).expectProblem(401, "code-needed");
        var proof = new HashMap<>(provider.comeBack(begin(forum.guest()), subject));
        proof.put("totp", app.code());
        var signedIn = forum.guest().put("/identity-attempts/session", proof).expect(200);
        assertTrue(as(signedIn)
                .get("/sessions/current")
                .at("/session/secondFactor")
                .asBoolean());
    }

    @Test
    void whoSignsInThereLeavesWithTheirPasswordToo() {
        link(erin, subject).expect(200);
        var there = as(signIn(subject).expect(200));
        there.post("/me/erasure", Map.of("mode", "anonymise")).expect(202);
        var token = forum.mails().lastTo(name + "@example.org").token();
        there.put("/me/erasure/confirmation", Map.of("token", token, "password", "not that of " + name))
                .expectProblem(422, "invalid-value");
        there.put("/me/erasure/confirmation", Map.of("token", token, "password", TestForum.PASSWORD))
                .expect(202);
        signIn(subject).expectProblem(403, "identity-unknown");
    }

    @Test
    void whatIsTakenOffOpensNothing() {
        link(erin, subject).expect(200);
        erin.delete("/me/identity").expect(204);
        erin.delete("/me/identity").expectProblem(404, "not-found");
        signIn(subject).expectProblem(403, "identity-unknown");
        link(forum.member("other-" + name), subject).expect(200);
    }

    @Test
    void whoeverLinksOrUnlinksIsToldByMail() {
        link(erin, subject).expect(200);
        var letter = forum.mails().lastTo(name + "@example.org").text();
        assertTrue(letter.contains("How you sign in"), letter);
        assertFalse(letter.contains(name), letter);
        erin.delete("/me/identity").expect(204);
        assertEquals(2, forum.mails().to(name + "@example.org").size());
    }

    @Test
    void aPasswordThatIsChosenByMailTakesTheOtherAccountOff() {
        link(erin, subject).expect(200);
        var waiting = begin(erin);
        forum.guest()
                .post("/password-resets", Map.of("email", name + "@example.org"))
                .expect(204);
        var token = forum.mails().lastTo(name + "@example.org").token();
        forum.guest()
                .put("/password-resets/" + token, Map.of("password", "something else entirely"))
                .expect(204);
        signIn(subject).expectProblem(403, "identity-unknown");
        var proof = new HashMap<>(provider.comeBack(waiting, subject));
        proof.put("password", "something else entirely");
        new Joining(forum)
                .signIn(name, "something else entirely")
                .put("/me/identity", proof)
                .expectProblem(422, "identity-not-shown");
    }

    @Test
    void nothingIsLinkedWithAPasswordThatWasChangedInTheMeantime() {
        var proof = new HashMap<>(provider.comeBack(begin(erin), subject));
        proof.put("password", TestForum.PASSWORD);
        var linked = new Joining(forum)
                .during(forum.account(erin), () -> erin.put("/me/identity", proof), this::changePassword);
        linked.expectProblem(422, "invalid-value");
        assertTrue(erin.get("/me/identity").at("/identity").isNull());
    }

    @Test
    void nobodySignsInWithWhatWasTakenOffInTheMeantime() {
        link(erin, subject).expect(200);
        var account = forum.account(erin);
        var signedIn = new Joining(forum)
                .during(
                        account,
                        () -> signIn(subject),
                        tx -> tx.deleteFrom(IDENTITY)
                                .where(IDENTITY.ACCOUNT_ID.eq(account))
                                .execute());
        signedIn.expectProblem(403, "identity-unknown");
    }

    @Test
    void whoSomebodyIsElsewhereCannotBeReadInTheDatabase() {
        link(erin, subject).expect(200);
        var kept = forum.db()
                .read(tx -> tx.fetch("select encode(subject_sealed, 'escape') from identity")
                                .toString()
                        + tx.fetch("select encode(subject_hash, 'escape') from identity"));
        assertFalse(kept.contains(subject));
        assertFalse(kept.contains(IdentityProvider.ISSUER));
    }

    @Test
    void aProviderThatCannotBeReachedIsSaidToBeSo() {
        var nobody =
                new OidcProvider(IdentityProvider.settings(URI.create("http://127.0.0.1:1/nobody")), new TestClock());
        var problem = assertThrows(
                Problem.class, () -> nobody.authorization(new OidcProvider.Expected("s", "n", "v".repeat(43))));
        assertEquals(ProblemType.UNAVAILABLE, problem.type());
    }

    private void changePassword(DSLContext tx) {
        tx.update(ACCOUNT)
                .set(ACCOUNT.PASSWORD_HASH, "another")
                .where(ACCOUNT.USERNAME.eq(name))
                .execute();
    }

    private static Answer begin(Client somebody) {
        return somebody.send("POST", "/identity-attempts", null).expect(201);
    }

    private static Answer link(Client member, String subject) {
        var proof = new HashMap<>(provider.comeBack(begin(member), subject));
        proof.put("password", TestForum.PASSWORD);
        return member.put("/me/identity", proof);
    }

    private static Answer signIn(String subject) {
        return forum.guest().put("/identity-attempts/session", provider.comeBack(begin(forum.guest()), subject));
    }

    /** With a token such as the provider should not give, or not to this forum. */
    private Answer complete(Answer begun, Map<String, ?> claims) {
        return complete(begun, claims, Duration.ofHours(1));
    }

    private Answer complete(Answer begun, Map<String, ?> claims, Duration goodFor) {
        var proof = provider.comeBack(begun, subject);
        provider.answerOnce(subject, claims, goodFor);
        return forum.guest().put("/identity-attempts/session", proof);
    }

    private static Client as(Answer signedIn) {
        return new Client(forum.port(), Optional.of(signedIn.text("/session/token")));
    }
}
