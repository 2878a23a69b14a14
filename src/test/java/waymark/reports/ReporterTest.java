package waymark.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.reports.Reporting.caseAbout;
import static waymark.reports.Reporting.decide;
import static waymark.reports.Reporting.report;
import static waymark.reports.Reporting.showCase;

import ch.qos.logback.classic.Level;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.platform.http.Json;
import waymark.testing.CaseDesk;
import waymark.testing.Client;
import waymark.testing.LogCapture;
import waymark.testing.Logged;

/** Nobody but whoever made a report is ever told who it was. */
class ReporterTest {

    private static final String MESSAGE = "Words that nobody else but the moderators gets to read.";

    @RegisterExtension
    static final TestForum forum = new TestForum();

    @Test
    void noAnswerToModeratorsAndNoLogLeadsToTheReporter() throws Exception {
        // Before anybody listens: that somebody joins and signs in is logged, and has nothing to do with what they
        // report.
        var xanthe = forum.member("xanthe-the-reporter");
        var account = forum.account(xanthe).toString();
        try (var lines = Logged.by("waymark", Level.DEBUG)) {
            var started = forum.thread(forum.alice());
            var filed = report(xanthe, "post", started.post(), "abuse", MESSAGE);
            report(xanthe, "thread", started.thread(), "abuse", MESSAGE);
            report(xanthe, "member", "alice", "abuse", MESSAGE);
            var traces = List.of("xanthe", account, filed.text("/report/receipt"));
            var seen = seenByStaff(started);
            assertTrue(seen.contains(started.post()) && seen.contains(MESSAGE));
            traces.forEach(trace -> assertFalse(seen.contains(trace), trace));

            var audited = forum.db()
                    .read(tx -> tx.fetch("select audit_entry::text from audit_entry")
                            .getValues(0, String.class))
                    .toString();
            assertTrue(audited.contains("case-claimed"));
            traces.forEach(trace -> assertFalse(audited.contains(trace), trace));

            var logged = lines.events().stream().map(LogCapture::whole).toList().toString();
            assertTrue(logged.contains("route=\"/api/v1/reports\", status=\"201\""), logged);
            assertFalse(logged.contains(MESSAGE));
            traces.forEach(trace -> assertFalse(logged.contains(trace), trace));
        }
    }

    @Test
    void thePersonWhoWasReportedSeesNoDifference() {
        var started = forum.thread(forum.alice());
        var before = readBy(forum.alice(), started);
        report(forum.bob(), "post", started.post(), "abuse", MESSAGE);
        report(forum.bob(), "member", "alice", "abuse", MESSAGE);
        assertEquals(before, readBy(forum.alice(), started));
    }

    @Test
    void noAddressIsKept() {
        var columns = forum.db()
                .read(tx -> tx.fetch("select column_name from information_schema.columns where table_name = 'report'")
                        .getValues(0, String.class));
        assertTrue(columns.contains("reporter_id"));
        assertTrue(
                columns.stream().noneMatch(name -> name.contains("address") || name.contains("ip_")),
                columns::toString);
    }

    /** All that moderators and admins can ask for about these, and what the page of a case is made from. */
    private static String seenByStaff(TestForum.Started started) throws Exception {
        var seen = new StringBuilder();
        for (var target : List.of(
                started.post(), started.thread(), forum.account(forum.alice()).toString())) {
            var shown = showCase(forum, target);
            var id = caseAbout(forum, target);
            seen.append(shown.body());
            seen.append(CaseDesk.claim(forum.mo(), id, shown.header("ETag"))
                    .expect(200)
                    .body());
            seen.append(forum.mo().get("/cases").expect(200).body());
            seen.append(forum.mo().get("/cases/next").expect(200).body());
            seen.append(Json.MAPPER.writeValueAsString(
                    forum.db().read(tx -> forum.reports().of(tx, id))));
            decide(forum, id, Outcome.ACTION_TAKEN);
            seen.append(forum.mo().get("/cases?status=resolved").expect(200).body());
            seen.append(forum.mo().get("/cases/" + id).expect(200).body());
        }
        seen.append(Json.MAPPER.writeValueAsString(forum.db()
                .read(tx -> forum.reports().snapshots(tx, Reporting.post(started.post())))));
        seen.append(Json.MAPPER.writeValueAsString(forum.db()
                .read(tx -> forum.reports().countAgainst(tx, forum.account(forum.alice())))));
        seen.append(forum.mo().get("/posts/" + started.post()).expect(200).body());
        seen.append(forum.mo().get("/threads/" + started.thread()).expect(200).body());
        seen.append(forum.mo().get("/members/alice").expect(200).body());
        return seen.toString();
    }

    private static Map<String, String> readBy(Client reader, TestForum.Started started) {
        return Map.of(
                "post", reader.get("/posts/" + started.post()).expect(200).header("ETag"),
                "thread", reader.get("/threads/" + started.thread()).expect(200).header("ETag"),
                "me", reader.get("/me").expect(200).header("ETag"),
                "member", reader.get("/members/alice").expect(200).header("ETag"),
                "reports", reader.get("/me/reports").expect(200).header("ETag"));
    }
}
