package waymark.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.cases.Priority.P0;
import static waymark.cases.Priority.P1;
import static waymark.cases.Priority.P2;
import static waymark.cases.Priority.P3;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.ids.CaseId;
import waymark.ids.PostId;
import waymark.testing.CaseDesk;

class ListCasesTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    /** So that each test lists only its own. */
    @BeforeEach
    void theQueueIsEmpty() {
        CaseDesk.clear(forum);
    }

    @Test
    void anEmptyQueueIsAListToo() {
        var answer = forum.mo().get("/cases").expect(200);
        assertEquals(0, answer.at("/items").size());
        assertTrue(answer.at("/next").isNull());
        assertEquals("0808 2080 888", answer.text("/signposting/helpline/phone/display"));
    }

    @Test
    void theMostUrgentComeFirstAndAmongEqualsTheOnesDueFirst() {
        var olderP2 = raise(P2);
        var olderP0 = raise(P0);
        forum.clock().advance(Duration.ofMinutes(1));
        var p3 = raise(P3);
        var newerP2 = raise(P2);
        var newerP0 = raise(P0);
        var p1 = raise(P1);

        assertEquals(List.of(olderP0, newerP0, p1, olderP2, newerP2, p3), list(""));
    }

    @Test
    void theMoreUrgentComeFirstEvenWhenOthersAreDueSooner() {
        var dueInTenMinutes = raise(P1);
        forum.clock().advance(Duration.ofMinutes(50));
        var dueInFifteen = raise(P0);

        assertEquals(List.of(dueInFifteen, dueInTenMinutes), list(""));
    }

    @Test
    void whatIsDueFirstComesBeforeWhatWasOpenedFirst() {
        var raisedLate = UUID.randomUUID();
        var first = raise(raisedLate, P3);
        forum.clock().advance(Duration.ofMinutes(1));
        var second = raise(P1);
        forum.clock().advance(Duration.ofMinutes(1));
        assertEquals(first, raise(raisedLate, P1));

        assertEquals(List.of(second, first), list(""));
    }

    @Test
    void aRaisedCaseMovesUp() {
        var target = UUID.randomUUID();
        var first = raise(P1);
        var second = raise(target, P2);
        assertEquals(List.of(first, second), list(""));

        assertEquals(second, raise(target, P0));
        assertEquals(List.of(second, first), list(""));
    }

    @Test
    void whatIsResolvedIsShownOnlyWhenItIsAskedFor() {
        var open = raise(P1);
        var waiting = raise(P2);
        var resolved = raise(P0);
        setState(waiting, "waiting");
        setState(resolved, "resolved");

        assertEquals(List.of(open, waiting), list(""));
        assertEquals(List.of(open), list("status=open"));
        assertEquals(List.of(waiting), list("status=waiting"));
        assertEquals(List.of(), list("status=claimed"));
        var asked = list("status=resolved&limit=100");
        assertTrue(asked.contains(resolved));
        assertFalse(asked.contains(open) || asked.contains(waiting));
    }

    @Test
    void aPriorityNarrowsTheList() {
        var p1 = raise(P1);
        var p2 = raise(P2);
        var claimedP2 = raise(P2);
        setState(claimedP2, "claimed");

        assertEquals(List.of(p1), list("priority=P1"));
        assertEquals(List.of(p2, claimedP2), list("priority=P2"));
        assertEquals(List.of(claimedP2), list("priority=P2&status=claimed"));
        assertEquals(List.of(), list("priority=P0"));
    }

    @Test
    void aWalkShowsEveryCaseOnceThereAndBack() {
        for (var priority : List.of(P2, P2, P1, P3, P0, P1, P2)) {
            var unused = raise(priority);
            forum.clock().advance(Duration.ofMinutes(priority == P2 ? 0 : 50));
        }
        var pages = new ArrayList<List<String>>();
        var page = forum.mo().get("/cases?limit=2").expect(200);
        pages.add(page.texts("/items", "/id"));
        assertTrue(page.at("/previous").isNull());
        while (!page.at("/next").isNull()) {
            page = forum.mo().get("/cases?limit=2&cursor=" + page.text("/next")).expect(200);
            pages.add(page.texts("/items", "/id"));
        }
        assertEquals(list(""), pages.stream().flatMap(List::stream).toList());
        assertEquals(4, pages.size());

        for (int i = pages.size() - 2; i >= 0; i--) {
            page = forum.mo()
                    .get("/cases?limit=2&cursor=" + page.text("/previous"))
                    .expect(200);
            assertEquals(pages.get(i), page.texts("/items", "/id"));
        }
        assertTrue(page.at("/previous").isNull());
    }

    @Test
    void theListTellsWhatIsOverdue() {
        var late = raise(P1);
        forum.clock().advance(Duration.ofMinutes(61));
        var inTime = raise(P1);

        var answer = forum.mo().get("/cases").expect(200);
        assertEquals(List.of(late, inTime), answer.texts("/items", "/id"));
        assertEquals(List.of("true", "false"), answer.texts("/items", "/overdue"));
    }

    @Test
    void whatThereIsNotCannotBeAskedFor() {
        assertEquals(List.of("/status"), refused("status=closed"));
        assertEquals(List.of("/priority"), refused("priority=P4"));
        assertEquals(List.of("/priority"), refused("priority=p1"));
        assertEquals(List.of("/limit"), refused("limit=0"));
        assertEquals(List.of("/state"), refused("state=open"));
    }

    @Test
    void aCursorIsGoodForItsQueryOnly() {
        var unused = List.of(raise(P1), raise(P1));
        var cursor = forum.mo().get("/cases?limit=1").text("/next");
        forum.mo().get("/cases?limit=1&priority=P1&cursor=" + cursor).expectProblem(400, "invalid-cursor");
    }

    @Test
    void onlyModeratorsMayLook() {
        forum.guest().get("/cases").expectProblem(401, "sign-in-needed");
        forum.alice().get("/cases").expectProblem(403, "not-allowed");
    }

    private static String raise(Priority priority) {
        return raise(UUID.randomUUID(), priority);
    }

    private static String raise(UUID post, Priority priority) {
        var target = Target.of(new PostId(post));
        return forum.raise(target, Source.SIGNPOSTING, priority, false).toString();
    }

    private static void setState(String id, String state) {
        forum.setState(CaseId.of(id), CaseState.of(state));
    }

    private static List<String> list(String query) {
        return forum.mo().get("/cases?" + query).expect(200).texts("/items", "/id");
    }

    private static List<String> refused(String query) {
        return forum.mo()
                .get("/cases?" + query)
                .expectProblem(400, "invalid-request")
                .wrongPlaces();
    }
}
