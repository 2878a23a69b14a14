package waymark.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.reports.Reporting.about;
import static waymark.reports.Reporting.caseAbout;
import static waymark.reports.Reporting.decide;
import static waymark.reports.Reporting.read;
import static waymark.reports.Reporting.report;
import static waymark.reports.Reporting.showCase;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.stories.Storyteller;
import waymark.testing.Client;

/** Readers tell the moderators about a story. */
class ReportStoryTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    @RegisterExtension
    static final TestForum limited = TestForum.withRateLimits();

    private final Storyteller told = new Storyteller(forum);

    @Test
    void aReportRaisesACaseAboutTheStoryAndItsAuthor() {
        var id = told.published(forum.alice());
        var filed = report(forum.bob(), "story", id, "unsafe-advice", "It says to stop the tablets.");

        var shown = showCase(forum, id);
        assertEquals("story", shown.text("/case/target/type"));
        assertEquals("/api/v1/stories/" + id + "/manuscript", shown.text("/case/target/href"));
        assertEquals("alice", shown.text("/case/subject"));
        assertEquals("unsafe-advice", shown.text("/case/category"));
        assertEquals("It says to stop the tablets.", shown.text("/reports/0/message"));
        assertEquals(shown.text("/snapshots/0/id"), shown.text("/reports/0/snapshotId"));
        var own = forum.bob().get("/me/reports").expect(200);
        assertEquals("story", own.text("/items/0/target/type"));
        assertEquals(id, own.text("/items/0/target/id"));

        report(forum.guest(), "story", id, "abuse");
        assertEquals(List.of("report", "report"), showCase(forum, id).texts("/case/sources", "/source"));
        assertEquals("received", read(forum.bob(), filed).text("/report/state"));
        decide(forum, caseAbout(forum, id), Outcome.NO_ACTION);
        assertEquals("no-action", read(forum.bob(), filed).text("/report/outcome/code"));
        assertEquals(200, forum.guest().get("/stories/" + id).status());
    }

    @Test
    void whatReadersGotThenIsKeptWhateverBecomesOfIt() {
        var id = told.published(forum.alice());
        Storyteller.any(forum.alice())
                .patch("/stories/" + id, Map.of("title", "Words that nobody was shown"))
                .expect(200);
        var about = forum.bob().get("/stories/" + id).expect(200).text("/story/facets/diagnosis");
        report(forum.bob(), "story", id, "personal-data");
        var found = caseAbout(forum, id);
        Storyteller.any(forum.alice()).delete("/stories/" + id).expect(204);

        var page = forum.mo().get("/cases/" + found).expect(200);
        assertEquals(1, page.at("/snapshots").size());
        assertEquals("Learning to go slowly", page.text("/snapshots/0/title"));
        assertEquals(Storyteller.MARKDOWN, page.text("/snapshots/0/markdown"));
        assertTrue(page.text("/snapshots/0/html").contains("kettle"));
        assertEquals(1, page.at("/snapshots/0/version").asInt());
        assertEquals(List.of("fatigue", about), page.texts("/snapshots/0/tags", ""));
        assertFalse(page.at("/about").has("story"));
        assertFalse(page.body().contains("Words that nobody was shown"));
    }

    @Test
    void eachTextThatWasReportedIsKeptOnce() {
        var id = told.published(forum.alice());
        report(forum.bob(), "story", id, "spam");
        report(forum.guest(), "story", id, "spam");
        Storyteller.any(forum.alice())
                .patch("/stories/" + id, Map.of("title", "A year later"))
                .expect(200);
        Storyteller.any(forum.alice()).put("/stories/" + id + "/submission").expect(200);
        told.approve(id);
        told.publish(id).expect(200);
        report(forum.bob(), "story", id, "abuse");
        assertEquals(
                List.of("A year later", "Learning to go slowly"),
                showCase(forum, id).texts("/snapshots", "/title"));
    }

    @Test
    void whatReadersDoNotGetIsNotThereToBeReported() {
        for (var state : List.of(
                "draft",
                "submitted",
                "in-review",
                "changes-requested",
                "approved",
                "declined",
                "withdrawn",
                "archived")) {
            var id = told.inState(forum.alice(), state);
            for (var reporter : List.of(forum.guest(), forum.bob(), forum.alice(), forum.mo())) {
                notThere(reporter, id);
            }
        }
        notThere(forum.bob(), "0190a0a0-0000-7000-8000-000000000000");
        notThere(forum.bob(), forum.thread(forum.alice()).thread());
        forum.bob().post("/reports", about(Map.of("type", "story"), "spam")).expectProblem(422, "invalid-value");
    }

    @Test
    void whatIsForMembersOnlyIsNotThereForGuests() {
        var id = told.published(forum.alice());
        var consent = Storyteller.consent("forum");
        consent.put("audience", "members");
        forum.alice().put("/stories/" + id + "/consent", consent).expect(200);
        notThere(forum.guest(), id);
        report(forum.bob(), "story", id, "spam");
    }

    @Test
    void whoseConsentHasRunOutIsNotThereAnyMore() {
        var id = told.draft(forum.alice());
        var consent = Storyteller.consent("forum");
        consent.put("months", 1);
        forum.alice().put("/stories/" + id + "/consent", consent).expect(200);
        Storyteller.any(forum.alice()).put("/stories/" + id + "/submission").expect(200);
        told.approve(id);
        told.publish(id).expect(200);
        report(forum.bob(), "story", id, "spam");
        var before = forum.clock().instant();
        forum.clock().advance(Duration.ofDays(40));
        try {
            notThere(forum.guest(), id);
        } finally {
            forum.clock().set(before);
        }
    }

    @Test
    void reportsOverTheLimitRaiseOneCaseTogether() {
        var id = new Storyteller(limited).published(limited.alice());
        var reporter = limited.member("eager");
        for (int i = 0; i < 12; i++) {
            report(reporter, "story", id, "spam", "Number " + i);
        }
        limited.reports().raiseBatched();
        var found = caseAbout(limited, id);
        assertEquals(12, Reporting.countIn(limited, found));
        assertEquals(12, reporter.get("/me/reports?limit=100").at("/items").size());
    }

    private static void notThere(Client reporter, String id) {
        reporter.post("/reports", about("story", id, "spam")).expectProblem(404, "not-found");
    }
}
