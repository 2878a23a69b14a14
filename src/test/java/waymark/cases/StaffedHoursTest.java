package waymark.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.AUDIT_ENTRY;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waymark.TestForum;
import waymark.platform.access.Role;
import waymark.testing.Answer;
import waymark.testing.Client;

/** When moderators are on duty, on the clocks of London. */
class StaffedHoursTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final List<Map<String, String>> SHIPPED = week("10:00", "19:00", "10:00", "13:00");

    @BeforeEach
    void theHoursAreThoseThatAreShipped() {
        forum.clock().set(Instant.parse("2026-03-10T12:00:00Z"));
        set("*", SHIPPED, "closed").expect(200);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a Tuesday at noon in winter,            2026-03-10T12:00:00Z, true,                      , 2026-03-10T19:00:00Z",
        "the second before the shift begins,     2026-03-10T09:59:59Z, false, 2026-03-10T10:00:00Z,                     ",
        "the moment it ends,                     2026-03-10T19:00:00Z, false, 2026-03-11T10:00:00Z,                     ",
        "the Sunday on which summer time begins, 2026-03-29T08:59:59Z, false, 2026-03-29T09:00:00Z,                     ",
        "the same Sunday at noon in London,      2026-03-29T11:00:00Z, true,                      , 2026-03-29T12:00:00Z",
        "the Monday after it,                    2026-03-30T17:59:59Z, true,                      , 2026-03-30T18:00:00Z",
        "the Sunday on which summer time ends,   2026-10-25T09:59:59Z, false, 2026-10-25T10:00:00Z,                     ",
        "the night before summer time ends,      2026-10-24T13:00:00Z, false, 2026-10-25T10:00:00Z,                     ",
        "Good Friday,                            2026-04-03T12:00:00Z, false, 2026-04-04T09:00:00Z,                     ",
    })
    void somebodyIsOnDutyByTheClocksOfLondon(
            String when, String now, boolean staffed, String opensAt, String closesAt) {
        forum.clock().set(Instant.parse(now));
        var answer = show(forum.guest());

        assertEquals(staffed, answer.at("/staffedNow").asBoolean(), when);
        assertEquals(opensAt == null ? "" : opensAt, answer.text("/opensAt"), when);
        assertEquals(closesAt == null ? "" : closesAt, answer.text("/closesAt"), when);
    }

    @Test
    void theTextSaysWhenThatChanges() {
        assertTrue(text("2026-03-10T12:00:00Z").contains("on duty until Tuesday 10 March at 19:00"));
        var night = text("2026-07-07T22:00:00Z");
        assertTrue(night.contains("No moderator is on duty right now"), night);
        assertTrue(night.contains("Wednesday 8 July at 10:00"), night);
        assertTrue(night.contains("999"), night);
    }

    @Test
    void whoeverReadsTheHoursIsToldWhetherTheyAreConfirmed() {
        var shipped = new TestForum();
        shipped.start();
        try {
            assertFalse(show(shipped.guest()).at("/confirmed").asBoolean());
            assertEquals(7, show(shipped.guest()).at("/hours").size());
        } finally {
            shipped.stop();
        }
        assertTrue(show(forum.guest()).at("/confirmed").asBoolean());
    }

    @Test
    void aLeadSetsTheWholeListAndItIsShownInOrder() {
        var version = show(lead()).header("ETag");
        var hours = List.of(
                shift("sunday", "22:00", "00:00"),
                shift("monday", "06:00", "08:00"),
                shift("monday", "00:00", "06:00"));
        var changed = set(version, hours, "as-usual").expect(200);

        assertEquals(List.of("monday", "monday", "sunday"), changed.texts("/hours", "/day"));
        assertEquals(List.of("00:00", "06:00", "22:00"), changed.texts("/hours", "/opens"));
        assertEquals("as-usual", changed.text("/bankHolidays"));
        assertNotEquals(version, changed.header("ETag"));

        // A night shift is one shift, although the day changes in the middle of it.
        forum.clock().set(Instant.parse("2026-03-08T23:00:00Z"));
        assertEquals("2026-03-09T08:00:00Z", show(forum.guest()).text("/closesAt"));
        forum.clock().set(Instant.parse("2026-05-25T06:00:00Z"));
        assertTrue(show(forum.guest()).at("/staffedNow").asBoolean(), "a bank holiday as usual");
    }

    @Test
    void withoutAnyHoursNobodyKnowsWhenSomebodyIsOnDuty() {
        set("*", List.of(), "closed").expect(200);
        var answer = show(forum.guest());
        assertFalse(answer.at("/staffedNow").asBoolean());
        assertTrue(answer.at("/opensAt").isMissingNode());
        assertTrue(answer.text("/text").contains("we do not know"), answer.text("/text"));
    }

    @Test
    void hoursThatCannotBeAreRefusedWhereTheyAreWrong() {
        assertEquals(
                List.of("/hours/1"),
                refused(List.of(shift("monday", "09:00", "12:00"), shift("monday", "11:59", "13:00"))));
        assertEquals(
                List.of("/hours/0"),
                refused(List.of(shift("monday", "11:00", "13:00"), shift("monday", "09:00", "00:00"))));
        assertEquals(List.of("/hours/0"), refused(List.of(shift("monday", "12:00", "12:00"))));
        assertEquals(
                List.of("/hours/1"),
                refused(List.of(shift("friday", "09:00", "12:00"), shift("monday", "13:00", "12:00"))));
        assertEquals(List.of("/hours/0/opens"), refused(List.of(shift("monday", "24:00", "12:00"))));
        assertEquals(List.of("/hours/0/day"), refused(List.of(shift("someday", "09:00", "12:00"))));
        assertEquals(7, show(forum.guest()).at("/hours").size());
    }

    @Test
    void aChangeHasToKnowWhatItChanges() {
        var version = show(lead()).header("ETag");
        set(version, List.of(shift("monday", "09:00", "12:00")), "closed").expect(200);
        set(version, SHIPPED, "closed").expectProblem(412, "stale-version");
        lead().put("/staffed-hours", Map.of("hours", SHIPPED, "bankHolidays", "closed"))
                .expectProblem(428, "version-needed");
    }

    @Test
    void onlyLeadsChangeThemAndItIsWrittenDown() {
        int before = written();
        for (var somebody : List.of(forum.mo(), forum.alice())) {
            somebody.with("If-Match", "*")
                    .put("/staffed-hours", Map.of("hours", SHIPPED, "bankHolidays", "closed"))
                    .expectProblem(403, "not-allowed");
        }
        assertEquals(before, written());
        set("*", SHIPPED, "closed").expect(200);
        assertEquals(before + 1, written());
    }

    private static int written() {
        return forum.db().read(tx -> tx.fetchCount(AUDIT_ENTRY, AUDIT_ENTRY.ACTION.eq("staffed-hours-changed")));
    }

    private static List<String> refused(List<Map<String, String>> hours) {
        return set("*", hours, "closed").expectProblem(422, "invalid-value").wrongPlaces();
    }

    private static String text(String now) {
        forum.clock().set(Instant.parse(now));
        return show(forum.guest()).text("/text");
    }

    private static Answer show(Client somebody) {
        return somebody.get("/staffed-hours").expect(200);
    }

    private static Answer set(String version, List<Map<String, String>> hours, String bankHolidays) {
        return lead().with("If-Match", version)
                .put("/staffed-hours", Map.of("hours", hours, "bankHolidays", bankHolidays));
    }

    private static Client lead() {
        return forum.signedIn("lea", Role.ADMIN);
    }

    private static List<Map<String, String>> week(String opens, String closes, String opensLater, String closesEarly) {
        var week = new ArrayList<Map<String, String>>();
        for (var day : List.of("monday", "tuesday", "wednesday", "thursday", "friday")) {
            week.add(shift(day, opens, closes));
        }
        week.add(shift("saturday", opensLater, closesEarly));
        week.add(shift("sunday", opensLater, closesEarly));
        return week;
    }

    private static Map<String, String> shift(String day, String opens, String closes) {
        return Map.of("day", day, "opens", opens, "closes", closes);
    }
}
