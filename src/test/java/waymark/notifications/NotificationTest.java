package waymark.notifications;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.testing.Answer;
import waymark.testing.CaseDesk;
import waymark.testing.Client;
import waymark.testing.Restricted;

class NotificationTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final AtomicInteger COUNT = new AtomicInteger();

    private String name = "";
    private Client nia = forum.guest();
    private Client omar = forum.guest();

    @BeforeEach
    void twoWhoWereToldNothingYet() {
        int count = COUNT.incrementAndGet();
        name = "nia-" + count;
        nia = forum.member(name);
        omar = forum.member("omar-" + count);
    }

    @Test
    void whoeverStartedAThreadIsToldOfAReply() {
        var thread = forum.thread(nia, "Sleeping badly");
        var reply = forum.reply(omar, thread.thread(), "So did I.");

        var told = told(nia);
        assertEquals(List.of("reply"), told.texts("/items", "/kind"));
        assertEquals(reply, told.text("/items/0/post/id"));
        assertEquals("Sleeping badly", told.text("/items/0/post/title"));
        assertEquals(2, told.at("/items/0/post/number").asInt());
        assertFalse(told.at("/items/0/read").asBoolean());
        assertEquals(1, told.at("/viewer/unread").asInt());
        assertFalse(told.body().contains("So did I"));
        assertEquals(List.of(), told(omar).texts("/items", "/kind"));
    }

    @Test
    void nobodyIsToldTwiceOfOnePostHoweverItIsForThem() {
        var thread = forum.thread(nia, "A thread", "The opening words.");
        omar.post(
                        "/threads/" + thread.thread() + "/posts",
                        Map.of(
                                "markdown",
                                "Yes, @" + name + ", quite.",
                                "replyTo",
                                1,
                                "quotes",
                                List.of(Map.of("post", thread.post(), "text", "opening words"))))
                .expect(201);
        assertEquals(List.of("quote"), told(nia).texts("/items", "/kind"));
    }

    @Test
    void somebodyWhoIsNamedInAnEditIsToldAndNobodyElseASecondTime() {
        var thread = forum.thread(omar);
        var reply = forum.reply(omar, thread.thread(), "Somebody should know.");
        assertEquals(List.of(), told(nia).texts("/items", "/kind"));
        var change = Map.of("markdown", "Perhaps @" + name + " knows.");
        omar.with("If-Match", "*").patch("/posts/" + reply, change).expect(200);
        assertEquals(List.of("mention"), told(nia).texts("/items", "/kind"));
        omar.with("If-Match", "*")
                .patch("/posts/" + reply, Map.of("markdown", "I think @" + name + " knows."))
                .expect(200);
        assertEquals(List.of("mention"), told(nia).texts("/items", "/kind"));
    }

    @Test
    void whoeverWatchesACategoryOrATagIsToldUnlessTheyWantNothingSpecialOfTheThread() {
        nia.put("/categories/recovery/following", Map.of("level", "watching")).expect(200);
        var quiet = start("recovery", "A quiet one", List.of());
        assertEquals(1, titles(nia, "A quiet one").size());
        nia.put("/threads/" + quiet + "/following", Map.of("level", "normal")).expect(200);
        forum.reply(omar, quiet, "More.");
        assertEquals(1, titles(nia, "A quiet one").size());
        nia.put("/categories/recovery/following", Map.of("level", "normal")).expect(200);

        nia.put("/tags/fatigue/following", Map.of("level", "watching")).expect(200);
        var tired = start("carers", "A tired one", List.of("fatigue"));
        forum.reply(nia, tired, "So am I.");
        forum.reply(omar, tired, "Still.");
        start("carers", "Another one", List.of());
        // Whoever writes there goes on hearing of it.
        assertEquals(2, titles(nia, "A tired one").size());
        assertEquals(0, titles(nia, "Another one").size());
    }

    @Test
    void likesAreToldOnceUntilSomebodyLooks() {
        var post = forum.thread(nia).post();
        for (var liker : forum.members(3)) {
            liker.put("/posts/" + post + "/like").expect(200);
        }
        var told = told(nia);
        assertEquals(List.of("like"), told.texts("/items", "/kind"));
        assertEquals(3, told.at("/items/0/likes").asInt());

        read(nia, 1);
        omar.put("/posts/" + post + "/like").expect(200);
        omar.put("/posts/" + post + "/like").expect(200);
        assertEquals(List.of("like", "like"), told(nia).texts("/items", "/kind"));
        omar.delete("/posts/" + post + "/like").expect(200);
        assertEquals(3, told(nia).at("/items/0/likes").asInt());
    }

    @Test
    void aLikeThatWasTakenBackIsNoNews() {
        var post = forum.thread(nia).post();
        omar.put("/posts/" + post + "/like").expect(200);
        omar.delete("/posts/" + post + "/like").expect(200);
        assertEquals(List.of(), told(nia).texts("/items", "/kind"));
        assertEquals(0, told(nia).at("/viewer/unread").asInt());
    }

    @Test
    void aDecisionTellsWhomItIsAboutAndWhoReportedIt() {
        var post = forum.thread(nia).post();
        var target = Map.of("type", "post", "id", post);
        omar.post("/reports", Map.of("target", target, "reason", "unsafe-advice"))
                .expect(201);
        var decision = decide(post);

        assertEquals(List.of("decision"), told(nia).texts("/items", "/kind"));
        assertEquals(decision, told(nia).text("/items/0/decision/id"));
        var toldOmar = told(omar);
        assertEquals(List.of("report"), toldOmar.texts("/items", "/kind"));
        assertEquals(
                omar.get("/me/reports").expect(200).text("/items/0/reportedAt"),
                toldOmar.text("/items/0/report/reportedAt"));
        assertFalse(toldOmar.body().contains(post));
    }

    @Test
    void nothingIsSaidOfAPostThatIsRemovedBeforeAnybodyIsTold() {
        var thread = forum.thread(nia);
        var reply = forum.reply(omar, thread.thread(), "Not for here.");
        remove(reply);
        assertEquals(List.of(), told(nia).texts("/items", "/kind"));
    }

    @Test
    void nothingIsSaidOfAPostThatIsRemovedAfterwards() {
        var thread = forum.thread(nia);
        var reply = forum.reply(omar, thread.thread(), "Not for here.");
        assertEquals(List.of("reply"), told(nia).texts("/items", "/kind"));
        remove(reply);
        assertEquals(List.of(), told(nia).texts("/items", "/kind"));
        assertEquals(0, told(nia).at("/viewer/unread").asInt());
    }

    @Test
    void nothingIsSaidOfWhoeverIsMutedAndItComesBackWithThem() {
        var thread = forum.thread(nia);
        forum.reply(omar, thread.thread(), "Hello.");
        var author = told(nia).text("/items/0/post/author/username");
        nia.put("/members/" + author + "/mute").expect(200);
        assertEquals(List.of(), told(nia).texts("/items", "/kind"));
        omar.put("/posts/" + thread.post() + "/like").expect(200);
        assertEquals(List.of(), told(nia).texts("/items", "/kind"));
        nia.delete("/members/" + author + "/mute").expect(200);
        assertEquals(List.of("reply"), told(nia).texts("/items", "/kind"));
        // And a like of somebody else is news, though the first was of somebody whom they had muted.
        forum.alice().put("/posts/" + thread.post() + "/like").expect(200);
        assertEquals(List.of("like", "reply"), told(nia).texts("/items", "/kind"));
    }

    @Test
    void nothingIsSaidOfAThreadThatIsMuted() {
        var thread = forum.thread(nia);
        forum.reply(omar, thread.thread(), "Hello.");
        // Before that: whoever mutes it first is not meant at all.
        assertEquals(List.of("reply"), told(nia).texts("/items", "/kind"));
        nia.put("/threads/" + thread.thread() + "/following", Map.of("level", "muted"))
                .expect(200);
        assertEquals(List.of(), told(nia).texts("/items", "/kind"));
    }

    @Test
    void nothingIsSaidOfWhatTheyWouldRatherNotComeAcross() {
        var thread = forum.thread(nia);
        var reply = forum.reply(omar, thread.thread(), "About mine.");
        var plain = forum.reply(omar, thread.thread(), "About something else.");
        forum.mo()
                .with("If-Match", "*")
                .put("/posts/" + reply + "/labels", Map.of("labels", List.of("relapse")))
                .expect(200);
        assertEquals(2, told(nia).texts("/items", "/kind").size());
        var preferences = nia.get("/me/preferences").expect(200).at("/preferences");
        ((ObjectNode) preferences).putArray("hiddenLabels").add("relapse");
        nia.put("/me/preferences", preferences).expect(200);
        assertEquals(List.of(plain), told(nia).texts("/items", "/post/id"));
        assertEquals(1, told(nia).at("/viewer/unread").asInt());
    }

    @Test
    void theReadPositionOnlyGoesForward() {
        var thread = forum.thread(nia);
        for (int i = 0; i < 3; i++) {
            forum.reply(omar, thread.thread(), "Number " + i);
        }
        assertEquals(3, told(nia).at("/viewer/unread").asInt());
        assertEquals(1, read(nia, 2).at("/viewer/unread").asInt());
        assertEquals(2, read(nia, 1).at("/viewer/readUpTo").asInt());
        nia.put("/notifications/read-position", Map.of("number", 4)).expectProblem(422, "invalid-value");
        var told = told(nia);
        assertEquals(List.of("false", "true", "true"), told.texts("/items", "/read"));
    }

    @Test
    void pagesGoOnWhereTheyEnd() {
        var thread = forum.thread(nia);
        for (int i = 0; i < 5; i++) {
            forum.reply(omar, thread.thread(), "Number " + i);
        }
        forum.tell();
        var first = nia.get("/notifications?limit=3").expect(200);
        assertEquals(List.of("5", "4", "3"), first.texts("/items", "/number"));
        var second =
                nia.get("/notifications?limit=3&cursor=" + first.text("/next")).expect(200);
        assertEquals(List.of("2", "1"), second.texts("/items", "/number"));
    }

    @Test
    void whoeverIsSuspendedIsToldOfItAndOfWhatGuestsRead() {
        var open = start("recovery", "For all to read", List.of());
        var closed = start("members-corner", "Among ourselves", List.of());
        forum.tell();
        for (var thread : List.of(open, closed)) {
            nia.put("/threads/" + thread + "/following", Map.of("level", "watching"))
                    .expect(200);
            forum.reply(omar, thread, "Hello.");
        }
        assertEquals(List.of("Among ourselves", "For all to read"), told(nia).texts("/items", "/post/title"));
        Restricted.suspend(forum, name);
        assertEquals(List.of("decision", "reply"), told(nia).texts("/items", "/kind"));
        assertFalse(told(nia).body().contains("Among ourselves"));
    }

    private Answer told(Client somebody) {
        forum.tell();
        return somebody.get("/notifications?limit=100").expect(200);
    }

    private List<String> titles(Client somebody, String title) {
        return told(somebody).texts("/items", "/post/title").stream()
                .filter(title::equals)
                .toList();
    }

    private String start(String category, String title, List<String> tags) {
        return omar.post(
                        "/threads",
                        Map.of("title", title, "category", category, "tags", tags, "markdown", "The opening words."))
                .expect(201)
                .text("/thread/id");
    }

    private static Answer read(Client somebody, int number) {
        return somebody.put("/notifications/read-position", Map.of("number", number))
                .expect(200);
    }

    private static void remove(String post) {
        forum.mo()
                .with("If-Match", "*")
                .put("/posts/" + post + "/removal", TestForum.removal("Not here."))
                .expect(200);
    }

    private static String decide(String post) {
        var mo = forum.mo();
        var id = CaseDesk.caseAbout(mo, post);
        CaseDesk.claim(mo, id).expect(200);
        var decision = new HashMap<String, Object>(TestForum.removal("Not here."));
        decision.put("action", "remove");
        return CaseDesk.decide(mo, id, decision).expect(201).text("/decision/id");
    }
}
