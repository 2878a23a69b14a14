package waymark.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.ACCOUNT_LINK;
import static waymark.schema.Tables.TOTP;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.testing.Answer;
import waymark.testing.Together;

class PasswordResetTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final String NEW = "something else entirely";

    private final Joining people = new Joining(forum);

    @Test
    void whoOpensTheLinkChoosesANewPasswordAndIsSignedOutEverywhere() {
        var wren = forum.member("wren");
        var elsewhere = people.signIn("wren", TestForum.PASSWORD);
        reset(ask("wren@example.org"), NEW).expect(204);

        wren.get("/me").expectProblem(401, "sign-in-needed");
        elsewhere.get("/me").expectProblem(401, "sign-in-needed");
        people.trySignIn("wren", TestForum.PASSWORD).expectProblem(401, "wrong-credentials");
        people.signIn("wren", NEW).get("/me").expect(200);
        var told = forum.mails().lastTo("wren@example.org").text();
        assertTrue(told.contains("was changed on"), told);
    }

    @Test
    void aLinkWorksOnceAndForHalfAnHour() {
        var unused = forum.member("robin");
        var token = ask("robin@example.org");
        reset(token, NEW).expect(204);
        reset(token, "and another one of them").expectProblem(410, "link-not-valid");
        unused = people.signIn("robin", NEW);

        var late = ask("robin@example.org");
        forum.clock().advance(Duration.ofMinutes(30));
        reset(late, "and another one of them").expectProblem(410, "link-not-valid");
        unused = people.signIn("robin", NEW);
    }

    @Test
    void ofTwoWhoOpenALinkAtOnceOneIsTooLate() {
        var unused = forum.member("dipper");
        var token = ask("dipper@example.org");
        var statuses = Together.times(2, i -> reset(token, NEW + i).status());
        assertEquals(List.of(204, 410), statuses.stream().sorted().toList());
    }

    @Test
    void oneLinkThatWasUsedMakesTheOthersUseless() {
        var unused = forum.member("crane");
        var first = ask("crane@example.org");
        reset(ask("crane@example.org"), NEW).expect(204);
        reset(first, "and another one of them").expectProblem(410, "link-not-valid");
    }

    @Test
    void nobodyIsMailedWhoHasNoAccountHereOrHasNotShownThatTheAddressIsTheirs() {
        forum.guest()
                .post("/password-resets", Map.of("email", "nobody@example.org"))
                .expect(204);
        assertEquals(List.of(), forum.mails().to("nobody@example.org"));

        var unused = people.join("swift");
        forum.guest()
                .post("/password-resets", Map.of("email", "swift@example.org"))
                .expect(204);
        assertEquals(1, forum.mails().to("swift@example.org").size(), "the one of joining");
    }

    @Test
    void aRowIsWrittenForEveryRequest() {
        var unused = forum.member("tern");
        int before = links();
        for (var email : List.of("tern@example.org", "missing@example.org", "TERN@example.org")) {
            forum.guest().post("/password-resets", Map.of("email", email)).expect(204);
        }
        assertEquals(before + 3, links());
    }

    @Test
    void aMailboxGetsOnlySoManyAndThoseStillWork() {
        var unused = forum.member("heron");
        for (int i = 0; i < 2 * AccountLinks.MOST_MAILS; i++) {
            forum.guest()
                    .post("/password-resets", Map.of("email", "heron@example.org"))
                    .expect(204);
        }
        var letters = forum.mails().to("heron@example.org");
        assertEquals(AccountLinks.MOST_MAILS, letters.size());
        reset(letters.get(0).token(), NEW).expect(204);
    }

    @Test
    void aSignInThatHadBegunWithTheOldPasswordComesToNothing() {
        var account = forum.account(forum.member("knot"));
        var signedIn = people.during(
                account,
                () -> people.trySignIn("knot", TestForum.PASSWORD),
                tx -> tx.update(ACCOUNT)
                        .set(ACCOUNT.PASSWORD_HASH, "another")
                        .where(ACCOUNT.ID.eq(account))
                        .execute());
        signedIn.expectProblem(401, "wrong-credentials");
    }

    @Test
    void aSignInThatHadBegunBeforeASecondFactorWasSetUpIsAskedForIt() {
        var account = forum.account(forum.member("godwit"));
        var now = forum.clock().instant();
        var signedIn = people.during(
                account,
                () -> people.trySignIn("godwit", TestForum.PASSWORD),
                tx -> tx.insertInto(TOTP)
                        .set(TOTP.ACCOUNT_ID, account)
                        .set(TOTP.SECRET, new byte[40])
                        .set(TOTP.BEGUN_AT, now)
                        .set(TOTP.CONFIRMED_AT, now)
                        .set(TOTP.LAST_STEP, 1L)
                        .execute());
        signedIn.expectProblem(401, "code-needed");
    }

    @Test
    void aNewPasswordThatIsTooShortChangesNothing() {
        var unused = forum.member("rook");
        var token = ask("rook@example.org");
        reset(token, "short").expect(422);
        reset(token, NEW).expect(204);
    }

    @Test
    void linksAreForgottenWhenTheyHaveRunOut() {
        var unused = forum.member("egret");
        var token = ask("egret@example.org");
        forum.clock().advance(Duration.ofDays(2));
        int forgotten = forum.accountLinks().forgetOld();
        assertTrue(forgotten >= 1);
        assertEquals(0, links());
        reset(token, NEW).expectProblem(410, "link-not-valid");
    }

    private static int links() {
        return forum.db().read(tx -> tx.fetchCount(ACCOUNT_LINK));
    }

    private String ask(String email) {
        forum.guest().post("/password-resets", Map.of("email", email)).expect(204);
        return people.lastToken(email);
    }

    private static Answer reset(String token, String password) {
        return forum.guest().put("/password-resets/" + token, Map.of("password", password));
    }
}
