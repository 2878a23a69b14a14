package waymark.signposting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.testing.Answer;
import waymark.testing.Client;
import waymark.testing.TestClock;
import waymark.testing.Together;

/** What somebody is shown about what they wrote, and what moderators get of it. */
class PostSignpostingTest {

    private static final String FEVER = "My temp is 38.6 and I can't stop shivering";
    private static final String DESPAIR = "I want to die";
    private static final String SEIZURE = "He is having a seizure right now";
    private static final String THANKS = "Thank you all for the kind words";

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private String thread = "";
    private String posts = "";

    @BeforeEach
    void bobHasStartedAThread() {
        forum.clock().set(TestClock.START);
        thread = forum.thread(forum.bob()).thread();
        posts = "/threads/" + thread + "/posts";
    }

    @Test
    void whoWritesOfFeverIsToldWhomToRing() {
        var answer = reply(forum.alice(), FEVER);

        assertEquals(List.of("car-t-team-now"), notices(answer));
        assertEquals(1, answer.at("/signposting/notices/0/tier").asInt());
        assertFalse(answer.text("/signposting/notices/0/title").isBlank());
        assertFalse(answer.text("/signposting/notices/0/text").isBlank());
        assertEquals("private, no-store", answer.header("Cache-Control"));
        assertEquals("0808 2080 888", answer.text("/signposting/helpline/phone/display"));
    }

    @Test
    void whoWritesOfNothingOfTheKindIsToldNothing() {
        var answer = reply(forum.alice(), THANKS);

        assertNoNotices(answer);
        assertEquals(0, rowsOf(answer.text("/post/id")));
        assertEquals(List.of(), casesAbout(answer.text("/post/id")));
    }

    @Test
    void whatIsUrgentIsAllShownTheMostUrgentAboveTheRest() {
        var answer = reply(forum.alice(), DESPAIR + ". " + SEIZURE + ". " + FEVER + ".");

        assertEquals(3, notices(answer).size());
        assertTrue(notices(answer).containsAll(List.of("emergency-999", "crisis-mh", "car-t-team-now")));
        assertTrue(notices(answer).indexOf("emergency-999") < notices(answer).indexOf("car-t-team-now"));
    }

    @Test
    void theSameAnswerComesAgainToARequestThatIsSentAgain() {
        var alice = forum.alice().with("Idempotency-Key", "signposting-1");
        var first = alice.post(posts, Map.of("markdown", DESPAIR)).expect(201);
        forum.clock().advance(Duration.ofHours(20));
        var second = alice.post(posts, Map.of("markdown", DESPAIR)).expect(201);

        assertEquals(List.of("crisis-mh"), notices(first));
        assertEquals("true", second.header("Idempotency-Replayed"));
        assertEquals(first.body(), second.body());
        assertEquals(1, rowsOf(first.text("/post/id")));
        assertEquals(1, sources(caseAbout(first.text("/post/id"))).size());
    }

    @Test
    void theAuthorIsShownItWhereverTheyReadThePostForSevenDays() {
        var post = reply(forum.alice(), FEVER).text("/post/id");
        var pages = List.of("/posts/" + post, "/threads/" + thread, posts);

        for (var page : pages) {
            assertEquals(
                    List.of("car-t-team-now"), notices(forum.alice().get(page).expect(200)), page);
        }
        forum.clock().advance(Duration.ofDays(7).minusNanos(1_000));
        for (var page : pages) {
            assertEquals(
                    List.of("car-t-team-now"), notices(forum.alice().get(page).expect(200)), page);
        }
        forum.clock().advance(Duration.ofNanos(1_000));
        for (var page : pages) {
            assertNoNotices(forum.alice().get(page).expect(200));
        }
    }

    @Test
    void aPageCarriesWhatTheAuthorsPostsOnItBroughtUpAndNothingOfOthers() {
        reply(forum.alice(), FEVER);
        reply(forum.member("cara"), SEIZURE);
        reply(forum.alice(), DESPAIR);
        reply(forum.alice(), THANKS);

        assertEquals(
                List.of("car-t-team-now", "crisis-mh"),
                notices(forum.alice().get(posts)).stream().sorted().toList());
        assertEquals(List.of("car-t-team-now"), notices(forum.alice().get(posts + "?limit=3")));
        assertNoNotices(forum.alice().get(posts + "?after=4"));
    }

    @Test
    void otherReadersAreShownNothing() {
        var post = reply(forum.alice(), DESPAIR).text("/post/id");

        for (var reader : List.of(forum.guest(), forum.bob(), forum.mo())) {
            for (var page : List.of("/posts/" + post, "/threads/" + thread, posts, "/threads")) {
                assertNoNotices(reader.get(page).expect(200));
            }
        }
    }

    @Test
    void anEditIsLookedAtToo() {
        var post = reply(forum.alice(), THANKS).text("/post/id");
        var edited = edit(post, Map.of("markdown", FEVER));

        assertEquals(List.of("car-t-team-now"), notices(edited));
        assertEquals(List.of("car-t-team-now"), notices(forum.alice().get("/posts/" + post)));
        assertEquals("P1", caseAbout(post).text("/case/priority"));

        assertNoNotices(edit(post, Map.of("markdown", THANKS)));
        assertEquals(1, rowsOf(post));
        assertEquals(List.of("car-t-team-now"), notices(forum.alice().get("/posts/" + post)));
    }

    @Test
    void anEditThatLeavesTheWordsAsTheyAreIsNotLookedAtAgain() {
        var post = reply(forum.alice(), FEVER).text("/post/id");

        assertNoNotices(edit(post, Map.of("markdown", FEVER)));
        assertNoNotices(edit(post, Map.of("quotes", List.of())));
        assertEquals(1, rowsOf(post));
        assertEquals(1, sources(caseAbout(post)).size());
    }

    @Test
    void anOpeningPostIsLookedAtBelowItsTitle() {
        var answer = start("I want to die", THANKS);
        var post = answer.text("/post/id");

        assertEquals(List.of("crisis-mh"), notices(answer));
        assertEquals(List.of("crisis-mh"), notices(forum.alice().get("/posts/" + post)));
        assertEquals("P0", caseAbout(post).text("/case/priority"));
        assertEquals(List.of("car-t-team-now"), notices(start("A quiet title", FEVER)));
    }

    @Test
    void aNewTitleIsLookedAtWithTheOpeningPost() {
        var started = start("A quiet title", THANKS);
        var post = started.text("/post/id");
        var answer = retitle(forum.alice(), started.text("/thread/id"), Map.of("title", "I want to die"));

        assertEquals(List.of("crisis-mh"), notices(answer));
        assertEquals(List.of("crisis-mh"), notices(forum.alice().get("/posts/" + post)));
        assertEquals("P0", caseAbout(post).text("/case/priority"));
        assertNoNotices(retitle(forum.alice(), started.text("/thread/id"), Map.of("tags", List.of("waiting"))));
        assertEquals(1, rowsOf(post));
    }

    @Test
    void anEditOfAnOpeningPostIsLookedAtBelowItsTitle() {
        var post = start("I want to die", THANKS).text("/post/id");

        assertEquals(List.of("crisis-mh"), notices(edit(post, Map.of("markdown", "Just some other words"))));
        assertEquals(2, rowsOf(post));
    }

    @Test
    void whatAModeratorPutsAboveSomebodysWordsIsNotTheAuthors() {
        var started = start("A quiet title", THANKS);
        var path = started.text("/thread/id");

        assertNoNotices(retitle(forum.mo(), path, Map.of("title", "I want to die", "category", "carers")));
        assertEquals(0, rowsOf(started.text("/post/id")));
        assertNoNotices(forum.alice().get("/threads/" + path));
    }

    @Test
    void moderatorsSeeByWhenSomebodyShouldHaveLooked() {
        var now = forum.clock().instant();
        var expected = Map.of(
                FEVER, new Urgency("P1", Duration.ofHours(1)),
                DESPAIR, new Urgency("P0", Duration.ofMinutes(15)),
                SEIZURE, new Urgency("P0", Duration.ofMinutes(15)));
        expected.forEach((words, urgency) -> {
            var raised = caseAbout(reply(forum.alice(), words).text("/post/id"));
            assertEquals(urgency.priority(), raised.text("/case/priority"), words);
            assertEquals(now.plus(urgency.due()), Instant.parse(raised.text("/case/dueAt")), words);
            assertEquals(List.of("signposting"), sources(raised));
        });
    }

    @Test
    void moderatorsSeeWhatTheAuthorWasShown() {
        var post = reply(forum.alice(), FEVER).text("/post/id");
        edit(post, Map.of("markdown", DESPAIR));
        forum.clock().advance(Duration.ofDays(30));
        var raised = caseAbout(post);

        assertEquals(List.of("car-t-team-now", "crisis-mh"), texts(raised, "/case/signposts"));
        assertTrue(texts(raised, "/case/rules").size() >= 2);
        assertEquals(
                List.of("car-t-team-now", "crisis-mh"),
                notices(raised).stream().sorted().toList());
        assertEquals("P0", raised.text("/case/priority"));
    }

    @Test
    void aSecondMatchRaisesTheSameCase() {
        var post = reply(forum.alice(), FEVER).text("/post/id");
        var first = caseAbout(post);
        edit(post, Map.of("markdown", SEIZURE));
        var second = caseAbout(post);

        assertEquals(1, casesAbout(post).size());
        assertEquals(first.text("/case/id"), second.text("/case/id"));
        assertEquals(List.of("signposting", "signposting"), sources(second));
        assertEquals("P0", second.text("/case/priority"));
    }

    @Test
    void thePagerIsForWhatIsCertain() {
        var paging = reply(forum.alice(), DESPAIR).text("/post/id");
        var pages = forum.db()
                .read(tx -> tx.fetchSingle(
                                "select m.rules from signposting_match m where m.target_id = ?::uuid", paging)
                        .get(0, String[].class));
        var book = ShippedCatalogue.get().catalogue().matcher().match(DESPAIR);

        assertEquals(
                book.stream().anyMatch(match -> match.page() && List.of(pages).contains(match.rule())),
                caseAbout(paging).at("/case/paged").asBoolean());
    }

    @Test
    void whatIsNotUrgentRaisesNoCase() {
        var answer = reply(forum.alice(), "Can I start taking vitamin tablets again, should I ask the nurse?");
        var post = answer.text("/post/id");

        assertTrue(notices(answer).stream().noneMatch(id -> id.equals("helpline")));
        assertEquals(List.of(), casesAbout(post));
    }

    @Test
    void theAuthorIsShownTheServicesOfTheirNation() {
        var gwen = forum.member("gwen");
        gwen.patch("/me", Map.of("nation", "wales")).expect(200);
        var answer = reply(gwen, DESPAIR);

        for (var shown : List.of(answer, gwen.get("/posts/" + answer.text("/post/id")))) {
            var services = shown.texts("/signposting/notices/0/services", "/id");
            assertTrue(services.contains("nhs-111-wales") && !services.contains("nhs-111-england"));
        }
    }

    @Test
    void noWordOfTheTextIsKept() {
        var post = reply(forum.alice(), FEVER + " quagga").text("/post/id");
        var row = forum.db()
                .read(tx -> tx.fetchSingle("select m::text from signposting_match m where m.target_id = ?::uuid", post)
                        .get(0, String.class));

        assertFalse(row.contains("quagga"));
        assertTrue(row.contains("car-t-team-now"));
    }

    @Test
    void repliesAtTheSameMomentAreEachLookedAt() {
        var authors = forum.members(12);
        var answers = Together.times(12, i -> reply(authors.get(i), i % 2 == 0 ? FEVER : THANKS));

        for (int i = 0; i < 12; i++) {
            assertEquals(i % 2 == 0 ? List.of("car-t-team-now") : List.of(), notices(answers.get(i)));
        }
    }

    @Test
    void whatWasRefusedLeavesNothingBehind() {
        int before = rows();
        forum.alice().post(posts, Map.of("markdown", DESPAIR, "replyTo", 99)).expect(422);
        forum.alice()
                .post("/threads", Map.of("title", "I want to die", "category", "nowhere", "markdown", DESPAIR))
                .expect(422);
        assertEquals(before, rows());
    }

    private Answer reply(Client author, String words) {
        return author.post(posts, Map.of("markdown", words)).expect(201);
    }

    private static Answer start(String title, String words) {
        return forum.alice()
                .post("/threads", Map.of("title", title, "category", "recovery", "markdown", words))
                .expect(201);
    }

    private static Answer edit(String post, Map<String, Object> change) {
        return forum.alice()
                .with("If-Match", "*")
                .patch("/posts/" + post, change)
                .expect(200);
    }

    private static Answer retitle(Client who, String thread, Map<String, Object> change) {
        return who.with("If-Match", "*").patch("/threads/" + thread, change).expect(200);
    }

    private static List<String> notices(Answer answer) {
        return answer.texts("/signposting/notices", "/id");
    }

    private static void assertNoNotices(Answer answer) {
        assertFalse(answer.body().contains("\"notices\""), answer::body);
    }

    private static List<String> casesAbout(String post) {
        return forum.db()
                .read(tx -> tx.fetch("select id::text from moderation_case where target_id = ?::uuid", post)
                        .getValues(0, String.class));
    }

    private static Answer caseAbout(String post) {
        return forum.mo().get("/cases/" + casesAbout(post).get(0)).expect(200);
    }

    private static List<String> sources(Answer shown) {
        return shown.texts("/case/sources", "/source");
    }

    private static List<String> texts(Answer shown, String list) {
        var texts = new ArrayList<String>();
        shown.at(list).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static int rowsOf(String post) {
        return forum.db()
                .read(tx -> tx.fetchSingle(
                                "select count(*)::int from signposting_match where target_id = ?::uuid", post)
                        .get(0, Integer.class));
    }

    private static int rows() {
        return forum.db()
                .read(tx -> tx.fetchSingle("select count(*)::int from signposting_match")
                        .get(0, Integer.class));
    }

    private record Urgency(String priority, Duration due) {}
}
