package waymark.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.AUDIT_ENTRY;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waymark.TestForum;
import waymark.ids.PostId;
import waymark.platform.access.Role;
import waymark.testing.Answer;
import waymark.testing.Client;
import waymark.testing.TestClock;

/** By when somebody should have looked, on and off duty. Moderators are on duty from ten to seven, at weekends to one. */
class CaseClockTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final AtomicInteger COUNT = new AtomicInteger();

    @AfterEach
    void theClocksAreThoseThatAreShipped() {
        forum.clock().set(TestClock.START);
        change(
                        "P1",
                        patch(
                                "dueWithinMinutes",
                                60,
                                "unstaffedWithinMinutes",
                                720,
                                "fromNextShift",
                                true,
                                "workingDays",
                                null))
                .expect(200);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "P0, in the middle of a shift,                       2026-03-10T12:00:00Z, 2026-03-10T12:15:00Z",
        "P0, in the last minute of a shift,                  2026-03-10T18:59:00Z, 2026-03-10T19:14:00Z",
        "P0, when the shift has just ended,                  2026-03-10T19:00:00Z, 2026-03-10T20:00:00Z",
        "P0, at three at night,                              2026-03-11T03:00:00Z, 2026-03-11T04:00:00Z",
        "P1, in the middle of a shift,                       2026-03-10T12:00:00Z, 2026-03-10T13:00:00Z",
        "P1, two hours before the next shift,                2026-03-11T08:00:00Z, 2026-03-11T11:00:00Z",
        "P1, so early that the next shift is too far away,   2026-03-10T19:00:00Z, 2026-03-11T07:00:00Z",
        "P1, exactly as far away as the latest,              2026-03-10T23:00:00Z, 2026-03-11T11:00:00Z",
        "P1, on a Saturday afternoon,                        2026-03-14T13:00:00Z, 2026-03-15T01:00:00Z",
        "P1, in the night in which summer time begins,       2026-03-28T23:30:00Z, 2026-03-29T10:00:00Z",
        "P1, in the night in which summer time ends,         2026-10-25T00:30:00Z, 2026-10-25T11:00:00Z",
        "P1, early on a bank holiday,                        2026-05-25T09:30:00Z, 2026-05-25T21:30:00Z",
        "P2, on a Friday evening,                            2026-03-13T20:00:00Z, 2026-03-14T20:00:00Z",
        "P3, on a Tuesday,                                   2026-03-10T12:00:00Z, 2026-03-17T12:00:00Z",
        "P3, on a Saturday,                                  2026-03-14T15:00:00Z, 2026-03-20T15:00:00Z",
        "P3, over the night in which summer time begins,     2026-03-27T12:00:00Z, 2026-04-07T11:00:00Z",
        "P3, over the night in which summer time ends,       2026-10-23T11:00:00Z, 2026-10-30T12:00:00Z",
        "P3, over Christmas,                                 2026-12-23T12:00:00Z, 2027-01-04T12:00:00Z",
    })
    void isDue(String priority, String when, String opened, String due) {
        forum.clock().set(Instant.parse(opened));
        assertEquals(due, dueAt(Priority.valueOf(priority)), when);
    }

    @Test
    void moderatorsReadTheClocks() {
        var clocks = forum.mo().get("/case-clocks").expect(200);
        assertEquals(List.of("P0", "P1", "P2", "P3"), clocks.texts("/items", "/priority"));
        assertEquals(15, clocks.at("/items/0/dueWithinMinutes").asInt());
        assertEquals(60, clocks.at("/items/0/unstaffedWithinMinutes").asInt());
        assertTrue(clocks.at("/items/1/fromNextShift").asBoolean());
        assertEquals(5, clocks.at("/items/3/workingDays").asInt());
        assertTrue(clocks.at("/items/3/dueWithinMinutes").isMissingNode());
        forum.alice().get("/case-clocks").expectProblem(403, "not-allowed");
    }

    @Test
    void aLeadChangesAClockAndOpenCasesKeepTheirTime() {
        var open = raise(Priority.P1);
        int before = written();

        var changed = change("P1", patch("dueWithinMinutes", 30)).expect(200);
        assertEquals(30, changed.at("/clock/dueWithinMinutes").asInt());
        assertEquals(720, changed.at("/clock/unstaffedWithinMinutes").asInt());
        assertEquals("2026-03-10T12:30:00Z", dueAt(Priority.P1));
        assertEquals("2026-03-10T13:00:00Z", forum.mo().get("/cases/" + open).text("/case/dueAt"));
        assertEquals(before + 1, written());

        change(
                        "P1",
                        patch(
                                "dueWithinMinutes",
                                null,
                                "unstaffedWithinMinutes",
                                null,
                                "fromNextShift",
                                false,
                                "workingDays",
                                2))
                .expect(200);
        assertEquals("2026-03-12T12:00:00Z", dueAt(Priority.P1));
    }

    @Test
    void withoutAnyHoursTheLatestCounts() {
        var hours = lead().get("/staffed-hours").expect(200);
        try {
            lead().with("If-Match", "*")
                    .put("/staffed-hours", Map.of("hours", List.of(), "bankHolidays", "closed"))
                    .expect(200);
            assertEquals("2026-03-11T00:00:00Z", dueAt(Priority.P1));
        } finally {
            lead().with("If-Match", "*")
                    .put("/staffed-hours", Map.of("hours", hours.at("/hours"), "bankHolidays", "closed"))
                    .expect(200);
        }
    }

    @Test
    void whatCannotBeIsRefusedAndNamed() {
        assertEquals(List.of("/dueWithinMinutes"), refused(patch("dueWithinMinutes", null)));
        assertEquals(List.of("/workingDays"), refused(patch("workingDays", 3)));
        assertEquals(List.of("/unstaffedWithinMinutes"), refused(patch("unstaffedWithinMinutes", null)));
        assertEquals(
                List.of("/unstaffedWithinMinutes"),
                refused(patch("dueWithinMinutes", null, "workingDays", 3, "fromNextShift", false)));
        assertEquals(List.of("/dueWithinMinutes"), refused(patch("dueWithinMinutes", 0)));
        change("P4", patch("dueWithinMinutes", 5)).expectProblem(404, "not-found");
    }

    @Test
    void aChangeHasToKnowWhatItChangesAndIsForLeads() {
        var body = patch("dueWithinMinutes", 60);
        lead().patch("/case-clocks/P1", body).expectProblem(428, "version-needed");
        lead().with("If-Match", "\"0\"").patch("/case-clocks/P1", body).expectProblem(412, "stale-version");
        forum.mo().with("If-Match", "*").patch("/case-clocks/P1", body).expectProblem(403, "not-allowed");
    }

    private static int written() {
        return forum.db().read(tx -> tx.fetchCount(AUDIT_ENTRY, AUDIT_ENTRY.ACTION.eq("case-clock-changed")));
    }

    private static List<String> refused(Map<String, Object> patch) {
        return change("P1", patch).expectProblem(422, "invalid-value").wrongPlaces();
    }

    private static Answer change(String priority, Map<String, Object> patch) {
        return lead().with("If-Match", "*").patch("/case-clocks/" + priority, patch);
    }

    private static Map<String, Object> patch(@Nullable Object... namesAndValues) {
        var patch = new HashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            patch.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return patch;
    }

    private static Client lead() {
        return forum.signedIn("lea", Role.ADMIN);
    }

    private static String dueAt(Priority priority) {
        return moderator().get("/cases/" + raise(priority)).expect(200).text("/case/dueAt");
    }

    private static String raise(Priority priority) {
        var author = forum.account(moderator());
        var target = Target.of(new PostId(UUID.randomUUID()));
        var raise = Raise.of(target, author, Source.SIGNPOSTING, CaseCategory.OTHER, priority);
        return forum.db().write(tx -> forum.cases().raise(tx, raise)).toString();
    }

    /** Somebody new each time: nobody stays signed in over the months between these days. */
    private static Client moderator() {
        return forum.signedIn("moderator-" + COUNT.incrementAndGet(), Role.MODERATOR);
    }
}
