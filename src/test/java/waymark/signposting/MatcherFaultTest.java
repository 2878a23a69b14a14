package waymark.signposting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.signposting.matching.Match;
import waymark.testing.Answer;
import waymark.testing.Logged;
import waymark.testing.Together;

/** Whatever happens to the matcher: posts are published, the helpline is there, and nothing is forgotten. */
class MatcherFaultTest {

    private static final String DESPAIR = "I want to die";
    private static final String THANKS = "Thank you all for the kind words";
    private static final Duration DEADLINE = Duration.ofMillis(500);
    private static final Breakable matcher = new Breakable();

    @RegisterExtension
    static final TestForum forum = TestForum.examining(new ExaminerSettings(matcher, DEADLINE));

    private final Logged logged = Logged.by("waymark");
    private String thread = "";

    @BeforeEach
    void aThreadAndNothingWaiting() {
        matcher.now = TextMatcher.OF_THE_CATALOGUE;
        thread = forum.thread(forum.bob()).thread();
        forum.db().<Integer>write(tx -> tx.execute("delete from signposting_match"));
        // Nothing is waiting, so the next call begins with the first.
        assertEquals(0, forum.matches().lookAgain());
    }

    @AfterEach
    void noWordGetsIntoTheLog() {
        logged.close();
        for (var event : logged.events()) {
            var line = event.getFormattedMessage()
                    + (event.getThrowableProxy() == null
                            ? ""
                            : event.getThrowableProxy().getMessage());
            assertFalse(line.contains(DESPAIR) || line.contains(THANKS), line);
        }
    }

    @Test
    void aMatcherThatThrowsHoldsNobodyUp() {
        matcher.now = (catalogue, text) -> {
            throw new IllegalStateException(text);
        };
        assertPublishedUncheckedAndFoundLater();
    }

    @Test
    void aMatcherThatHangsHoldsNobodyUp() {
        var never = new CountDownLatch(1);
        matcher.now = (catalogue, text) -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted, as it should be", e);
            }
            return List.of();
        };
        assertPublishedUncheckedAndFoundLater();
    }

    @Test
    void aMatcherThatRunsOutOfStackHoldsNobodyUp() {
        matcher.now = (catalogue, text) -> List.of(new Match(deeper(text), "", false));
        assertPublishedUncheckedAndFoundLater();
    }

    @Test
    void whenAllThreadsHangNobodyWaitsForThemAnyMore() {
        var released = new CountDownLatch(1);
        var calls = new AtomicInteger();
        matcher.now = (catalogue, text) -> {
            calls.incrementAndGet();
            stubbornly(released);
            return List.of();
        };
        for (int i = 0; i < Examiner.THREADS; i++) {
            assertUnchecked(reply(THANKS));
        }
        int hanging = calls.get();
        var answers = Together.times(10, i -> reply(DESPAIR));

        answers.forEach(MatcherFaultTest::assertUnchecked);
        assertEquals(hanging, calls.get());
        matcher.now = TextMatcher.OF_THE_CATALOGUE;
        assertUnchecked(reply(DESPAIR));
        assertEquals(
                List.of("crisis-mh"), notices(forum.guest().post("/signposting/preview", Map.of("text", DESPAIR))));

        released.countDown();
        int waiting = Examiner.THREADS
                + 11
                + assertTimeoutPreemptively(Duration.ofSeconds(20), this::repliesUntilOneIsChecked);
        assertEquals(waiting, forum.matches().countWaiting());
        assertEquals(Math.min(waiting, 100), forum.matches().lookAgain());
        forum.matches().lookAgain();
        assertEquals(0, forum.matches().countWaiting());
    }

    @Test
    void whatWaitsForAModeratorIsLookedAtAgainToo() {
        matcher.now = (catalogue, text) -> {
            throw new IllegalStateException();
        };
        var held = forum.alice()
                .post("/threads/" + thread + "/posts", Map.of("markdown", DESPAIR + ", 07700 900123"))
                .expect(202);
        assertEquals(List.of("red-flags", "crisis-mh"), notices(held));
        matcher.now = TextMatcher.OF_THE_CATALOGUE;

        assertEquals(1, forum.matches().lookAgain());
        assertEquals(0, forum.matches().countWaiting());
        var path = "/submissions/" + held.text("/submission/id");
        assertEquals(List.of("crisis-mh"), notices(forum.alice().get(path).expect(200)));
    }

    /** They may need somebody at once, and nobody knows. */
    @Test
    void whatNobodyCouldLookAtWaitsForNoReviewRule() {
        var rule = forum.mo()
                .post("/review-rules", Map.of("kind", "reply"))
                .expect(201)
                .header("Location");
        forum.alice()
                .post("/threads/" + thread + "/posts", Map.of("markdown", THANKS))
                .expect(202);
        matcher.now = (catalogue, text) -> {
            throw new IllegalStateException();
        };
        assertUnchecked(reply(THANKS));
        forum.mo().with("If-Match", "*").delete(rule.replace("/api/v1", "")).expect(204);
    }

    @Test
    void aNewThreadAndAnEditAreCoveredToo() {
        var post = reply(THANKS).text("/post/id");
        matcher.now = (catalogue, text) -> {
            throw new IllegalStateException();
        };
        var started = forum.alice()
                .post("/threads", Map.of("title", "A quiet title", "category", "recovery", "markdown", DESPAIR))
                .expect(201);
        assertUnchecked(started);
        assertUnchecked(forum.alice()
                .with("If-Match", "*")
                .patch("/posts/" + post, Map.of("markdown", DESPAIR))
                .expect(200));
        assertUnchecked(forum.alice()
                .with("If-Match", "*")
                .patch("/threads/" + started.text("/thread/id"), Map.of("title", "Another title"))
                .expect(200));
        assertEquals(3, forum.matches().countWaiting());
        assertTrue(forum.guest()
                .get("//health/ready")
                .expect(200)
                .texts("/warnings", "/code")
                .contains("posts-unchecked"));
    }

    @Test
    void aPreviewSaysWhatHoldsForEverybodyAndStoresNothing() {
        matcher.now = (catalogue, text) -> {
            throw new IllegalStateException();
        };
        assertUnchecked(forum.guest()
                .post("/signposting/preview", Map.of("text", THANKS))
                .expect(200));
        assertEquals(0, forum.matches().countWaiting());
    }

    @Test
    void readersAreServedWithoutTopics() {
        matcher.now = (catalogue, text) -> {
            throw new IllegalStateException();
        };
        var fresh = forum.thread(forum.bob(), "When may I drive again?").thread();
        assertEquals(
                0,
                forum.guest()
                        .get("/threads/" + fresh)
                        .expect(200)
                        .at("/signposting/topics")
                        .size());
        matcher.now = TextMatcher.OF_THE_CATALOGUE;
        assertEquals(
                List.of("driving"),
                forum.guest().get("/threads/" + fresh).expect(200).texts("/signposting/topics", "/id"));
    }

    @Test
    void anInnocentPostIsFoundToBeInnocentLater() {
        var post = published(THANKS);
        matcher.now = TextMatcher.OF_THE_CATALOGUE;

        assertEquals(1, forum.matches().lookAgain());
        assertEquals("checked", stateOf(post));
        assertFalse(forum.alice().get("/posts/" + post).body().contains("\"notices\""));
        assertEquals(List.of("signposting-failed"), sources(post));
    }

    @Test
    void whatIsLookedAtLaterIsWhatThePostSaysThen() {
        var post = published(THANKS);
        forum.alice()
                .with("If-Match", "*")
                .patch("/posts/" + post, Map.of("markdown", DESPAIR))
                .expect(200);
        matcher.now = TextMatcher.OF_THE_CATALOGUE;

        assertEquals(2, forum.matches().lookAgain());
        assertEquals(List.of("crisis-mh"), notices(forum.alice().get("/posts/" + post)));
    }

    @Test
    void asLongAsTheMatcherFailsThePostKeepsWaiting() {
        var post = published(DESPAIR);

        assertEquals(0, forum.matches().lookAgain());
        assertEquals("unchecked", stateOf(post));
        assertEquals(List.of("signposting-failed"), sources(post));
    }

    @Test
    void twoServersThatLookAgainRaiseOneCaseOnce() {
        var post = published(DESPAIR);
        matcher.now = TextMatcher.OF_THE_CATALOGUE;
        var settled = Together.times(4, i -> forum.matches().lookAgain());

        assertEquals(1, settled.stream().mapToInt(count -> count).sum());
        // The clock does not move here, so which of the two comes first is left to their ids.
        assertEquals(
                List.of("signposting", "signposting-failed"),
                sources(post).stream().sorted().toList());
    }

    @Test
    void textsThatAlwaysFailDoNotHoldUpTheOnesBehindThem() {
        for (int i = 0; i < 100; i++) {
            published(THANKS);
        }
        published(DESPAIR);
        matcher.now = (catalogue, text) -> {
            if (text.equals(THANKS)) {
                throw new IllegalStateException();
            }
            return catalogue.matcher().match(text);
        };
        assertEquals(0, forum.matches().lookAgain());
        assertEquals(1, forum.matches().lookAgain());
        assertEquals(100, forum.matches().countWaiting());
    }

    private void assertPublishedUncheckedAndFoundLater() {
        var answer = reply(DESPAIR);
        var post = answer.text("/post/id");

        assertUnchecked(answer);
        assertUnchecked(forum.alice().get("/posts/" + post));
        for (var reader : List.of(forum.guest(), forum.bob(), forum.mo())) {
            var seen = reader.get("/posts/" + post).expect(200);
            assertTrue(seen.text("/post/text").contains(DESPAIR));
            assertFalse(seen.body().contains("\"notices\""));
        }
        assertEquals("unchecked", stateOf(post));
        var raised = caseAbout(post);
        assertEquals("P1", raised.text("/case/priority"));
        assertFalse(raised.at("/case/paged").asBoolean());
        assertUnchecked(raised);
        assertTrue(logged.messages().stream().anyMatch(message -> message.contains(post)));

        matcher.now = TextMatcher.OF_THE_CATALOGUE;
        forum.clock().advance(Duration.ofMinutes(1));
        assertEquals(1, forum.matches().lookAgain());
        assertEquals("checked", stateOf(post));
        assertEquals(List.of("crisis-mh"), notices(forum.alice().get("/posts/" + post)));
        assertEquals(List.of("signposting-failed", "signposting"), sources(post));
        assertEquals("P0", caseAbout(post).text("/case/priority"));
        assertEquals(raised.text("/case/id"), caseAbout(post).text("/case/id"));
        assertEquals(0, forum.matches().lookAgain());
    }

    private static void assertUnchecked(Answer answer) {
        assertEquals(List.of("red-flags", "crisis-mh"), notices(answer), answer::body);
        assertEquals("0808 2080 888", answer.text("/signposting/helpline/phone/display"));
    }

    /** The id of a post of Alice that could not be looked at. */
    private String published(String words) {
        matcher.now = (catalogue, text) -> {
            throw new IllegalStateException();
        };
        return reply(words).text("/post/id");
    }

    private Answer reply(String words) {
        return forum.alice()
                .post("/threads/" + thread + "/posts", Map.of("markdown", words))
                .expect(201);
    }

    /** How many were not, because the threads had not come back yet. */
    private int repliesUntilOneIsChecked() {
        int unchecked = 0;
        while (!notices(reply(DESPAIR)).equals(List.of("crisis-mh"))) {
            unchecked++;
        }
        return unchecked;
    }

    private static List<String> notices(Answer answer) {
        return answer.texts("/signposting/notices", "/id");
    }

    private static String stateOf(String post) {
        return forum.db()
                .read(tx -> tx.fetchSingle("select state from signposting_match where target_id = ?::uuid", post)
                        .get(0, String.class));
    }

    private static Answer caseAbout(String post) {
        var id = forum.db()
                .read(tx -> tx.fetchSingle("select id::text from moderation_case where target_id = ?::uuid", post)
                        .get(0, String.class));
        return forum.mo().get("/cases/" + id).expect(200);
    }

    private static List<String> sources(String post) {
        return caseAbout(post).texts("/case/sources", "/source");
    }

    private static void stubbornly(CountDownLatch released) {
        boolean done = false;
        while (!done) {
            try {
                released.await();
                done = true;
            } catch (InterruptedException e) {
                // That is what makes it stubborn.
            }
        }
    }

    @SuppressWarnings("InfiniteRecursion")
    private static String deeper(String text) {
        return deeper(text + "x") + text;
    }

    /** A matcher that a test can break and mend. */
    private static final class Breakable implements TextMatcher {

        private volatile TextMatcher now = TextMatcher.OF_THE_CATALOGUE;

        @Override
        public List<Match> match(Catalogue catalogue, String text) {
            return now.match(catalogue, text);
        }
    }
}
