package waymark.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.CONSENT;
import static waymark.schema.Tables.CONSENT_STANDING;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.ids.AccountId;
import waymark.testing.Answer;
import waymark.testing.Client;
import waymark.testing.Together;

class SignUpTest {

    @RegisterExtension
    static final TestForum forum = TestForum.hashingAsRealOnes();

    private static final List<Map<String, String>> CONSENTS = List.of(
            Map.of("purpose", "community-rules", "wordingVersion", "2026-11"),
            Map.of("purpose", "health-data", "wordingVersion", "2026-11"));

    @Test
    void aNewMemberCanSignInAndSeesTheirAccount() {
        var answer = signUp("heron-at-dawn", "heron@example.org").expect(201);
        assertEquals("member", answer.text("/account/role"));
        assertFalse(answer.at("/account/emailVerified").asBoolean());

        var member = signedIn("HERON-at-dawn");
        assertEquals(answer.text("/account/id"), member.get("/me").expect(200).text("/account/id"));
        assertEquals("heron@example.org", member.get("/me").text("/account/email"));
    }

    @Test
    void theEMailAddressIsInNoAnswerButTheOwners() {
        signUp("kestrel", "kestrel@example.org").expect(201);
        forum.verify("kestrel@example.org");
        var kestrel = signedIn("kestrel");
        var thread = forum.thread(kestrel).thread();
        for (var reader : List.of(forum.guest(), forum.bob(), forum.mo())) {
            assertFalse(reader.get("/threads/" + thread).body().contains("kestrel@"));
        }
        assertFalse(forum.bob().get("/members/kestrel").expect(200).body().contains("kestrel@"));
        forum.guest().get("/members/kestrel").expectProblem(401, "sign-in-needed");
        forum.bob().get("/members/nobody").expectProblem(404, "not-found");
    }

    @Test
    void aNameIsTakenInAnySpelling() {
        signUp("wren", "wren@example.org").expect(201);
        signUp("WREN", "other@example.org").expectProblem(409, "username-taken");
    }

    @Test
    void anAddressThatIsInUseMakesNoDifference() {
        var first = signUp("robin", "shared@example.org").expect(201);
        var second = signUp("rook", "shared@example.org").expect(201);
        assertEquals(first.at("/account").size(), second.at("/account").size());
    }

    @Test
    void bothConsentsAreRecordedWithTheirWording() {
        var id = AccountId.of(signUp("swift", "swift@example.org").expect(201).text("/account/id"));
        var rows = forum.db()
                .read(tx ->
                        tx.selectFrom(CONSENT).where(CONSENT.ACCOUNT_ID.eq(id)).fetch());
        assertEquals(2, rows.size());
        rows.forEach(row -> assertEquals(32, row.get(CONSENT.WORDING_SHA256).length));
        assertEquals(
                List.of("2026-11", "2026-11"),
                forum.guest().get("/consent-wordings").expect(200).texts("/items", "/version"));
    }

    @Test
    void whatSomebodyAgreedToCannotBeWrittenAnew() {
        var id = forum.account(forum.member("curlew"));
        for (var change : List.of("update consent set given_at = given_at", "delete from consent")) {
            assertThrows(
                    DataAccessException.class,
                    () -> forum.db().write(tx -> tx.execute(change + " where account_id = ?", id.value())));
        }
        var ledger = forum.db()
                .read(tx -> tx.fetchCount(CONSENT, CONSENT.ACCOUNT_ID.eq(id).and(CONSENT.METHOD.eq("operator"))));
        var standing = forum.db()
                .read(tx -> tx.fetchCount(
                        CONSENT_STANDING,
                        CONSENT_STANDING.ACCOUNT_ID.eq(id).and(CONSENT_STANDING.WITHDRAWN.isFalse())));
        assertEquals(2, ledger);
        assertEquals(2, standing);
    }

    @Test
    void nobodyJoinsWithoutBothConsentsInTheirPresentWording() {
        var missing = body("crane", "crane@example.org");
        missing.put("consents", List.of(CONSENTS.get(0), CONSENTS.get(0)));
        assertEquals(
                List.of("/consents"),
                post(missing).expectProblem(422, "invalid-value").wrongPlaces());
        var outdated = body("crane", "crane@example.org");
        outdated.put(
                "consents", List.of(CONSENTS.get(0), Map.of("purpose", "health-data", "wordingVersion", "2020-01")));
        assertEquals(
                List.of("/consents/1/wordingVersion"),
                post(outdated).expectProblem(422, "invalid-value").wrongPlaces());
        forum.bob().get("/members/crane").expectProblem(404, "not-found");
    }

    @Test
    void everythingWrongIsToldAtOnce() {
        var wrong = body("two words", "no address");
        wrong.put("password", "short");
        wrong.put("role", "admin");
        assertEquals(
                List.of("/email", "/password", "/role", "/username"),
                post(wrong).expectProblem(400, "invalid-request").wrongPlaces().stream()
                        .sorted()
                        .toList());
    }

    @Test
    void aNumberOfAbsurdSizeWhereOneOfSomeWordsBelongsIsRefusedLikeAnyOther() {
        for (var number : List.of("1e999999999", "-1e999999999", "1e-999999999", "0e-999999999")) {
            var body = """
                    {"username": "pipit", "email": "pipit@example.org", "password": "a long and quiet sentence",
                     "ageAtLeast": 18, "consents": [{"purpose": %s, "wordingVersion": "2026-11"},
                                  {"purpose": "health-data", "wordingVersion": "2026-11"}]}
                    """.formatted(number);
            assertEquals(
                    List.of("/consents/0/purpose"),
                    forum.guest()
                            .post("/accounts", body)
                            .expectProblem(400, "invalid-request")
                            .wrongPlaces());
        }
    }

    @Test
    void thePasswordIsKeptAsAnArgon2idHashOnly() {
        signUp("plover", "plover@example.org").expect(201);
        var hash = forum.db()
                .read(tx -> tx.select(ACCOUNT.PASSWORD_HASH)
                        .from(ACCOUNT)
                        .where(ACCOUNT.USERNAME.eq("plover"))
                        .fetchSingle(ACCOUNT.PASSWORD_HASH));
        assertTrue(hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), hash);
    }

    @Test
    void ofTenAtOnceWhoWantOneNameOneGetsIt() {
        var statuses = Together.times(
                10, i -> signUp("dipper", "dipper" + i + "@example.org").status());
        assertEquals(1, statuses.stream().filter(status -> status == 201).count());
        assertEquals(9, statuses.stream().filter(status -> status == 409).count());
    }

    @Test
    void aSignUpSentAgainMakesOneAccountAndKeepsNothingReadable() {
        var guest = forum.guest().with("Idempotency-Key", "once-only");
        var first =
                guest.post("/accounts", body("avocet", "avocet@example.org")).expect(201);
        var second =
                guest.post("/accounts", body("avocet", "avocet@example.org")).expect(201);
        assertEquals("true", second.header("Idempotency-Replayed"));
        assertEquals(first.body(), second.body());
        var stored = forum.db()
                .read(tx -> tx.fetch("select encode(answer, 'escape') from stored_answer")
                        .toString());
        assertFalse(stored.contains("avocet"));
    }

    private static Client signedIn(String username) {
        var token = forum.guest()
                .post("/sessions", Map.of("username", username, "password", "a long and quiet sentence"))
                .expect(201)
                .text("/session/token");
        return new Client(forum.port(), Optional.of(token));
    }

    private static Answer signUp(String username, String email) {
        return post(body(username, email));
    }

    private static Answer post(Map<String, Object> body) {
        return forum.guest().post("/accounts", body);
    }

    private static Map<String, Object> body(String username, String email) {
        return new HashMap<>(Map.of(
                "username",
                username,
                "email",
                email,
                "password",
                "a long and quiet sentence",
                "ageAtLeast",
                18,
                "consents",
                CONSENTS));
    }
}
