package waymark.signposting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waymark.TestForum;

/** Whether the helpline is answered now, on the clock of London. */
class OpeningHoursTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a Tuesday at noon in winter,            2026-03-10T12:00:00Z, true,  ,                     2026-03-10T19:00:00Z",
        "the second before it opens,             2026-03-10T09:59:59Z, false, 2026-03-10T10:00:00Z, ",
        "the moment it opens,                    2026-03-10T10:00:00Z, true,  ,                     2026-03-10T19:00:00Z",
        "the second before it closes,            2026-03-10T18:59:59Z, true,  ,                     2026-03-10T19:00:00Z",
        "the moment it closes,                   2026-03-10T19:00:00Z, false, 2026-03-11T10:00:00Z, ",
        "three at night,                         2026-03-11T03:00:00Z, false, 2026-03-11T10:00:00Z, ",
        "a Saturday afternoon,                   2026-03-14T14:00:00Z, false, 2026-03-15T10:00:00Z, ",
        "the Sunday on which summer time begins, 2026-03-29T08:59:59Z, false, 2026-03-29T09:00:00Z, ",
        "an hour after that,                     2026-03-29T10:00:00Z, true,  ,                     2026-03-29T12:00:00Z",
        "the night before summer time begins,    2026-03-28T23:30:00Z, false, 2026-03-29T09:00:00Z, ",
        "the Sunday on which summer time ends,   2026-10-25T09:59:59Z, false, 2026-10-25T10:00:00Z, ",
        "a summer evening,                       2026-07-07T17:30:00Z, true,  ,                     2026-07-07T18:00:00Z",
        "a summer evening after seven,           2026-07-07T18:00:00Z, false, 2026-07-08T09:00:00Z, ",
        "Good Friday,                            2026-04-03T12:00:00Z, false, 2026-04-04T09:00:00Z, ",
        "one at night on Christmas Day,          2026-12-25T01:00:00Z, false, 2026-12-27T10:00:00Z, ",
        "the substitute day for Boxing Day,      2026-12-28T12:00:00Z, false, 2026-12-29T10:00:00Z, ",
        "New Year's Eve at half past six,        2026-12-31T18:30:00Z, true,  ,                     2026-12-31T19:00:00Z",
        "New Year's Eve at eight,                2026-12-31T20:00:00Z, false, 2027-01-02T10:00:00Z, ",
        "a leap day,                             2028-02-29T12:00:00Z, true,  ,                     2028-02-29T19:00:00Z",
    })
    void theHelplineIsOpenWhenSomebodyAnswersThere(
            String when, String now, boolean open, String opensAt, String closesAt) {
        forum.clock().set(Instant.parse(now));
        var helpline = forum.guest().get("/signposting").expect(200).at("/signposting/helpline");

        assertEquals(open, helpline.at("/openNow").asBoolean(), when);
        assertEquals(String.valueOf(opensAt), helpline.at("/opensAt").asText(), when);
        assertEquals(String.valueOf(closesAt), helpline.at("/closesAt").asText(), when);
        assertTrue(helpline.at("/whenClosed/openNow").asBoolean(), when);
    }

    @Test
    void hoursNobodyKnowsAreNull() {
        forum.db().<Integer>write(tx -> tx.execute("""
                insert into service values ('unknown-hours', 'A service', 'For this test', null, null, null, null, null,
                  'Europe/London', false, 'as-usual', 'scotland', 'test', '2026-01-01', '2027-01-01')
                """));
        var service = new Directory(forum.db(), forum.clock())
                .services().stream()
                        .filter(found -> found.id().equals("unknown-hours"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(null, service.openNow());
        assertEquals(null, service.opensAt());
        assertEquals(null, service.closesAt());
        assertEquals(List.of(), service.hours());
    }

    @Test
    void theDirectoryListsTheHelplineFirst() {
        var services = forum.guest().get("/services").expect(200);
        assertEquals(
                List.of("helpline", "samaritans"),
                services.texts("/items", "/id").subList(0, 2));
        assertEquals("tel:+448082080888", services.text("/items/0/phone/uri"));
        assertEquals(
                List.of("monday", "tuesday", "wednesday", "thursday", "friday"),
                services.texts("/items/0/hours/0/days", ""));
    }
}
