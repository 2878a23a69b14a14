package waymark.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.reports.Reporting.about;
import static waymark.reports.Reporting.refused;
import static waymark.reports.Reporting.report;
import static waymark.reports.Reporting.reports;
import static waymark.reports.Reporting.showCase;
import static waymark.testing.CaseDesk.find;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.signposting.ExaminerSettings;

/** What reporters write may be about themselves. */
class ReportMessageTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    /** One whose texts nobody can look at. */
    @RegisterExtension
    static final TestForum blind = TestForum.examining(new ExaminerSettings(
            (catalogue, text) -> {
                throw new IllegalStateException("cannot be looked at");
            },
            Duration.ofSeconds(10)));

    private final TestForum.Started alices = forum.thread(forum.alice());
    private final String thread = alices.thread();
    private final String post = alices.post();

    @Test
    void somethingElseNeedsAMessage() {
        refused(forum, "/message", about("post", post, "something-else"));
        refused(forum, "/message", about("post", post, "something-else", "  \n "));
        assertTrue(find(forum.mo(), post).isEmpty());

        report(forum.bob(), "post", post, "something-else", "It was posted twice.");
        assertEquals("P2", showCase(forum, post).text("/case/priority"));
        assertEquals("other", showCase(forum, post).text("/case/category"));
        assertEquals(
                "It was posted twice.", reports(forum, post).get(0).message().orElseThrow());
    }

    @Test
    void aMessageMayHaveTwoThousandCharacters() {
        var longest = "x".repeat(2000);
        report(forum.bob(), "post", post, "spam", longest);
        assertEquals(longest, reports(forum, post).get(0).message().orElseThrow());
        refused(forum, "/message", about("post", post, "spam", longest + "x"));
    }

    @Test
    void whoIsWorriedAndWritesAboutThemselvesIsShownWhereToTurn() {
        var filed = report(forum.guest(), "post", post, "spam", "Reading this I want to die");

        assertEquals(List.of("crisis-mh"), filed.texts("/signposting/notices", "/id"));
        assertEquals("private, no-store", filed.header("Cache-Control"));
        assertEquals("P0", showCase(forum, post).text("/case/priority"));
        assertEquals(0, count("select count(*) from signposting_match"));
        var shown = showCase(forum, post);
        assertEquals(0, shown.at("/case/signposts").size());
        assertFalse(shown.body().contains("\"notices\""));
    }

    @Test
    void whatAMessageBringsUpOnlyEverMakesTheCaseMoreUrgent() {
        var filed = report(forum.bob(), "post", post, "worried", "She says she has a temperature of 38.9 and shivers");
        assertEquals(List.of("car-t-team-now"), filed.texts("/signposting/notices", "/id"));
        assertEquals("P1", showCase(forum, post).text("/case/priority"));

        var body = about("thread", thread, "illegal", "I cannot stop shivering, my temperature is 39");
        body.put("statutoryCategory", "child-sexual-abuse");
        forum.bob().post("/reports", body).expect(201);
        assertEquals("P0", showCase(forum, thread).text("/case/priority"));

        assertFalse(report(forum.bob(), "post", post, "spam", "It sells shoes.")
                .body()
                .contains("\"notices\""));
    }

    @Test
    void aMessageThatCannotBeLookedAtIsTakenAndIsUrgent() {
        // What Alice writes there cannot be looked at either, so the case is about a member.
        var nora = blind.account(blind.member("nora")).toString();
        report(blind.bob(), "member", "nora", "spam");
        assertEquals("P2", showCase(blind, nora).text("/case/priority"));
        var filed = report(blind.bob(), "member", "nora", "abuse", "Whatever this says.");
        assertEquals("P1", showCase(blind, nora).text("/case/priority"));
        assertTrue(filed.at("/signposting/notices").size() >= 1);
    }

    @Test
    void servicesAreThoseOfTheReportersNation() {
        var gwen = forum.member("gwen");
        gwen.patch("/me", Map.of("nation", "wales")).expect(200);
        var services =
                report(gwen, "post", post, "worried", "I want to die").texts("/signposting/notices/0/services", "/id");
        assertTrue(services.contains("nhs-111-wales") && !services.contains("nhs-111-england"), services::toString);
    }

    private static long count(String query) {
        return forum.db().<Long>read(tx -> tx.fetchSingle(query).get(0, Long.class));
    }
}
