package waymark.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.ACCOUNT;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.accounts.HashCost;
import waymark.accounts.Passwords;
import waymark.ids.AccountId;
import waymark.mail.Mail;
import waymark.mail.MailKind;
import waymark.platform.access.Role;
import waymark.testing.Client;
import waymark.testing.Together;

/** Root is an admin. */
class MemorialTest {

    private static final String PASSWORD = "a long walk by the sea";
    private static final Map<String, String> TOLD = Map.of("reason", "family-told-us");

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private final Client root = forum.signedIn("root", Role.ADMIN);

    @Test
    void nobodySignsInToTheAccountAnyMoreAndTheAnswerIsThatToAWrongPassword() {
        var person = forum.member("linnet");
        var hash = new Passwords(HashCost.RECOMMENDED).hash(PASSWORD);
        int unused = forum.db()
                .write(tx -> tx.update(ACCOUNT)
                        .set(ACCOUNT.PASSWORD_HASH, hash)
                        .where(ACCOUNT.USERNAME.eq("linnet"))
                        .execute());
        remember("linnet");
        person.get("/me").expectProblem(401, "sign-in-needed");
        var right = forum.guest()
                .post("/sessions", Map.of("username", "linnet", "password", PASSWORD))
                .expectProblem(401, "wrong-credentials");
        var wrong = forum.guest()
                .post("/sessions", Map.of("username", "linnet", "password", "not the password at all"))
                .expectProblem(401, "wrong-credentials");
        assertEquals(wrong.text("/detail"), right.text("/detail"));
        root.delete("/members/linnet/memorial").expect(200);
        forum.guest()
                .post("/sessions", Map.of("username", "linnet", "password", PASSWORD))
                .expect(201);
        person.get("/me").expectProblem(401, "sign-in-needed");
    }

    @Test
    void whatTheyWroteStaysAndReadersSeeThatTheyAreRemembered() {
        var started = forum.thread(forum.member("siskin"));
        remember("siskin");
        var post = forum.guest().get("/posts/" + started.post()).expect(200);
        assertTrue(post.at("/post/author/inMemoriam").asBoolean());
        assertTrue(forum.alice()
                .get("/members/siskin")
                .expect(200)
                .at("/member/inMemoriam")
                .asBoolean());
        forum.alice()
                .post("/threads/" + started.thread() + "/posts", Map.of("markdown", "We will miss you."))
                .expect(201);
    }

    @Test
    void nobodyIsAskedToAnswerThem() {
        var started = forum.thread(forum.member("wheatear"));
        var unanswered = "/threads?sort=unanswered&limit=100";
        assertTrue(forum.guest().get(unanswered).texts("/items", "/id").contains(started.thread()));
        remember("wheatear");
        assertFalse(forum.guest().get(unanswered).texts("/items", "/id").contains(started.thread()));
    }

    @Test
    void theirThreadsTakeNoMoreRepliesWhereThatIsChosenUntilItIsTakenBack() {
        var person = forum.member("whinchat");
        var open = forum.thread(person);
        var locked = forum.thread(person);
        forum.mo()
                .with("If-Match", "*")
                .put("/threads/" + locked.thread() + "/lock", Map.of("reason", "This has run its course."))
                .expect(200);
        forum.clock().advance(Duration.ofMinutes(5));
        var answer = root.put(
                        "/members/whinchat/memorial",
                        Map.of("reason", "family-told-us", "lockReason", "We remember whinchat."))
                .expect(200);
        assertEquals(1, answer.at("/threads").asInt());
        forum.alice()
                .post("/threads/" + open.thread() + "/posts", Map.of("markdown", "One more."))
                .expectProblem(409, "thread-locked");
        assertEquals(
                "We remember whinchat.",
                forum.guest().get("/threads/" + open.thread()).text("/thread/lockReason"));
        root.delete("/members/whinchat/memorial").expect(200);
        assertFalse(forum.guest()
                .get("/threads/" + open.thread())
                .at("/thread/locked")
                .asBoolean());
        assertTrue(forum.guest()
                .get("/threads/" + locked.thread())
                .at("/thread/locked")
                .asBoolean());
    }

    @Test
    void nothingIsSentToThem() {
        var id = forum.account(forum.member("dunlin"));
        send(id, "dunlin@example.org");
        remember("dunlin");
        send(id, "dunlin@example.org");
        assertEquals(List.of(), forum.mails().to("dunlin@example.org"));
    }

    @Test
    void whatWasWrittenDownWhileTheyWereRememberedIsNotSentEither() {
        var id = forum.account(forum.member("redpoll"));
        send(id, "redpoll@example.org");
        // As if it had been written by somebody who could not see it yet.
        forum.db()
                .write(tx -> tx.update(ACCOUNT)
                        .set(ACCOUNT.MEMORIAL_AT, forum.clock().instant())
                        .where(ACCOUNT.ID.eq(id))
                        .execute());
        assertEquals(List.of(), forum.mails().to("redpoll@example.org"));
        assertEquals(0, forum.outbox().countGivenUp());
    }

    @Test
    void whoWasOfTheTeamIsNotAnyMore() {
        var id = forum.account(forum.signedIn("knot", Role.MODERATOR)).toString();
        for (int i = 0; i < 2; i++) {
            remember("knot");
        }
        assertEquals("member", forum.alice().get("/members/knot").text("/member/role"));
        assertEquals(List.of("role-changed-to-member", "memorial-set"), forum.audited(id));
        root.put("/members/knot/role", Map.of("role", "moderator", "reason", "mistake"))
                .expectProblem(422, "in-memoriam");
    }

    @Test
    void onlyAdminsDoThisAndNotToThemselves() {
        var unused = forum.bob();
        forum.mo().put("/members/bob/memorial", TOLD).expectProblem(403, "not-allowed");
        forum.alice().delete("/members/bob/memorial").expectProblem(403, "not-allowed");
        root.put("/members/root/memorial", TOLD).expectProblem(422, "own-account");
        root.put("/members/nobody-here/memorial", TOLD).expectProblem(404, "not-found");
        root.put("/members/bob/memorial", Map.of("reason", "gossip")).expectProblem(422, "invalid-value");
        forum.bob().get("/me").expect(200);
    }

    @Test
    void whoMentionsThemAtThatMomentIsNotInTheWay() {
        var person = forum.member("sanderling");
        var account = forum.account(person).toString();
        var thread = forum.thread(person).thread();
        Together.meeting(
                        forum.db(),
                        tx -> tx.execute("select 1 from forum_thread where id = ?::uuid for update", thread),
                        () -> root.put(
                                "/members/sanderling/memorial",
                                Map.of("reason", "family-told-us", "lockReason", "We remember them.")),
                        tx -> tx.execute("select 1 from account where id = ?::uuid for key share", account))
                .expect(200);
    }

    private static void send(AccountId about, String to) {
        int unused = forum.db().write(tx -> {
            forum.outbox().send(tx, Mail.of(MailKind.PASSWORD_CHANGED, to, about));
            return 1;
        });
    }

    private void remember(String username) {
        root.put("/members/" + username + "/memorial", TOLD).expect(200);
    }
}
