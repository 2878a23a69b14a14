package waymark.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.reports.Reporting.caseAbout;
import static waymark.reports.Reporting.decide;
import static waymark.reports.Reporting.moderator;
import static waymark.reports.Reporting.read;
import static waymark.reports.Reporting.report;
import static waymark.reports.Reporting.showCase;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import waymark.TestForum;
import waymark.cases.CaseState;
import waymark.ids.AccountId;
import waymark.testing.CaseDesk;
import waymark.testing.Client;
import waymark.testing.Together;

class ReportOutcomeTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private final TestForum.Started alices = forum.thread(forum.alice());
    private final String thread = alices.thread();
    private final String post = alices.post();

    @Test
    void aReceiptTellsHowFarAReportHasGot() {
        var filed = report(forum.guest(), "post", post, "abuse");
        var reported = forum.clock().instant().toString();
        assertEquals("received", read(forum.guest(), filed).text("/report/state"));
        forum.clock().advance(Duration.ofMinutes(5));

        var shown = showCase(forum, post);
        CaseDesk.claim(forum.mo(), shown.text("/case/id"), shown.header("ETag")).expect(200);
        assertEquals("being-looked-at", read(forum.guest(), filed).text("/report/state"));
        forum.clock().advance(Duration.ofHours(1));
        assertEquals("open", showCase(forum, post).text("/case/state"));
        assertEquals("being-looked-at", read(forum.guest(), filed).text("/report/state"));

        decide(forum, caseAbout(forum, post), Outcome.ACTION_TAKEN);
        var told = read(forum.guest(), filed);
        assertEquals("decided", told.text("/report/state"));
        assertEquals("action-taken", told.text("/report/outcome/code"));
        assertEquals(forum.clock().instant().toString(), told.text("/report/decidedAt"));
        assertEquals(reported, told.text("/report/reportedAt"));
        assertEquals("abuse", told.text("/report/reason"));
    }

    @ParameterizedTest
    @EnumSource(
            value = CaseState.class,
            names = {"CLAIMED", "WAITING", "ESCALATED"})
    void whoeverWorksOnItLooksAtIt(CaseState state) {
        var filed = report(forum.bob(), "post", post, "abuse");
        forum.setState(caseAbout(forum, post), state);
        assertEquals("being-looked-at", read(forum.guest(), filed).text("/report/state"));
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void whatIsToldIsNothingOfThePerson(Outcome outcome) {
        var filed = report(forum.bob(), "post", post, "abuse");
        decide(forum, caseAbout(forum, post), outcome);

        var told = read(forum.bob(), filed);
        assertEquals(outcome.code(), told.text("/report/outcome/code"));
        assertTrue(told.text("/report/outcome/text").startsWith("We have looked at it"));
        assertFalse(told.at("/report").toString().toLowerCase(Locale.ROOT).contains("alice"));
    }

    @Test
    void aReceiptThatNobodyWasGivenLeadsNowhere() {
        var receipt = report(forum.guest(), "post", post, "abuse").text("/report/receipt");
        forum.guest().get("/reports/AAAAAAAAAAAAAAAAAAAAAA").expectProblem(404, "not-found");
        forum.guest().get("/reports/" + receipt.substring(1)).expectProblem(404, "not-found");
        forum.guest().get("/reports/" + receipt + "A").expectProblem(404, "not-found");
        // The last letter has room for two bits more than a receipt has: the same bits in other letters are no receipt.
        var last = receipt.charAt(21);
        forum.guest()
                .get("/reports/" + receipt.substring(0, 21) + (char) (last + 1))
                .expectProblem(404, "not-found");
    }

    @Test
    void whatWasDecidedStaysDecidedWhenTheCaseIsOpenedAgain() {
        var first = report(forum.bob(), "post", post, "abuse");
        decide(forum, caseAbout(forum, post), Outcome.NO_ACTION);
        forum.clock().advance(Duration.ofMinutes(1));
        var second = report(forum.guest(), "post", post, "spam");

        assertEquals("no-action", read(forum.bob(), first).text("/report/outcome/code"));
        assertEquals("received", read(forum.guest(), second).text("/report/state"));
        assertFalse(read(forum.guest(), second).json().at("/report").has("outcome"));

        forum.clock().advance(Duration.ofMinutes(1));
        decide(forum, caseAbout(forum, post), Outcome.ACTION_TAKEN);
        assertEquals("no-action", read(forum.bob(), first).text("/report/outcome/code"));
        assertEquals("action-taken", read(forum.guest(), second).text("/report/outcome/code"));
    }

    @Test
    void onlyReportsInTheCaseAreSettled() {
        var other = forum.reply(forum.alice(), thread, "Another post");
        var here = report(forum.bob(), "post", post, "abuse");
        var there = report(forum.bob(), "post", other, "abuse");
        decide(forum, caseAbout(forum, post), Outcome.ACTION_TAKEN);

        assertEquals("decided", read(forum.bob(), here).text("/report/state"));
        assertEquals("received", read(forum.bob(), there).text("/report/state"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bob", "carla"})
    void whoReportsWhileSomebodyDecidesIsNotLost(String name) {
        Client second = forum.member(name);
        var first = report(forum.bob(), "post", post, "abuse");
        var id = caseAbout(forum, post);
        var mo = moderator(forum);

        var reported = Together.meeting(
                forum.db(),
                tx -> decide(forum, tx, id, mo, Outcome.NO_ACTION),
                () -> report(second, "post", post, "abuse", "Look again."),
                tx -> {});

        assertEquals("received", read(second, reported).text("/report/state"));
        assertEquals("decided", read(forum.bob(), first).text("/report/state"));
        assertEquals("open", showCase(forum, post).text("/case/state"));
        assertEquals(2, showCase(forum, post).at("/case/sources").size());
    }

    @Test
    void manyReportsAroundADecisionAreEitherSettledOrInAnOpenCase() {
        report(forum.bob(), "post", post, "abuse");
        var id = caseAbout(forum, post);
        var filed = Together.times(12, i -> {
            if (i == 6) {
                decide(forum, id, Outcome.NO_ACTION);
            }
            return report(i % 2 == 0 ? forum.bob() : forum.guest(), "post", post, "abuse");
        });

        var open = forum.mo().get("/cases/" + id).text("/case/state").equals("open");
        for (var each : filed) {
            var state = read(forum.guest(), each).text("/report/state");
            assertTrue(state.equals("decided") || open, state);
        }
        assertEquals(13, Reporting.countIn(forum, id));
    }

    @Test
    void membersReadWhatTheyReportedWithoutTheReceipts() {
        var erin = forum.member("erin");
        var first = report(erin, "post", post, "abuse", "In my own words.");
        forum.clock().advance(Duration.ofMinutes(1));
        report(erin, "member", "alice", "spam");
        report(forum.bob(), "thread", thread, "spam");
        decide(forum, caseAbout(forum, post), Outcome.BY_AUTHOR);

        var page = erin.get("/me/reports?limit=1").expect(200);
        assertEquals(List.of("member"), page.texts("/items", "/target/type"));
        assertEquals("alice", page.text("/items/0/target/username"));
        assertEquals("received", page.text("/items/0/state"));
        var next = erin.get("/me/reports?limit=1&cursor=" + page.text("/next")).expect(200);
        assertEquals(post, next.text("/items/0/target/id"));
        assertEquals("In my own words.", next.text("/items/0/message"));
        assertEquals("by-author", next.text("/items/0/outcome/code"));
        assertTrue(next.at("/next").isNull());
        assertFalse((page.body() + next.body()).contains(first.text("/report/receipt")));

        forum.guest().get("/me/reports").expectProblem(401, "sign-in-needed");
        assertEquals(0, forum.member("fred").get("/me/reports").at("/items").size());
    }

    @Test
    void reportsCountAgainstSomebodyOnlyWhenTheyLedToSomething() {
        var gina = forum.member("gina");
        var account = forum.account(gina);
        var written = forum.thread(gina);
        report(forum.bob(), "post", written.post(), "abuse");
        report(forum.guest(), "post", written.post(), "abuse");
        report(forum.bob(), "post", written.post(), "worried");
        report(forum.bob(), "thread", written.thread(), "spam");
        report(forum.bob(), "member", "gina", "spam");
        assertEquals(List.of(), against(account));

        decide(forum, caseAbout(forum, written.post()), Outcome.ACTION_TAKEN);
        decide(forum, caseAbout(forum, written.thread()), Outcome.NO_ACTION);
        decide(forum, caseAbout(forum, account.toString()), Outcome.ACTION_TAKEN);
        assertEquals(
                Map.of("abuse", 2, "spam", 1),
                against(account).stream().collect(Collectors.toMap(ReasonCount::reason, ReasonCount::reports)));
    }

    private static List<ReasonCount> against(AccountId account) {
        return forum.db().read(tx -> forum.reports().countAgainst(tx, account));
    }
}
