package waymark.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.testing.Client;
import waymark.testing.Restricted;
import waymark.testing.Together;

class VerifiedEmailTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private final Joining people = new Joining(forum);

    @Test
    void whoJoinsGetsALinkAndTakesPartAfterOpeningIt() {
        var wren = people.join("wren");
        assertFalse(isVerified(wren));
        assertTrue(forum.mails().lastTo("wren@example.org").path().startsWith("/verify-email#token="));

        people.open(people.lastToken("wren@example.org")).expect(204);
        assertTrue(isVerified(wren));
        var unused = forum.thread(wren);
    }

    @Test
    void untilThenOnlyWhatIsAboutOneselfAndWhatGuestsReadIsOpen() {
        var swift = people.join("swift");
        var started = forum.thread(forum.alice());
        swift.get("/threads/" + started.thread()).expect(200);
        swift.get("/me").expect(200);
        swift.get("/sessions").expect(200);
        for (var refused : List.of(
                swift.post("/threads/" + started.thread() + "/posts", Map.of("markdown", "Hello")),
                swift.put("/posts/" + started.post() + "/like"),
                swift.get("/members/alice"))) {
            refused.expectProblem(403, "email-not-verified");
        }
        assertEquals(
                1,
                forum.guest()
                        .get("/threads/" + started.thread())
                        .at("/thread/postCount")
                        .asInt());
    }

    @Test
    void aLinkWorksOnceAndForADay() {
        var unused = people.join("robin");
        var token = people.lastToken("robin@example.org");
        people.open(token).expect(204);
        people.open(token).expectProblem(410, "link-not-valid");

        var late = people.join("rook");
        token = people.lastToken("rook@example.org");
        forum.clock().advance(Duration.ofDays(1));
        people.open(token).expectProblem(410, "link-not-valid");
        assertFalse(isVerified(late));
    }

    @Test
    void ofTwoWhoOpenALinkAtOnceOneIsTooLate() {
        var unused = people.join("dipper");
        var token = people.lastToken("dipper@example.org");
        var statuses = Together.times(2, i -> people.open(token).status());
        assertEquals(List.of(204, 410), statuses.stream().sorted().toList());
    }

    @Test
    void whateverIsWrongWithALinkTheAnswerIsTheSame() {
        for (var token : List.of("x", "A".repeat(43), "' or 1=1 --", "ä")) {
            people.open(token).expectProblem(410, "link-not-valid");
        }
    }

    @Test
    void anAddressThatCouldEndALineIsRefusedAndNothingIsMade() {
        for (var email : List.of("a\u2028b@example.org", "a\u0085b@example.org", "a@exa\u2029mple.org", "a@b\r\nc")) {
            people.signUp("crake", email).expectProblem(422, "invalid-value");
        }
        people.signUp("crake", "\ud83d\ude42".repeat(60) + "@" + "\ud83d\ude42".repeat(180))
                .expectProblem(422, "invalid-value");
        people.signUp("crake", "crake@example.org").expect(201);
    }

    @Test
    void anAddressThatStandsForOthersIsRefused() {
        for (var email : List.of("x:victim@example.org;", "list:a@example.org", "a@example.org;")) {
            people.signUp("corncrake", email).expectProblem(422, "invalid-value");
        }
    }

    @Test
    void whoeverIsSilencedBesidesReadsNoMoreThanOthersWhoHaveNotShownTheirAddress() {
        var ruff = people.join("ruff");
        Restricted.restrict(forum, "ruff", "silence");
        ruff.get("/members/alice").expectProblem(403, "email-not-verified");
    }

    @Test
    void anotherMailComesForWhoAsksAndEarlierLinksWorkUntilOneIsOpened() {
        var crane = people.join("crane");
        var first = people.lastToken("crane@example.org");
        sendAgain(crane);
        assertEquals(2, forum.mails().to("crane@example.org").size());
        people.open(first).expect(204);
        people.open(people.lastToken("crane@example.org")).expectProblem(410, "link-not-valid");

        sendAgain(crane);
        assertEquals(2, forum.mails().to("crane@example.org").size(), "there is nothing to verify any more");
    }

    @Test
    void aMailboxGetsOnlySoMany() {
        var tern = people.join("tern");
        for (int i = 0; i < 2 * AccountLinks.MOST_MAILS; i++) {
            sendAgain(tern);
        }
        assertEquals(
                AccountLinks.MOST_MAILS, forum.mails().to("tern@example.org").size());
        forum.clock().advance(Duration.ofMinutes(31));
        sendAgain(tern);
        assertEquals(
                AccountLinks.MOST_MAILS + 1,
                forum.mails().to("tern@example.org").size());
    }

    @Test
    void nobodyKeepsAnAddressFromJoiningByJoiningWithIt() {
        for (int i = 0; i < AccountLinks.MOST_MAILS; i++) {
            people.signUp("pretender-" + i, "whimbrel@example.org").expect(201);
        }
        var whimbrel = people.join("whimbrel");
        people.open(people.lastToken("whimbrel@example.org")).expect(204);
        assertTrue(isVerified(whimbrel));
    }

    @Test
    void howeverManyJoinWithAnAddressItsMailboxGetsOnlySoMany() {
        for (int i = 0; i < AccountLinks.MOST_OF_ALL + 2; i++) {
            people.signUp("impostor-" + i, "dunlin@example.org").expect(201);
        }
        assertEquals(
                AccountLinks.MOST_OF_ALL, forum.mails().to("dunlin@example.org").size());
    }

    @Test
    void whoJoinsWithTheAddressOfAMemberSeesNoDifferenceAndTheMemberIsTold() {
        var member = people.join("heron");
        people.open(people.lastToken("heron@example.org")).expect(204);

        var known = people.signUp("stranger", "HERON@example.org").expect(201);
        var unknown = people.signUp("newcomer", "NOBODY@example.org").expect(201);
        assertEquals(shape(unknown.body()), shape(known.body()));
        assertFalse(forum.mails().lastTo("HERON@example.org").text().contains("token="));

        var stranger = people.signIn("stranger", Joining.PASSWORD);
        sendAgain(stranger);
        assertFalse(isVerified(stranger));
        assertFalse(forum.mails().lastTo("HERON@example.org").text().contains("token="));
        assertTrue(isVerified(member));
        stranger.post("/threads", Map.of()).expectProblem(403, "email-not-verified");
    }

    @Test
    void ofTwoWhoClaimAnAddressTheFirstToProveItHasIt() {
        var first = people.join("egret", "marsh@example.org");
        var tokenOfFirst = people.lastToken("marsh@example.org");
        var second = people.join("bittern", "Marsh@example.org");
        var tokenOfSecond = people.lastToken("Marsh@example.org");

        people.open(tokenOfSecond).expect(204);
        people.open(tokenOfFirst).expectProblem(410, "link-not-valid");
        assertFalse(isVerified(first));
        assertTrue(isVerified(second));
    }

    @Test
    void ofTwoWhoProveAnAddressAtOnceOneHasIt() {
        for (int round = 0; round < 5; round++) {
            var email = "shared-" + round + "@example.org";
            var unused = people.join("left-" + round, email);
            var left = people.lastToken(email);
            unused = people.join("right-" + round, email);
            var tokens = List.of(left, people.lastToken(email));
            var statuses = Together.times(2, i -> people.open(tokens.get(i)).status());
            assertEquals(List.of(204, 410), statuses.stream().sorted().toList());
        }
    }

    @Test
    void theTokenIsInTheMailOnly() {
        var unused = people.join("curlew");
        var token = people.lastToken("curlew@example.org");
        var rows = forum.db()
                .read(tx -> tx.fetch("select account_link::text, encode(token_sha256, 'escape') from account_link"));
        assertFalse(rows.toString().contains(token));
    }

    @Test
    void aRequestThatIsSentAgainGetsTheFirstAnswer() {
        var unused = people.join("plover");
        var body = Map.of("token", people.lastToken("plover@example.org"));
        var guest = forum.guest().with("Idempotency-Key", "opened-on-the-train");
        guest.post("/accounts/email-verification", body).expect(204);
        var again = guest.post("/accounts/email-verification", body).expect(204);
        assertEquals("true", again.header("Idempotency-Replayed"));
    }

    private static void sendAgain(Client somebody) {
        somebody.send("POST", "/me/email-verification", null).expect(204);
    }

    private static boolean isVerified(Client somebody) {
        return somebody.get("/me").expect(200).at("/account/emailVerified").asBoolean();
    }

    /** Without what is different for everybody. */
    private static String shape(String answer) {
        return answer.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID")
                .replaceAll("stranger|newcomer", "NAME")
                .replaceAll("HERON@|NOBODY@", "ADDRESS@");
    }
}
