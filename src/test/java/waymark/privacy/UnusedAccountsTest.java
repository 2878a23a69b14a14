package waymark.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.ACCOUNT;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.platform.access.Role;
import waymark.privacy.UnusedAccounts.Done;
import waymark.testing.Answer;
import waymark.testing.TestClock;

class UnusedAccountsTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final Duration TWO_YEARS = Duration.ofDays(731);
    private static final Duration SIXTY_DAYS = Duration.ofDays(60);
    private static final Done NOTHING = new Done(0, 0);

    /** Nobody whom one test has made counts in the next one. */
    @AfterEach
    void everybodyIsHereForLong() {
        forum.clock().set(TestClock.START);
        int unused = forum.db()
                .write(tx -> tx.execute("update account set last_visit_on = '2126-03-10', unused_told_at = null"
                        + " where erased_at is null"));
        int unusedToo = forum.db().write(tx -> tx.execute("delete from mail"));
    }

    @Test
    void whoeverIsAwayForTwoYearsIsToldAndErasedWhenTheyDoNotComeBack() {
        var wren = forum.member("wren-11");
        var id = forum.account(wren);
        var thread = forum.thread(wren);
        forum.clock().advance(Duration.ofDays(729));
        assertEquals(NOTHING, run(), "before its time");

        forum.clock().set(TestClock.START.plus(TWO_YEARS));
        assertEquals(new Done(1, 0), forum.unusedAccounts(true).count());
        assertEquals(new Done(1, 0), run());
        assertTrue(forum.mails().lastTo("wren-11@example.org").text().contains("within 60 days"));
        assertEquals(NOTHING, run(), "told twice");

        forum.clock().advance(SIXTY_DAYS);
        assertEquals(NOTHING, run(), "the day is not over yet");
        forum.clock().advance(Duration.ofDays(1));
        assertEquals(new Done(0, 1), run());
        assertEquals(NOTHING, run());
        signIn("wren-11").expect(401);

        forum.clock().advance(Duration.ofMinutes(3));
        assertEquals(1, forum.erasureWork().run());
        var post = forum.guest().get("/posts/" + thread.post()).expect(200);
        assertTrue(post.text("/post/html").contains("The opening words."));
        assertTrue(post.text("/post/author/username").startsWith("former-member-"));
        boolean known = forum.db()
                .read(tx -> tx.fetchExists(ACCOUNT, ACCOUNT.ID.eq(id).and(ACCOUNT.LAST_VISIT_ON.isNotNull())));
        assertFalse(known);
        assertFalse(forum.mails().lastTo("wren-11@example.org").text().contains("as you asked"));
    }

    @Test
    void whoeverComesBackStaysAndIsToldAgainTwoYearsLater() {
        forum.member("wren-12");
        forum.clock().set(TestClock.START.plus(TWO_YEARS));
        assertEquals(new Done(1, 0), run());
        int unused = forum.app().mailWorker().deliverDue();
        assertEquals(NOTHING, run());
        forum.clock().advance(SIXTY_DAYS);
        signIn("wren-12").expect(201);
        forum.clock().advance(Duration.ofDays(30));
        assertEquals(NOTHING, run());
        // By then nothing says any more that there was a mail.
        var unusedToo = forum.retention().run();
        forum.clock().advance(TWO_YEARS);
        assertEquals(new Done(1, 0), run());
    }

    @Test
    void toReadIsToBeHere() {
        var wren = forum.member("wren-13");
        for (int month = 0; month < 2; month++) {
            forum.clock().advance(Duration.ofDays(25));
            wren.get("/me").expect(200);
        }
        forum.clock().set(TestClock.START.plus(TWO_YEARS));
        assertEquals(NOTHING, run());
        forum.clock().advance(Duration.ofDays(50));
        assertEquals(new Done(1, 0), run());
    }

    @Test
    void nobodyIsErasedWhomNoMailHasReached() {
        forum.member("wren-14");
        forum.clock().set(TestClock.START.plus(TWO_YEARS));
        assertEquals(new Done(1, 0), run());
        for (int i = 0; i < 4; i++) {
            forum.clock().advance(SIXTY_DAYS);
            assertEquals(NOTHING, run(), "erased without having been told");
        }
    }

    @Test
    void thoseWhoLookAfterTheForumWhoHaveDiedAndAboutWhomTheLawWantsToKnowStay() {
        var root = forum.signedIn("root", Role.ADMIN);
        forum.mo().get("/me").expect(200);
        forum.member("wren-15");
        forum.member("wren-16");
        root.put("/members/wren-15/memorial", Map.of("reason", "family-told-us"))
                .expect(200);
        root.put("/members/wren-16/legal-hold", Map.of("reason", "court-order")).expect(200);
        forum.clock().set(TestClock.START.plus(TWO_YEARS));
        assertEquals(NOTHING, run());
    }

    @Test
    void whereMailsGoToNobodyNothingHappens() {
        forum.member("wren-17");
        forum.clock().set(TestClock.START.plus(TWO_YEARS));
        assertEquals(NOTHING, forum.unusedAccounts(false).count());
        assertEquals(NOTHING, forum.unusedAccounts(false).run());
    }

    private static Done run() {
        return forum.unusedAccounts(true).run();
    }

    private static Answer signIn(String username) {
        return forum.guest().post("/sessions", Map.of("username", username, "password", TestForum.PASSWORD));
    }
}
