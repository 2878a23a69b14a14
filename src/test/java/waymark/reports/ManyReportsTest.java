package waymark.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.reports.Reporting.about;
import static waymark.reports.Reporting.caseAbout;
import static waymark.reports.Reporting.decide;
import static waymark.reports.Reporting.read;
import static waymark.reports.Reporting.report;
import static waymark.reports.Reporting.reports;
import static waymark.reports.Reporting.showCase;
import static waymark.testing.CaseDesk.find;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.testing.Answer;
import waymark.testing.Client;
import waymark.testing.Together;

/** Reports over the limit: taken like all others, and raised together a little later. */
class ManyReportsTest {

    private static final int LIMIT = 10;

    @RegisterExtension
    static final TestForum forum = TestForum.withRateLimits();

    private String thread = "";
    private String post = "";

    @BeforeEach
    void aliceHasWrittenAndNoReportIsLeft() {
        forum.clock().advance(Duration.ofHours(1));
        int unused = forum.reports().raiseBatched();
        var started = forum.thread(forum.alice());
        thread = started.thread();
        post = started.post();
    }

    @Test
    void nobodyIsRefusedForReportingTooMuch() {
        for (int i = 1; i <= LIMIT + 3; i++) {
            var filed = report(forum.bob(), "post", post, "spam");
            assertEquals("\"reporting\";q=10;w=3600", filed.header("RateLimit-Policy"));
            int left = Math.max(0, LIMIT - i);
            assertTrue(
                    filed.header("RateLimit").startsWith("\"reporting\";r=" + left + ";t="), filed.header("RateLimit"));
            assertEquals("received", filed.text("/report/state"));
        }
    }

    @Test
    void overTheLimitAReportIsKeptWithItsSnapshotAndRaisedLater() {
        useUp(forum.bob());
        var reply = forum.reply(forum.alice(), thread, "The reported words.");
        var filed = report(forum.bob(), "post", reply, "abuse", "The message is kept.");
        forum.alice().with("If-Match", "*").delete("/posts/" + reply).expect(204);

        assertTrue(find(forum.mo(), reply).isEmpty());
        assertEquals("received", read(forum.guest(), filed).text("/report/state"));
        assertEquals("received", forum.bob().get("/me/reports").text("/items/0/state"));

        assertEquals(1, forum.reports().raiseBatched());
        var raised = reports(forum, reply);
        assertEquals(1, raised.size());
        assertEquals("The message is kept.", raised.get(0).message().orElseThrow());
        assertEquals(
                "The reported words.",
                forum.db()
                        .read(tx -> forum.reports().snapshots(tx, Reporting.post(reply)))
                        .get(0)
                        .markdown()
                        .orElseThrow());
        assertEquals("alice", showCase(forum, reply).text("/case/subject"));
        decide(forum, caseAbout(forum, reply), Outcome.BY_AUTHOR);
        assertEquals("by-author", read(forum.guest(), filed).text("/report/outcome/code"));
        assertEquals(0, forum.reports().raiseBatched());
    }

    @Test
    void aFloodMakesOneRaiseForEachThingAsUrgentAsItsMostUrgentReport() {
        useUp(forum.guest());
        Stream.of("spam", "worried", "abuse", "spam").forEach(reason -> report(forum.guest(), "post", post, reason));
        report(forum.guest(), "thread", thread, "spam", "I want to die");

        assertEquals(2, forum.reports().raiseBatched());
        var shown = showCase(forum, post);
        assertEquals(1, shown.at("/case/sources").size());
        assertEquals("P1", shown.text("/case/priority"));
        assertEquals("worried", shown.text("/case/category"));
        assertEquals(4, reports(forum, post).size());
        assertEquals("P0", showCase(forum, thread).text("/case/priority"));
        assertEquals(0, forum.reports().raiseBatched());
    }

    @Test
    void twoServersThatSweepAtOnceRaiseOnce() {
        useUp(forum.bob());
        var posts = Stream.generate(() -> forum.reply(forum.alice(), thread, "One of several"))
                .limit(4)
                .toList();
        for (var each : posts) {
            for (int i = 0; i < 5; i++) {
                report(forum.bob(), "post", each, "spam");
            }
        }
        var raised = Together.times(4, i -> forum.reports().raiseBatched());

        assertEquals(posts.size(), raised.stream().mapToInt(Integer::intValue).sum());
        for (var each : posts) {
            assertEquals(1, showCase(forum, each).at("/case/sources").size());
            assertEquals(5, reports(forum, each).size());
        }
    }

    @Test
    void aSweepOpensACaseAgainThatWasDecidedInTheMeantime() {
        report(forum.bob(), "post", post, "abuse");
        var id = caseAbout(forum, post);
        useUp(forum.bob());
        var late = report(forum.bob(), "post", post, "abuse");
        decide(forum, id, Outcome.NO_ACTION);

        assertEquals("received", read(forum.guest(), late).text("/report/state"));
        assertEquals(1, forum.reports().raiseBatched());
        assertEquals("open", showCase(forum, post).text("/case/state"));
        assertEquals("received", read(forum.guest(), late).text("/report/state"));
    }

    @Test
    void theMessageOfABatchedReportIsLookedAtToo() {
        useUp(forum.bob());
        var filed = report(forum.bob(), "post", post, "spam", "I want to die");
        assertEquals(List.of("crisis-mh"), filed.texts("/signposting/notices", "/id"));
    }

    @Test
    void whoReportsALotIsNobodysHindrance() {
        useUp(forum.guest());
        report(forum.bob(), "post", post, "spam");
        assertTrue(find(forum.mo(), post).isPresent());
        forum.bob()
                .post("/threads/" + thread + "/posts", Map.of("markdown", "Writing is counted by itself."))
                .expect(201);
        forum.clock().advance(Duration.ofHours(1));
        report(forum.guest(), "thread", thread, "spam");
        assertTrue(find(forum.mo(), thread).isPresent());
    }

    /** Requests that were no reports count too: what is over the limit is taken all the same. */
    private void useUp(Client reporter) {
        for (int i = 0; i < LIMIT; i++) {
            Answer unused = reporter.post("/reports", about("post", post, "no-such-reason"))
                    .expectProblem(422, "invalid-value");
        }
    }
}
