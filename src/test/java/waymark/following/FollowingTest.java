package waymark.following;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.testing.Answer;
import waymark.testing.Client;
import waymark.testing.Together;

/** Alice starts a thread, Bob answers, and Rita reads. */
class FollowingTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Client rita = forum.member("rita-" + COUNT.incrementAndGet());
    private String thread = "";

    @BeforeEach
    void aliceStartsAThread() {
        thread = forum.thread(forum.alice(), "A thread to read").thread();
    }

    @Test
    void aPositionOnlyMovesForward() {
        replies(3);
        assertEquals(2, read(rita, 2).at("/reading/unread").asInt());
        assertEquals(4, read(rita, 4).at("/reading/readUpTo").asInt());
        var again = read(rita, 3);
        assertEquals(4, again.at("/reading/readUpTo").asInt());
        assertEquals(0, again.at("/reading/unread").asInt());
    }

    @Test
    void ofDevicesThatSaySoAtOnceTheOneThatIsFurtherCounts() {
        replies(9);
        var unused = Together.times(10, number -> read(rita, number + 1).status());
        assertEquals(10, reading(rita).at("/viewer/reading/readUpTo").asInt());
    }

    @Test
    void nobodyHasReadWhatIsNotThereYet() {
        var refused = rita.put("/threads/" + thread + "/read-position", Map.of("number", 2));
        refused.expectProblem(422, "invalid-value");
        rita.put("/threads/" + thread + "/read-position", Map.of("number", 0)).expectProblem(422, "invalid-value");
        rita.put("/threads/" + thread + "/read-position", Map.of("number", "1")).expectProblem(400, "invalid-request");
        assertEquals(0, reading(rita).at("/viewer/reading/readUpTo").asInt());
    }

    @Test
    void aThreadThatIsGoneCannotBeReadOrFollowed() {
        forum.alice().with("If-Match", "*").delete("/threads/" + thread).expect(204);
        rita.put("/threads/" + thread + "/read-position", Map.of("number", 1)).expectProblem(404, "not-found");
        rita.put("/threads/" + thread + "/following", Map.of("level", "watching"))
                .expectProblem(404, "not-found");
        rita.put("/categories/nowhere/following", Map.of("level", "muted")).expectProblem(404, "not-found");
        rita.put("/tags/nothing/following", Map.of("level", "muted")).expectProblem(404, "not-found");
        rita.put("/tags/fatigue/following", Map.of("level", "loud")).expectProblem(422, "invalid-value");
        assertEquals(
                List.of(),
                forum.alice().get("/me/following").texts("/items", "/id").stream()
                        .filter(thread::equals)
                        .toList());
    }

    @Test
    void whatIsUnreadIsWhatOthersWroteAndReadersFind() {
        var replies = replies(3);
        forum.reply(rita, thread, "One of my own.");
        var late = forum.reply(forum.bob(), thread, "Another one.");
        // Whoever writes before they said anything has read as far as that.
        assertEquals(1, unread(rita));
        read(rita, 5);
        assertEquals(1, unread(rita));
        var other = forum.member("other-" + COUNT.incrementAndGet());
        assertEquals(6, unread(other));
        forum.mo()
                .with("If-Match", "*")
                .put("/posts/" + replies.get(0) + "/removal", TestForum.removal("Not here."))
                .expect(200);
        forum.bob().with("If-Match", "*").delete("/posts/" + late).expect(204);
        assertEquals(4, unread(other));
        assertEquals(0, unread(rita));
        other.put("/members/bob/mute").expect(200);
        assertEquals(2, unread(other));
        assertEquals(2, inList(other, "/unread"));
        assertTrue(forum.guest().get("/threads/" + thread).at("/viewer/reading").isMissingNode());
        assertEquals(0, forum.guest().get("/threads").at("/viewer/threads").size());
    }

    @Test
    void writingFollowsUnlessAMemberHasSaidSomethingElse() {
        assertEquals("watching", level(forum.alice()));
        assertEquals("normal", level(rita));
        forum.reply(rita, thread, "I answer.");
        assertEquals("tracking", level(rita));
        assertEquals(List.of(thread), rita.get("/me/following").expect(200).texts("/items", "/id"));
        set(rita, "/threads/" + thread, "normal");
        forum.reply(rita, thread, "I answer again.");
        assertEquals("normal", level(rita));
        assertEquals(List.of(), rita.get("/me/following").expect(200).texts("/items", "/id"));
    }

    @Test
    void whatIsFollowedIsListedTheLatestFirstAndOnlyForOneself() {
        set(rita, "/threads/" + thread, "watching");
        forum.clock().advance(Duration.ofSeconds(1));
        set(rita, "/categories/recovery", "tracking");
        forum.clock().advance(Duration.ofSeconds(1));
        set(rita, "/tags/fatigue", "muted");
        set(rita, "/tags/fatigue", "muted");
        var first = rita.get("/me/following?limit=2").expect(200);
        assertEquals(List.of("fatigue", "recovery"), first.texts("/items", "/id"));
        assertEquals(List.of("tag", "category"), first.texts("/items", "/kind"));
        assertEquals(List.of("muted", "tracking"), first.texts("/items", "/level"));
        var second =
                rita.get("/me/following?limit=2&cursor=" + first.text("/next")).expect(200);
        assertEquals(List.of("A thread to read"), second.texts("/items", "/name"));
        assertEquals(0, forum.member("nosy").get("/me/following").at("/items").size());
    }

    @Test
    void whatIsMutedIsLeftOutOfMyListAndOfNobodyElses() {
        set(rita, "/threads/" + thread, "muted");
        for (var query : List.of("", "&sort=newest", "&sort=unanswered", "&category=recovery")) {
            assertFalse(listed(rita, query), query);
            assertTrue(listed(forum.bob(), query), query);
            assertTrue(listed(forum.guest(), query), query);
        }
        assertEquals("muted", level(rita));
    }

    @Test
    void aMutedCategoryIsThereForWhoeverAsksForIt() {
        set(rita, "/categories/recovery", "muted");
        assertFalse(listed(rita, ""));
        assertTrue(listed(rita, "&category=recovery"));
        assertEquals("muted", level(rita));
        set(rita, "/threads/" + thread, "watching");
        assertTrue(listed(rita, ""));
        assertEquals("watching", level(rita));
    }

    @Test
    void aMutedTagMutesTheNarrowerOnes() {
        var tagged = tagged("triple-hit-lymphoma");
        set(rita, "/tags/lymphoma", "muted");
        assertFalse(rita.get("/threads?limit=100").texts("/items", "/id").contains(tagged));
        assertTrue(rita.get("/threads?limit=100&tag=lymphoma")
                .texts("/items", "/id")
                .contains(tagged));
        assertEquals("muted", rita.get("/threads/" + tagged).text("/viewer/reading/following"));
        set(rita, "/tags/lymphoma", "watching");
        assertEquals("watching", rita.get("/threads/" + tagged).text("/viewer/reading/following"));
        set(rita, "/categories/recovery", "tracking");
        assertEquals("watching", rita.get("/threads/" + tagged).text("/viewer/reading/following"));
    }

    @Test
    void catchingUpIsWhatIsNewInTheThreadsOneFollows() {
        var mine = forum.thread(rita, "Rita asks").thread();
        assertEquals(List.of(), news(rita).texts("/items", "/id"));
        forum.reply(rita, mine, "And one more thing.");
        assertEquals(List.of(), news(rita).texts("/items", "/id"));
        forum.reply(forum.bob(), mine, "I know.");
        forum.reply(forum.alice(), mine, "So do I.");
        replies(2);
        var news = news(rita);
        assertEquals(List.of(mine), news.texts("/items", "/id"));
        assertEquals(2, news.at("/viewer/threads/" + mine + "/unread").asInt());
        assertEquals(3, news.at("/viewer/threads/" + mine + "/firstUnread").asInt());
        rita.put("/members/bob/mute").expect(200);
        assertEquals(
                4, news(rita).at("/viewer/threads/" + mine + "/firstUnread").asInt());
        rita.put("/threads/" + mine + "/read-position", Map.of("number", 4)).expect(200);
        set(rita, "/threads/" + thread, "tracking");
        // Of this one Rita has read nothing yet.
        assertEquals(List.of(thread), news(rita).texts("/items", "/id"));
        set(rita, "/threads/" + thread, "muted");
        assertEquals(List.of(), news(rita).texts("/items", "/id"));
    }

    @Test
    void whereSomebodyWroteLastIsFirstOfWhatIsNewOverAllPages() {
        var older = forum.thread(rita, "Rita asks").thread();
        var newer = forum.thread(rita, "Rita asks more").thread();
        forum.reply(forum.bob(), newer, "I know.");
        forum.clock().advance(Duration.ofMinutes(1));
        forum.reply(forum.bob(), older, "I know that, too.");
        assertEquals(List.of(older, newer), news(rita).texts("/items", "/id"));
        var first = rita.get("/me/catch-up?limit=1").expect(200);
        assertEquals(List.of(older), first.texts("/items", "/id"));
        var second =
                rita.get("/me/catch-up?limit=1&cursor=" + first.text("/next")).expect(200);
        assertEquals(List.of(newer), second.texts("/items", "/id"));
    }

    private static Answer news(Client who) {
        return who.get("/me/catch-up").expect(200);
    }

    private String tagged(String tag) {
        return forum.alice()
                .post(
                        "/threads",
                        Map.of(
                                "title",
                                "With a tag",
                                "category",
                                "recovery",
                                "tags",
                                List.of(tag),
                                "markdown",
                                "Words."))
                .expect(201)
                .text("/thread/id");
    }

    private List<String> replies(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> forum.reply(forum.bob(), thread, "Reply " + i))
                .toList();
    }

    private Answer read(Client who, int number) {
        return who.put("/threads/" + thread + "/read-position", Map.of("number", number))
                .expect(200);
    }

    private Answer reading(Client who) {
        return who.get("/threads/" + thread).expect(200);
    }

    private int unread(Client who) {
        return reading(who).at("/viewer/reading/unread").asInt();
    }

    private String level(Client who) {
        return reading(who).text("/viewer/reading/following");
    }

    private int inList(Client who, String field) {
        return who.get("/threads?limit=100")
                .expect(200)
                .at("/viewer/threads/" + thread + field)
                .asInt();
    }

    private boolean listed(Client who, String query) {
        return who.get("/threads?limit=100" + query)
                .expect(200)
                .texts("/items", "/id")
                .contains(thread);
    }

    private static void set(Client who, String what, String level) {
        assertEquals(
                level,
                who.put(what + "/following", Map.of("level", level)).expect(200).text("/level"));
    }
}
