package waymark.signposting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waymark.TestForum;
import waymark.documents.MergePatch;
import waymark.platform.http.Json;
import waymark.platform.time.Holidays;

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
    void theMinuteBeforeItOpensAndTheMinuteBeforeItCloses() {
        forum.clock().set(Instant.parse("2026-03-10T09:59:00Z"));
        assertEquals("false", helpline("/openNow"));
        forum.clock().set(Instant.parse("2026-03-10T18:59:00Z"));
        assertEquals("true", helpline("/openNow"));
    }

    @Test
    void hoursNobodyKnowsAreNull() {
        var service = service("macmillan");

        for (var field : List.of("openNow", "opensAt", "closesAt")) {
            assertTrue(service.path(field).isNull(), field);
        }
        assertTrue(service.path("hours").isEmpty());
        assertFalse(service.path("alwaysOpen").asBoolean());
    }

    @ParameterizedTest(name = "{0}, {2}")
    @CsvSource({
        "scotland,          2026-01-02T12:00:00Z, '2 January',        false, 2026-01-05T10:00:00Z",
        "england-and-wales, 2026-01-02T12:00:00Z, '2 January',        true,  ",
        "scotland,          2026-11-30T12:00:00Z, 'St Andrew''s Day', false, 2026-12-01T10:00:00Z",
        "northern-ireland,  2027-07-12T12:00:00Z, '12 July',          false, 2027-07-13T09:00:00Z",
        "scotland,          2027-07-12T12:00:00Z, '12 July',          true,  ",
        "northern-ireland,  2026-03-17T12:00:00Z, 'St Patrick''s Day', false, 2026-03-18T10:00:00Z",
        "scotland,          2026-04-06T12:00:00Z, 'Easter Monday',    true,  ",
        "northern-ireland,  2026-04-06T12:00:00Z, 'Easter Monday',    false, 2026-04-07T09:00:00Z",
    })
    void eachServiceKeepsTheHolidaysOfItsNation(String division, String now, String when, boolean open, String opensAt)
            throws Exception {
        var officeHours = Json.MAPPER.readTree("""
                {"services": {"lymphoma-action": {"bankHolidayDivision": "%s", "bankHolidays": "closed", "hours":
                  [{"days": ["monday", "tuesday", "wednesday", "thursday", "friday"], "opens": "10:00", "closes": "17:00"}]}}}
                """.formatted(division));
        var listing = Catalogue.of("v1", MergePatch.apply(ShippedCatalogue.get().document(), officeHours))
                .service("lymphoma-action");
        var service =
                listing.at("lymphoma-action", Instant.parse(now), forum.db().read(Holidays::read));

        assertEquals(open, service.openNow(), when);
        assertEquals(String.valueOf(opensAt), String.valueOf(service.opensAt()), when);
    }

    @Test
    void theDirectoryListsTheHelplineFirst() {
        var services = forum.guest().get("/services").expect(200);
        var ids = services.texts("/items", "/id");

        assertEquals("helpline", ids.get(0));
        assertEquals(ids.subList(1, ids.size()).stream().sorted().toList(), ids.subList(1, ids.size()));
        assertEquals("tel:+448082080888", services.text("/items/0/phone/uri"));
        assertEquals("18001 0808 2080 888", services.text("/items/0/textRelay"));
        assertEquals(
                List.of("monday", "tuesday", "wednesday", "thursday", "friday"),
                services.texts("/items/0/hours/0/days", ""));
    }

    @Test
    void whoIsThereByTextMessageHasAnAddressForIt() {
        assertEquals("sms:85258", service("shout").at("/sms/uri").asText());
        assertTrue(service("shout").path("phone").isNull());
    }

    private static String helpline(String pointer) {
        return forum.guest().get("/signposting").expect(200).text("/signposting/helpline" + pointer);
    }

    private static JsonNode service(String id) {
        for (var service : forum.guest().get("/services").expect(200).at("/items")) {
            if (service.path("id").asText().equals(id)) {
                return service;
            }
        }
        throw new AssertionError(id);
    }
}
