package waymark.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.testing.Answer;
import waymark.testing.Together;

class PinThreadTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final String ROOM = "carers";

    private String oldest = "";
    private String middle = "";
    private String newest = "";

    @BeforeEach
    void aRoomHasThreeThreads() {
        oldest = start(ROOM);
        middle = start(ROOM);
        newest = start(ROOM);
    }

    /** So that the next test finds nothing pinned. */
    @AfterEach
    void someHoursGoBy() {
        forum.clock().advance(Duration.ofHours(4));
    }

    @Test
    void pinnedThreadsComeBesideTheFirstPageTheLatestPinFirst() {
        var before = list("&sort=newest&limit=2");
        pin(oldest, hours(1)).expect(200);
        forum.clock().advance(Duration.ofSeconds(1));
        pin(middle, hours(1)).expect(200);

        for (var sort : List.of("active", "newest")) {
            var page = list("&limit=2&sort=" + sort);
            assertEquals(List.of(middle, oldest), page.texts("/pinned", "/id"), sort);
            var second = list("&limit=2&sort=" + sort + "&cursor=" + page.text("/next"));
            assertEquals(List.of(), second.texts("/pinned", "/id"), sort);
            assertEquals(before.texts("/items", "/id"), page.texts("/items", "/id"), sort);
            assertTrue(second.texts("/items", "/id").contains(oldest), sort);
        }
        assertEquals(List.of(), list("&sort=unanswered").texts("/pinned", "/id"));
        assertEquals(
                List.of(middle, oldest), forum.guest().get("/threads").texts("/pinned", "/id"), "of the whole list");
        assertEquals(List.of(), forum.guest().get("/threads?category=recovery").texts("/pinned", "/id"));
        assertEquals(List.of(), list("&tag=fatigue").texts("/pinned", "/id"), "without that tag");
    }

    @Test
    void aThreadTellsUntilWhenItIsPinned() {
        var until = hours(1);
        assertEquals(until.toString(), pin(oldest, until).text("/thread/pinnedUntil"));
        var read = forum.guest().get("/threads/" + oldest);
        assertEquals(until.toString(), read.text("/thread/pinnedUntil"));
        assertTrue(list("&sort=newest").texts("/items", "/pinnedUntil").contains(until.toString()));
        assertTrue(actions(oldest).contains("unpin"));
        assertTrue(actions(middle).contains("pin"));
    }

    @Test
    void aPinEndsByItself() {
        pin(oldest, hours(1)).expect(200);
        forum.clock().advance(Duration.ofMinutes(59));
        assertEquals(List.of(oldest), list("").texts("/pinned", "/id"));
        forum.clock().advance(Duration.ofMinutes(1));
        assertEquals(List.of(), list("").texts("/pinned", "/id"));
        assertTrue(forum.guest()
                .get("/threads/" + oldest)
                .at("/thread/pinnedUntil")
                .isNull());
        assertTrue(list("&sort=newest").at("/items/2/pinnedUntil").isNull());
        assertTrue(actions(oldest).contains("pin"));
        forum.mo().with("If-Match", "*").delete("/threads/" + oldest + "/pin").expectProblem(404, "not-found");
    }

    @Test
    void aPinCanBeTakenOff() {
        pin(oldest, hours(1)).expect(200);
        var answer = forum.mo()
                .with("If-Match", "\"2\"")
                .delete("/threads/" + oldest + "/pin")
                .expect(200);
        assertTrue(answer.at("/thread/pinnedUntil").isNull());
        assertEquals(List.of(), list("").texts("/pinned", "/id"));
        assertEquals(List.of("thread-pinned", "thread-unpinned"), forum.audited(oldest));
    }

    @Test
    void aPinLastsNinetyDaysAtTheMost() {
        var now = forum.clock().instant();
        pin(oldest, now.plus(Duration.ofDays(90))).expect(200);
        pin(oldest, now.plus(Duration.ofHours(1))).expect(200);
        for (var until :
                List.of(now, now.minusSeconds(1), now.plus(Duration.ofDays(90)).plusSeconds(1))) {
            assertEquals(
                    List.of("/until"),
                    pin(oldest, until).expectProblem(422, "invalid-value").wrongPlaces());
        }
        for (var until :
                List.of("tomorrow", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-03-11T12:00:00+00:00")) {
            assertEquals(
                    List.of("/until"),
                    forum.mo()
                            .with("If-Match", "*")
                            .put("/threads/" + oldest + "/pin", Map.of("until", until))
                            .expectProblem(422, "invalid-value")
                            .wrongPlaces(),
                    until);
        }
    }

    @Test
    void fiveThreadsOfACategoryAreTheMost() {
        for (int i = 0; i < 4; i++) {
            pin(start(ROOM), hours(2)).expect(200);
        }
        pin(oldest, hours(1)).expect(200);
        pin(middle, hours(1)).expectProblem(409, "too-many-pins");
        assertTrue(forum.guest()
                .get("/threads/" + middle)
                .at("/thread/pinnedUntil")
                .isNull());

        pin(oldest, hours(2)).expect(200);
        var elsewhere = start("everyday-life");
        pin(elsewhere, hours(2)).expect(200);
        assertEquals(5, forum.guest().get("/threads").at("/pinned").size());
        forum.mo()
                .with("If-Match", "*")
                .put("/threads/" + oldest + "/removal", TestForum.removal("A reason."))
                .expect(200);
        pin(middle, hours(2)).expect(200);
        forum.clock().advance(Duration.ofHours(3));
        pin(newest, hours(1)).expect(200);
        assertEquals(List.of(newest), list("").texts("/pinned", "/id"));
    }

    @Test
    void ofManyPinsAtOnceFiveAreTaken() {
        var threads = new ArrayList<String>();
        for (int i = 0; i < 10; i++) {
            threads.add(start(ROOM));
        }
        var answers = Together.times(10, i -> pin(threads.get(i), hours(1)));
        assertEquals(
                5, answers.stream().filter(answer -> answer.status() == 200).count());
        answers.stream()
                .filter(answer -> answer.status() != 200)
                .forEach(answer -> answer.expectProblem(409, "too-many-pins"));
        assertEquals(5, list("").at("/pinned").size());
    }

    @Test
    void whatIsPinnedAmongMembersIsNotThereForGuests() {
        var secret = start("members-corner");
        pin(secret, hours(1)).expect(200);
        assertEquals(List.of(secret), forum.bob().get("/threads").texts("/pinned", "/id"));
        assertEquals(List.of(), forum.guest().get("/threads").texts("/pinned", "/id"));
    }

    @Test
    void aThreadThatIsMovedIsNoLongerPinned() {
        pin(oldest, hours(1)).expect(200);
        forum.mo()
                .with("If-Match", "*")
                .patch("/threads/" + oldest, Map.of("title", "Another title"))
                .expect(200);
        assertEquals(List.of(oldest), list("").texts("/pinned", "/id"));
        var moved = forum.mo()
                .with("If-Match", "*")
                .patch("/threads/" + oldest, Map.of("category", "recovery"))
                .expect(200);
        assertTrue(moved.at("/thread/pinnedUntil").isNull());
        assertEquals(List.of(), forum.guest().get("/threads").texts("/pinned", "/id"));
    }

    @Test
    void onlyModeratorsPin() {
        var path = "/threads/" + oldest + "/pin";
        var body = Map.of("until", hours(1).toString());
        forum.alice().with("If-Match", "*").put(path, body).expectProblem(403, "not-allowed");
        forum.alice().with("If-Match", "*").delete(path).expectProblem(403, "not-allowed");
        forum.guest().with("If-Match", "*").put(path, body).expectProblem(401, "sign-in-needed");
        forum.mo().put(path, body).expectProblem(428, "version-needed");
        forum.mo().with("If-Match", "\"9\"").put(path, body).expectProblem(412, "stale-version");
    }

    @Test
    void aWalkIsWhatItIsWithoutPins() {
        pin(oldest, hours(1)).expect(200);
        var seen = new ArrayList<String>();
        var page = list("&sort=newest&limit=1");
        seen.addAll(page.texts("/items", "/id"));
        while (!page.at("/next").isNull()) {
            page = list("&sort=newest&limit=1&cursor=" + page.text("/next"));
            seen.addAll(page.texts("/items", "/id"));
        }
        assertEquals(1, Collections.frequency(seen, oldest));
        assertEquals(list("&sort=newest&limit=100").texts("/items", "/id"), seen);
    }

    private static String start(String room) {
        return forum.alice()
                .post("/threads", Map.of("title", "A thread to pin", "category", room, "markdown", "Words."))
                .expect(201)
                .text("/thread/id");
    }

    private static Answer pin(String thread, Instant until) {
        return forum.mo().with("If-Match", "*").put("/threads/" + thread + "/pin", Map.of("until", until.toString()));
    }

    private static Instant hours(int hours) {
        return forum.clock().instant().plus(Duration.ofHours(hours));
    }

    private static Answer list(String more) {
        return forum.guest().get("/threads?category=" + ROOM + more).expect(200);
    }

    private static List<String> actions(String thread) {
        return forum.mo().get("/threads/" + thread).texts("/viewer/actions", "");
    }
}
