package waymark.moderation.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.testing.CaseDesk.claim;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.cases.CaseCategory;
import waymark.cases.Priority;
import waymark.cases.Raise;
import waymark.cases.Source;
import waymark.cases.Target;
import waymark.ids.AccountId;
import waymark.ids.PostId;
import waymark.platform.access.Role;
import waymark.testing.Answer;
import waymark.testing.CaseDesk;
import waymark.testing.Client;

/** Each test has a quarter of its own. */
class TransparencyTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static int year = 2026;

    private Client mo = forum.guest();
    private AccountId author = new AccountId(UUID.randomUUID());

    @BeforeEach
    void aYearBegins() {
        year++;
        forum.clock().set(Instant.parse(year + "-02-10T12:00:00Z"));
        mo = forum.signedIn("mo-" + year, Role.MODERATOR);
        author = forum.account(forum.member("author-" + year));
    }

    @Test
    void smallNumbersAreLeftOutAndWhateverTellsThem() {
        raise(12, CaseCategory.SPAM);
        raise(7, CaseCategory.ABUSE);
        raise(2, CaseCategory.CRISIS);
        var table = ask("").at("/cases");

        assertEquals(12, count(table, "spam"));
        assertSuppressed(cell(table, "crisis"));
        assertSuppressed(cell(table, "abuse"));
        assertSuppressed(table.path("total"));
        assertEquals(0, count(table, "illegal"));
        assertEquals(CaseCategory.values().length, table.path("cells").size());
    }

    @Test
    void whatIsLargeEnoughIsToldWithItsSum() {
        raise(6, CaseCategory.SPAM);
        raise(5, CaseCategory.ABUSE);
        var answer = ask("");
        assertEquals(6, count(answer.at("/cases"), "spam"));
        assertEquals(5, count(answer.at("/cases"), "abuse"));
        assertEquals(11, answer.at("/cases/total/count").asInt());
        assertFalse(answer.at("/cases/total/suppressed").asBoolean());
        assertEquals(0, answer.at("/decisions/total/count").asInt());
        assertEquals(0, count(answer.at("/appeals"), "overturned"));
    }

    @Test
    void decisionsCountByWhatWasDecided() {
        raise(5, CaseCategory.SPAM).forEach(this::decide);
        var decisions = ask("").at("/decisions");
        assertEquals(5, count(decisions, "no-action"));
        assertEquals(0, count(decisions, "suspend"));
    }

    @Test
    void theMedianOfFewerThanFiveIsLeftOut() {
        look(4);
        assertSuppressed(ask("").at("/firstLookAtMostUrgent"), "minutes");
    }

    @Test
    void theMedianOfFiveIsTold() {
        look(5);
        var median = ask("").at("/firstLookAtMostUrgent");
        assertFalse(median.path("suppressed").asBoolean());
        assertEquals(3.0, median.path("minutes").asDouble());
    }

    @Test
    void onlyQuartersThatAreOverAreTold() {
        forum.clock().set(Instant.parse(year + "-03-31T22:59:00Z"));
        assertEquals((year - 1) + "-Q4", forum.guest().get("/transparency").text("/quarter"));
        assertEquals(List.of("/quarter"), refused("?quarter=" + year + "-Q1"));
        // A quarter ends when it does in London, where the clocks went forward three days ago.
        forum.clock().set(Instant.parse(year + "-03-31T23:00:00Z"));
        var answer = forum.guest().get("/transparency").expect(200);
        assertEquals(year + "-Q1", answer.text("/quarter"));
        assertEquals(year + "-01-01", answer.text("/from"));
        assertEquals(year + "-03-31", answer.text("/to"));
        assertEquals(List.of("/quarter"), refused("?quarter=" + year + "-Q5"));
        forum.guest().get("/transparency?quarter=2020-Q4").expect(200);
    }

    private void look(int times) {
        for (int i = 1; i <= times; i++) {
            var id = raise(1, CaseCategory.CRISIS).get(0);
            forum.clock().advance(Duration.ofMinutes(i));
            claim(mo, id).expect(200);
        }
    }

    private List<String> raise(int times, CaseCategory category) {
        return Stream.generate(() -> {
                    var priority = category == CaseCategory.CRISIS ? Priority.P0 : Priority.P2;
                    var target = Target.of(new PostId(UUID.randomUUID()));
                    var raise = Raise.of(target, author, Source.REPORT, category, priority);
                    return CaseDesk.raise(forum, raise);
                })
                .limit(times)
                .toList();
    }

    private void decide(String id) {
        CaseDesk.decide(mo, id, CaseDesk.NO_ACTION).expect(201);
    }

    /** What a guest is told of the first quarter, in April. */
    private static Answer ask(String query) {
        forum.clock().set(Instant.parse(year + "-04-15T12:00:00Z"));
        return forum.guest().get("/transparency" + query).expect(200);
    }

    private static List<String> refused(String query) {
        return forum.guest()
                .get("/transparency" + query)
                .expectProblem(400, "invalid-request")
                .wrongPlaces();
    }

    private static int count(JsonNode table, String name) {
        var cell = cell(table, name);
        assertFalse(cell.path("suppressed").asBoolean(), name);
        return cell.path("count").asInt();
    }

    private static JsonNode cell(JsonNode table, String name) {
        return StreamSupport.stream(table.path("cells").spliterator(), false)
                .filter(cell -> cell.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void assertSuppressed(JsonNode cell) {
        assertSuppressed(cell, "count");
    }

    private static void assertSuppressed(JsonNode cell, String value) {
        assertTrue(cell.path("suppressed").asBoolean(), cell.toString());
        assertTrue(cell.path(value).isNull(), cell.toString());
    }
}
