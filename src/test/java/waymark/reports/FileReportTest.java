package waymark.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.reports.Reporting.about;
import static waymark.reports.Reporting.caseAbout;
import static waymark.reports.Reporting.decide;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import waymark.TestForum;
import waymark.cases.CaseState;
import waymark.testing.Client;

class FileReportTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private final TestForum.Started alices = forum.thread(forum.alice());
    private final String thread = alices.thread();
    private final String post = alices.post();

    @ParameterizedTest
    @CsvSource({
        "worried, P1, worried",
        "medical-claim, P2, medical-claim",
        "unsafe-advice, P2, unsafe-advice",
        "personal-data, P1, personal-data",
        "staff-named, P2, staff-named",
        "abuse, P2, abuse",
        "spam, P2, spam"
    })
    void aReasonSaysHowUrgentTheCaseIsAndWhatItIsAbout(String reason, String priority, String category) {
        var filed = report(forum.bob(), "post", post, reason);

        assertEquals(reason, filed.text("/report/reason"));
        assertEquals("received", filed.text("/report/state"));
        assertEquals(forum.clock().instant().toString(), filed.text("/report/reportedAt"));
        var shown = showCase(forum, post);
        assertEquals(priority, shown.text("/case/priority"));
        assertEquals(category, shown.text("/case/category"));
        assertEquals("alice", shown.text("/case/subject"));
        assertEquals(List.of("report"), shown.texts("/case/sources", "/source"));
        assertEquals("open", shown.text("/case/state"));
    }

    @ParameterizedTest
    @CsvSource({
        "terrorism, P1",
        "child-sexual-abuse, P0",
        "encouraging-suicide, P1",
        "threats-or-harassment, P1",
        "hate, P1",
        "fraud, P1",
        "drugs-or-weapons, P1",
        "other, P1"
    })
    void whatMayBeIllegalSaysOfWhichKindItIs(String kind, String priority) {
        var body = about("post", post, "illegal");
        body.put("statutoryCategory", kind);
        forum.bob().post("/reports", body).expect(201);

        assertEquals(priority, showCase(forum, post).text("/case/priority"));
        assertEquals("illegal", showCase(forum, post).text("/case/category"));
        assertEquals(kind, reports(forum, post).get(0).statutoryCategory().orElseThrow());
    }

    @Test
    void aChoiceThatIsMissingOrTooMuchIsRefusedByName() {
        refused(forum, "/statutoryCategory", about("post", post, "illegal"));
        var unknown = about("post", post, "illegal");
        unknown.put("statutoryCategory", "rudeness");
        refused(forum, "/statutoryCategory", unknown);
        var tooMuch = about("post", post, "spam");
        tooMuch.put("statutoryCategory", "fraud");
        refused(forum, "/statutoryCategory", tooMuch);
        refused(forum, "/reason", about("post", post, "dislike"));
        assertTrue(find(forum.mo(), post).isEmpty());
    }

    @Test
    void guestsReportWithoutAnAccount() {
        var filed = report(forum.guest(), "post", post, "abuse");

        assertEquals("/api/v1/reports/" + filed.text("/report/receipt"), filed.header("Location"));
        assertFalse(reports(forum, post).get(0).fromMember());
        report(forum.bob(), "post", post, "abuse");
        assertTrue(reports(forum, post).get(0).fromMember());
    }

    @Test
    void aReceiptCannotBeGuessed() {
        var one = report(forum.guest(), "post", post, "spam").text("/report/receipt");
        var other = report(forum.guest(), "post", post, "spam").text("/report/receipt");

        assertTrue(one.matches("[A-Za-z0-9_-]{22}"), one);
        assertNotEquals(one.substring(0, 6), other.substring(0, 6));
        assertNotEquals(one.substring(16), other.substring(16));
        assertEquals(0, count("select count(*) from report where report::text like '%' || ? || '%'", one));
    }

    @Test
    void aThreadIsReportedAsAWhole() {
        report(forum.bob(), "thread", thread, "spam");
        var shown = showCase(forum, thread);
        assertEquals("thread", shown.text("/case/target/type"));
        assertEquals("alice", shown.text("/case/subject"));
        assertTrue(find(forum.mo(), post).isEmpty());
    }

    @Test
    void aMemberIsReportedByName() {
        var dora = forum.account(forum.member("dora")).toString();
        report(forum.bob(), "member", "DORA", "abuse");
        var shown = showCase(forum, dora);
        assertEquals("member", shown.text("/case/target/type"));
        assertEquals("dora", shown.text("/case/subject"));
    }

    @Test
    void guestsReportMembersWhoseWordsTheyCanRead() {
        forum.account(forum.member("silent"));
        notThere(forum.guest(), about("member", "silent", "abuse"));
        inTheMembersCorner(forum.member("hidden"));
        notThere(forum.guest(), about("member", "hidden", "abuse"));
        report(forum.bob(), "member", "hidden", "abuse");
        report(forum.guest(), "member", "alice", "abuse");
        notThere(forum.guest(), about("member", "nobody-of-this-name", "abuse"));
    }

    @Test
    void whatSomebodyCannotSeeIsNotThereToBeReported() {
        var corner = inTheMembersCorner(forum.alice());
        notThere(forum.guest(), about("post", corner.post(), "spam"));
        notThere(forum.guest(), about("thread", corner.thread(), "spam"));
        report(forum.bob(), "post", corner.post(), "spam");
        report(forum.bob(), "thread", corner.thread(), "spam");
    }

    @Test
    void whatWasRemovedOrDeletedIsNotThereToBeReported() {
        var deleted = forum.reply(forum.bob(), thread, "Words to take back");
        forum.bob().with("If-Match", "*").delete("/posts/" + deleted).expect(204);
        var removed = forum.reply(forum.bob(), thread, "Words to take down");
        forum.mo()
                .with("If-Match", "*")
                .put("/posts/" + removed + "/removal", TestForum.removal("A reason."))
                .expect(200);
        for (var reporter : List.of(forum.guest(), forum.alice(), forum.bob(), forum.mo())) {
            notThere(reporter, about("post", deleted, "spam"));
            notThere(reporter, about("post", removed, "spam"));
        }

        forum.mo()
                .with("If-Match", "*")
                .put("/threads/" + thread + "/removal", TestForum.removal("A reason."))
                .expect(200);
        for (var reporter : List.of(forum.guest(), forum.alice(), forum.bob(), forum.mo())) {
            notThere(reporter, about("thread", thread, "spam"));
            notThere(reporter, about("post", post, "spam"));
        }
        notThere(forum.bob(), about("post", "0190a0a0-0000-7000-8000-000000000000", "spam"));
        notThere(forum.bob(), about("thread", post, "spam"));
    }

    @Test
    void aTargetIsNamedInTheWayOfItsKind() {
        refused(forum, "/target", about(Map.of("type", "post"), "spam"));
        refused(forum, "/target", about(Map.of("type", "member"), "spam"));
        refused(forum, "/target", about(Map.of("type", "member", "id", post), "spam"));
        refused(forum, "/target", about(Map.of("type", "post", "id", post, "username", "alice"), "spam"));
        refused(forum, "/target/type", about(Map.of("type", "submission", "id", post), "spam"));
    }

    @Test
    void peopleReportTheirOwnPostsToHaveSomethingTakenOut() {
        report(forum.alice(), "post", post, "personal-data", "I left my number in it.");
        assertEquals("alice", showCase(forum, post).text("/case/subject"));
    }

    @Test
    void sayingTheSameAgainAddsToTheCaseAndCallsNobodyASecondTime() {
        report(forum.bob(), "post", post, "abuse", "The first sentence.");
        var before = showCase(forum, post);
        forum.setState(caseAbout(forum, post), CaseState.WAITING);
        report(forum.bob(), "post", post, "abuse", "And the second one.");

        var after = showCase(forum, post);
        assertEquals("waiting", after.text("/case/state"));
        assertEquals(before.text("/case/version"), after.text("/case/version"));
        assertEquals(1, after.at("/case/sources").size());
        assertEquals(
                List.of("And the second one.", "The first sentence."),
                reports(forum, post).stream()
                        .map(each -> each.message().orElseThrow())
                        .toList());
    }

    @Test
    void anotherMemberAnotherReasonAndAMoreUrgentMessageEachCallAgain() {
        report(forum.bob(), "post", post, "abuse");
        report(forum.member("carla"), "post", post, "abuse");
        report(forum.bob(), "post", post, "spam");
        report(forum.bob(), "post", post, "abuse", "I want to die");
        report(forum.guest(), "post", post, "abuse");
        report(forum.guest(), "post", post, "abuse");

        var shown = showCase(forum, post);
        assertEquals(6, shown.at("/case/sources").size());
        assertEquals("P0", shown.text("/case/priority"));
        assertEquals(6, reports(forum, post).size());
    }

    @Test
    void aReportOpensACaseAgainThatWasBroughtToAnEnd() {
        report(forum.bob(), "post", post, "abuse");
        var id = caseAbout(forum, post);
        decide(forum, id, Outcome.NO_ACTION);
        assertTrue(find(forum.mo(), post).isEmpty());
        forum.clock().advance(Duration.ofMinutes(1));

        report(forum.bob(), "post", post, "abuse");
        assertEquals(id, caseAbout(forum, post));
        assertEquals("open", showCase(forum, post).text("/case/state"));
    }

    @Test
    void aReportThatIsSentAgainIsMadeOnce() {
        var bob = forum.bob().with("Idempotency-Key", "report-1");
        var first = report(bob, "post", post, "abuse");
        var second = report(bob, "post", post, "abuse");

        assertEquals("true", second.header("Idempotency-Replayed"));
        assertEquals(first.body(), second.body());
        assertEquals(1, reports(forum, post).size());
        assertEquals(1, showCase(forum, post).at("/case/sources").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"post", "thread", "member"})
    void nothingIsHiddenBecauseItWasReported(String type) {
        var seen = forum.guest().get("/threads/" + thread).expect(200);
        for (int i = 0; i < 12; i++) {
            report(forum.guest(), type, type.equals("post") ? post : type.equals("thread") ? thread : "alice", "abuse");
        }
        assertEquals(
                seen.header("ETag"), forum.guest().get("/threads/" + thread).header("ETag"));
    }

    private static long count(String query, Object... values) {
        return forum.db().<Long>read(tx -> tx.fetchSingle(query, values).get(0, Long.class));
    }

    private static TestForum.Started inTheMembersCorner(Client author) {
        var answer = author.post(
                        "/threads",
                        Map.of("title", "Among ourselves", "category", "members-corner", "markdown", "Quietly."))
                .expect(201);
        return new TestForum.Started(answer.text("/thread/id"), answer.text("/post/id"));
    }

    private static void notThere(Client reporter, Map<String, Object> body) {
        reporter.post("/reports", body).expectProblem(404, "not-found");
    }
}
