package waymark.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.ACCOUNT_LINK;
import static waymark.schema.Tables.MAIL;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.testing.Answer;
import waymark.testing.Client;
import waymark.testing.Restricted;

/** Changing the password or the address of an account, for somebody who knows the present password. */
class ChangedCredentialsTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final String NEW = "something else entirely";

    private final Joining people = new Joining(forum);

    @Test
    void whoChangesThePasswordStaysSignedInThereAndNowhereElse() {
        var wren = forum.member("wren");
        var elsewhere = people.signIn("wren", TestForum.PASSWORD);
        changePassword(wren, TestForum.PASSWORD, NEW).expect(204);

        wren.get("/me").expect(200);
        elsewhere.get("/me").expectProblem(401, "sign-in-needed");
        people.trySignIn("wren", TestForum.PASSWORD).expectProblem(401, "wrong-credentials");
        var unused = people.signIn("wren", NEW);
        assertTrue(forum.mails().lastTo("wren@example.org").text().contains("was changed on"));
    }

    @Test
    void withoutThePresentPasswordNothingIsChanged() {
        var robin = forum.member("robin");
        var elsewhere = people.signIn("robin", TestForum.PASSWORD);
        assertEquals(
                List.of("/currentPassword"),
                changePassword(robin, "a guess of mine", NEW)
                        .expectProblem(422, "invalid-value")
                        .wrongPlaces());
        assertEquals(
                List.of("/password"),
                changeEmail(robin, "mallory@example.org", "a guess of mine")
                        .expectProblem(422, "invalid-value")
                        .wrongPlaces());
        elsewhere.get("/me").expect(200);
        assertEquals(List.of(), forum.mails().to("robin@example.org"));
        assertEquals(List.of(), forum.mails().to("mallory@example.org"));
    }

    @Test
    void linksThatWereMailedBeforeDoNotWorkWithANewPassword() {
        var rook = forum.member("rook");
        forum.guest()
                .post("/password-resets", Map.of("email", "rook@example.org"))
                .expect(204);
        var reset = people.lastToken("rook@example.org");
        changeEmail(rook, "rookery@example.org", TestForum.PASSWORD).expect(204);
        var proof = people.lastToken("rookery@example.org");

        changePassword(rook, TestForum.PASSWORD, NEW).expect(204);
        forum.guest()
                .put("/password-resets/" + reset, Map.of("password", "a third one of them"))
                .expectProblem(410, "link-not-valid");
        people.open(rook, proof).expectProblem(410, "link-not-valid");
        assertEquals("rook@example.org", email(rook));
    }

    @Test
    void anotherAddressCountsWhenItsLinkIsOpenedAndTheOldOneIsTold() {
        var heron = forum.member("heron");
        changeEmail(heron, "new-heron@example.org", TestForum.PASSWORD).expect(204);
        assertEquals("heron@example.org", email(heron));
        assertEquals(List.of(), forum.mails().to("heron@example.org"));

        people.open(heron, people.lastToken("new-heron@example.org")).expect(204);
        assertEquals("new-heron@example.org", email(heron));
        assertTrue(heron.get("/me").at("/account/emailVerified").asBoolean());
        assertTrue(forum.mails().lastTo("heron@example.org").text().contains("another e-mail address was given"));
        forum.guest()
                .post("/password-resets", Map.of("email", "heron@example.org"))
                .expect(204);
        assertEquals(1, forum.mails().to("heron@example.org").size());
    }

    @Test
    void aMistypedAddressDoesNotHandTheAccountToWhoeverReadsThere() {
        var avocet = forum.member("avocet");
        changeEmail(avocet, "advocet@example.org", TestForum.PASSWORD).expect(204);
        var token = people.lastToken("advocet@example.org");
        people.open(token).expectProblem(401, "sign-in-needed");
        people.open(forum.bob(), token).expectProblem(410, "link-not-valid");
        assertEquals("avocet@example.org", email(avocet));
        people.open(avocet, token).expect(204);
        assertEquals("advocet@example.org", email(avocet));
    }

    @Test
    void aSuspendedMemberMayChangeTheirAddressToo() {
        var smew = forum.member("smew");
        changeEmail(smew, "smew-new@example.org", TestForum.PASSWORD).expect(204);
        Restricted.suspend(forum, "smew");
        people.open(smew, people.lastToken("smew-new@example.org")).expect(204);
        assertEquals("smew-new@example.org", email(smew));
    }

    @Test
    void anAddressOfSomebodyElseIsAnsweredLikeAnyOtherAndStaysTheirs() {
        var swift = forum.member("swift");
        var tern = forum.member("tern");
        int before = written();
        var known = changeEmail(swift, "TERN@example.org", TestForum.PASSWORD).expect(204);
        int ofKnown = written() - before;
        var unknown =
                changeEmail(swift, "martin@example.org", TestForum.PASSWORD).expect(204);
        assertEquals(known.body(), unknown.body());
        // The same work for both, so that the time tells nothing either.
        assertEquals(2, ofKnown);
        assertEquals(2 * ofKnown, written() - before);
        assertFalse(forum.mails().lastTo("TERN@example.org").text().contains("token="));
        assertEquals("tern@example.org", email(tern));
        assertEquals("swift@example.org", email(swift));
    }

    @Test
    void whoMistypedTheirAddressGivesAnotherAndIsVerified() {
        var crane = people.join("crane", "craen@example.org");
        changeEmail(crane, "crane@example.org", Joining.PASSWORD).expect(204);
        people.open(people.lastToken("crane@example.org")).expect(204);
        assertTrue(crane.get("/me").at("/account/emailVerified").asBoolean());
        assertEquals("crane@example.org", email(crane));
        assertEquals(1, forum.mails().to("craen@example.org").size(), "nobody knows whose that is");
    }

    @Test
    void aLinkOfOneKindIsNoneOfTheOther() {
        var unused = people.join("egret");
        var proof = people.lastToken("egret@example.org");
        forum.guest().put("/password-resets/" + proof, Map.of("password", NEW)).expectProblem(410, "link-not-valid");
        var bittern = forum.member("bittern");
        forum.guest()
                .post("/password-resets", Map.of("email", "bittern@example.org"))
                .expect(204);
        people.open(people.lastToken("bittern@example.org")).expectProblem(410, "link-not-valid");
        bittern.get("/me").expect(200);
    }

    private static Answer changePassword(Client somebody, String current, String wanted) {
        return somebody.put("/me/password", Map.of("currentPassword", current, "newPassword", wanted));
    }

    private static int written() {
        return forum.db().read(tx -> tx.fetchCount(ACCOUNT_LINK) + tx.fetchCount(MAIL));
    }

    private static Answer changeEmail(Client somebody, String email, String password) {
        return somebody.put("/me/email", Map.of("email", email, "password", password));
    }

    private static String email(Client somebody) {
        return somebody.get("/me").expect(200).text("/account/email");
    }
}
