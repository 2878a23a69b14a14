package waymark.accounts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.platform.access.Role;
import waymark.testing.Answer;
import waymark.testing.Client;
import waymark.testing.Together;

/** Bob would rather not read Alice. Carla has nothing to do with it. */
class MuteTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private final Client carla = forum.member("carla");
    private TestForum.Started alices = new TestForum.Started("", "");
    private TestForum.Started bobs = new TestForum.Started("", "");
    private String reply = "";
    private String quoting = "";

    @BeforeEach
    void aliceAndBobHaveWritten() {
        alices = forum.thread(forum.alice(), "A thread that Alice started");
        bobs = forum.thread(forum.bob(), "A thread that Bob started");
        reply = forum.reply(forum.alice(), bobs.thread(), "The words of Alice, to be quoted.");
        quoting = carla.post(
                        "/threads/" + bobs.thread() + "/posts",
                        Map.of(
                                "markdown",
                                "I liked this, @alice.",
                                "quotes",
                                List.of(
                                        Map.of("post", reply, "text", "words of Alice"),
                                        Map.of("post", bobs.post(), "text", "opening words"))))
                .expect(201)
                .text("/post/id");
    }

    @AfterEach
    void bobReadsAliceAgain() {
        unmute(forum.bob(), "alice");
    }

    @Test
    void whoMutesIsToldBesideWhatTheyRead() {
        assertTrue(mute(forum.bob(), "ALICE").at("/muted").asBoolean());

        var page = forum.bob().get("/threads/" + bobs.thread()).expect(200);
        assertFalse(page.at("/viewer/muted").asBoolean());
        assertFalse(page.at("/viewer/posts/" + bobs.post() + "/muted").asBoolean());
        assertTrue(page.at("/viewer/posts/" + reply + "/muted").asBoolean());
        assertFalse(page.at("/viewer/posts/" + quoting + "/muted").asBoolean());
        assertEquals(List.of(reply), page.texts("/viewer/posts/" + quoting + "/mutedQuotes", ""));

        var further = forum.bob().get("/threads/" + bobs.thread() + "/posts").expect(200);
        assertTrue(further.at("/viewer/posts/" + reply + "/muted").asBoolean());
        assertTrue(forum.bob().get("/posts/" + reply).at("/viewer/muted").asBoolean());
        assertTrue(forum.bob()
                .get("/threads/" + alices.thread())
                .at("/viewer/muted")
                .asBoolean());
        assertEquals(List.of(reply), forum.bob().get("/posts/" + quoting).texts("/viewer/mutedQuotes", ""));
    }

    @Test
    void threadsOfSomebodyMutedAreNamedBesideTheList() {
        mute(forum.bob(), "alice");
        for (var sort : List.of("active", "newest", "unanswered")) {
            var muted = forum.bob()
                    .get("/threads?limit=100&sort=" + sort)
                    .expect(200)
                    .texts("/viewer/muted", "");
            assertTrue(muted.contains(alices.thread()), sort);
            assertFalse(muted.contains(bobs.thread()), sort);
        }
        forum.mo()
                .with("If-Match", "*")
                .put(
                        "/threads/" + alices.thread() + "/pin",
                        Map.of(
                                "until",
                                forum.clock().instant().plus(Duration.ofDays(2)).toString()))
                .expect(200);
        var list = forum.bob().get("/threads?limit=1").expect(200);
        assertTrue(list.texts("/pinned", "/id").contains(alices.thread()));
        assertTrue(list.texts("/viewer/muted", "").contains(alices.thread()));
        forum.mo()
                .with("If-Match", "*")
                .delete("/threads/" + alices.thread() + "/pin")
                .expect(200);
    }

    @Test
    void everybodyElseReadsTheSameBytesAsBefore() {
        var before = asOthersSee();
        mute(forum.bob(), "alice");
        var after = asOthersSee();
        for (int i = 0; i < before.size(); i++) {
            assertArrayEquals(
                    before.get(i).bytes(), after.get(i).bytes(), after.get(i).body());
            assertEquals(before.get(i).header("ETag"), after.get(i).header("ETag"));
        }
    }

    @Test
    void whoMutesGetsTheSameContent() {
        var paths = List.of(
                "/threads?limit=100",
                "/threads/" + bobs.thread(),
                "/threads/" + bobs.thread() + "/posts",
                "/posts/" + reply,
                "/posts/" + quoting,
                "/posts/" + reply + "/likes");
        var before = paths.stream().map(MuteTest::contentForBob).toList();
        mute(forum.bob(), "alice");
        assertEquals(before, paths.stream().map(MuteTest::contentForBob).toList());
    }

    @Test
    void mutingAndReadingAgainMayBeSentAgain() {
        mute(forum.bob(), "alice");
        mute(forum.bob(), "alice");
        assertEquals(List.of("alice"), forum.bob().get("/me/mutes").texts("/items", "/member/username"));
        assertFalse(unmute(forum.bob(), "alice").at("/muted").asBoolean());
        assertFalse(unmute(forum.bob(), "alice").at("/muted").asBoolean());
        assertEquals(0, forum.bob().get("/me/mutes").expect(200).at("/items").size());
        assertFalse(forum.bob().get("/posts/" + reply).at("/viewer/muted").asBoolean());
    }

    @Test
    void manyAtOnceMuteOnce() {
        Together.times(12, i -> forum.bob().put("/members/alice/mute")).forEach(answer -> answer.expect(200));
        assertEquals(1, forum.bob().get("/me/mutes").at("/items").size());
    }

    @Test
    void aMemberReadsWhomTheyHaveMutedTheLatestFirst() {
        var reader = forum.member("reader-of-lists");
        for (var name : List.of("alice", "bob", "mo")) {
            var unused = forum.mo();
            mute(reader, name);
            forum.clock().advance(Duration.ofSeconds(1));
        }
        var first = reader.get("/me/mutes?limit=2").expect(200);
        assertEquals(List.of("mo", "bob"), first.texts("/items", "/member/username"));
        var second =
                reader.get("/me/mutes?limit=2&cursor=" + first.text("/next")).expect(200);
        assertEquals(List.of("alice"), second.texts("/items", "/member/username"));
        assertTrue(second.at("/next").isNull());
        assertEquals(0, forum.alice().get("/me/mutes").at("/items").size());
        forum.alice()
                .get("/me/mutes?limit=2&cursor=" + first.text("/next"))
                .expect(200)
                .at("/items")
                .forEach(item ->
                        assertEquals("nobody", item.at("/member/username").asText()));
    }

    @Test
    void nobodyMutesThemselvesOrSomebodyWhoIsNotThere() {
        forum.bob().put("/members/bob/mute").expectProblem(422, "own-account");
        forum.bob().put("/members/nobody-here/mute").expectProblem(404, "not-found");
        forum.bob().delete("/members/nobody-here/mute").expectProblem(404, "not-found");
        forum.guest().put("/members/alice/mute").expectProblem(401, "sign-in-needed");
        forum.guest().get("/me/mutes").expectProblem(401, "sign-in-needed");
    }

    @Test
    void whatAModeratorDecidesArrivesAllTheSame() {
        var mo = forum.mo();
        mute(forum.bob(), "mo");
        mo.with("If-Match", "*")
                .put("/posts/" + bobs.post() + "/removal", TestForum.removal("A reason for Bob."))
                .expect(200);
        var letters = forum.bob().get("/me/decisions").expect(200);
        assertTrue(letters.body().contains("A reason for Bob."));
        unmute(forum.bob(), "mo");
    }

    @Test
    void aModeratorWhoHasMutedSomebodyStillWorksOnTheirWords() {
        var max = forum.signedIn("max", Role.MODERATOR);
        mute(max, "alice");
        var page = max.get("/threads/" + alices.thread()).expect(200);
        assertTrue(page.at("/viewer/muted").asBoolean());
        assertTrue(page.texts("/viewer/posts/" + alices.post() + "/actions", "").contains("remove"));
    }

    private static Answer mute(Client member, String username) {
        return member.put("/members/" + username + "/mute").expect(200);
    }

    private static Answer unmute(Client member, String username) {
        return member.delete("/members/" + username + "/mute").expect(200);
    }

    private List<Answer> asOthersSee() {
        var answers = new ArrayList<Answer>();
        for (var reader : List.of(forum.guest(), forum.alice(), carla, forum.mo())) {
            for (var path : List.of(
                    "/threads?limit=100",
                    "/threads/" + bobs.thread(),
                    "/threads/" + bobs.thread() + "/posts",
                    "/posts/" + reply,
                    "/posts/" + quoting)) {
                answers.add(reader.get(path).expect(200));
            }
        }
        for (var reader : List.of(forum.alice(), carla, forum.mo())) {
            for (var path : List.of("/members/alice", "/members/bob", "/me/mutes", "/posts/" + reply + "/likes")) {
                answers.add(reader.get(path).expect(200));
            }
        }
        answers.add(forum.alice().get("/me").expect(200));
        return answers;
    }

    /** All but {@code viewer}. */
    private static String contentForBob(String path) {
        var json = (ObjectNode) forum.bob().get(path).expect(200).json();
        json.remove("viewer");
        return StreamSupport.stream(json.spliterator(), false).toList().toString();
    }
}
