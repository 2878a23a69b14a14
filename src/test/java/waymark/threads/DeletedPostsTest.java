package waymark.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.LEGAL_HOLD;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.cases.CaseCategory;
import waymark.cases.CaseState;
import waymark.cases.Priority;
import waymark.cases.Raise;
import waymark.cases.Source;
import waymark.cases.Target;
import waymark.ids.PostId;
import waymark.privacy.ErasureCheck;
import waymark.testing.Client;
import waymark.testing.Together;

class DeletedPostsTest {

    private static final Duration LONG = DeletedPosts.KEPT;
    private static final String WORDS = "Seventeen herons stood in the car park of the clinic";

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Others in each test: sessions end while the clock goes on. */
    private final Client alice = forum.member("alice-" + COUNT.incrementAndGet());

    private final Client bob = forum.member("bob-" + COUNT.get());

    @Test
    void theWordsOfAPostThatWasTakenBackGoAfterNinetyDaysFromEverywhere() {
        var thread = forum.thread(alice).thread();
        var post = forum.reply(bob, thread, WORDS + ", and one went in.");
        bob.with("If-Match", "*")
                .patch("/posts/" + post, Map.of("markdown", WORDS + ", and two went in."))
                .expect(200);
        var quoting = alice.post(
                        "/threads/" + thread + "/posts",
                        Map.of("markdown", "Really?", "quotes", List.of(Map.of("post", post, "text", WORDS))))
                .expect(201)
                .text("/post/id");
        delete(post);
        forum.clock().advance(LONG.minusMillis(1));
        assertEquals(0, forum.deletedPosts().empty());
        assertTrue(wordsAreSomewhere());

        forum.clock().advance(Duration.ofMillis(1));
        assertEquals(1, forum.deletedPosts().count());
        assertEquals(1, forum.deletedPosts().empty());
        assertFalse(wordsAreSomewhere());
        assertEquals(0, forum.deletedPosts().empty());
        assertEquals("Really?", forum.guest().get("/posts/" + quoting).text("/post/text"));
    }

    @Test
    void aThreadThatWentWithItsOpeningPostLosesItsTitle() {
        var started = forum.thread(bob, WORDS);
        delete(started.post());
        forum.clock().advance(LONG);
        assertEquals(1, forum.deletedPosts().empty());
        assertFalse(wordsAreSomewhere());
    }

    @Test
    void aPostThatACaseIsOpenAboutKeepsThemUntilItIsSettled() {
        var post = forum.reply(bob, forum.thread(alice).thread(), WORDS);
        var raise = Raise.of(
                Target.of(new PostId(UUID.fromString(post))),
                forum.account(bob),
                Source.REPORT,
                CaseCategory.OTHER,
                Priority.P2);
        var id = forum.db().write(tx -> forum.cases().raise(tx, raise));
        delete(post);
        forum.clock().advance(LONG);
        assertEquals(0, forum.deletedPosts().empty());
        forum.setState(id, CaseState.RESOLVED);
        assertEquals(1, forum.deletedPosts().empty());
    }

    @Test
    void aPostOfSomebodyWhoIsHeldKeepsThem() {
        var post = forum.reply(bob, forum.thread(alice).thread(), WORDS);
        var account = forum.account(bob);
        delete(post);
        forum.hold(account);
        forum.clock().advance(LONG);
        assertEquals(0, forum.deletedPosts().empty());
        int free = forum.db().write(tx -> tx.deleteFrom(LEGAL_HOLD).execute());
        assertEquals(1, free);
        assertEquals(1, forum.deletedPosts().empty());
    }

    @Test
    void itTakesTheThreadBeforeThePost() {
        var started = forum.thread(bob, WORDS);
        delete(started.post());
        forum.clock().advance(LONG);
        int emptied = Together.meeting(
                forum.db(),
                tx -> tx.execute("select 1 from forum_thread where id = ?::uuid for update", started.thread()),
                () -> forum.deletedPosts().empty(),
                tx -> tx.execute("select 1 from post where id = ?::uuid for update", started.post()));
        assertEquals(1, emptied);
    }

    @Test
    void andThePostThatQuotesBeforeItsQuotes() {
        var thread = forum.thread(alice).thread();
        var post = forum.reply(bob, thread, WORDS);
        var quote = Map.of("post", post, "text", WORDS);
        var quoting = alice.post("/threads/" + thread + "/posts", Map.of("markdown", "So?", "quotes", List.of(quote)))
                .expect(201)
                .text("/post/id");
        delete(post);
        forum.clock().advance(LONG);
        int emptied = Together.meeting(
                forum.db(),
                tx -> tx.execute("select 1 from post where id = ?::uuid for update", quoting),
                () -> forum.deletedPosts().empty(),
                tx -> tx.execute("delete from post_quote where post_id = ?::uuid", quoting));
        assertEquals(1, emptied);
    }

    private void delete(String post) {
        bob.with("If-Match", "*").delete("/posts/" + post).expect(204);
    }

    private static boolean wordsAreSomewhere() {
        var sought = new ErasureCheck.Sought("nobody-of-that-name", List.of(), List.of()).with(List.of(WORDS));
        return !new ErasureCheck(forum.db()).search(sought).isEmpty();
    }
}
