package waymark.guides.milestones;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.util.ICalDate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waymark.TestForum;
import waymark.testing.Answer;
import waymark.testing.TestClock;

/** The same as a file, read with another library than the one that writes it. */
class RecoveryCalendarTest {

    private static final String PATH = "/guides/recovery-milestones?infusionDate=";

    @RegisterExtension
    static final TestForum forum = new TestForum();

    @AfterEach
    void theClockGoesBack() {
        forum.clock().set(TestClock.START);
    }

    @Test
    void everyMilestoneIsAnEventOfOneWholeDay() {
        var json = forum.guest().get(PATH + "2025-08-31&diagnosis=lymphoma").expect(200);
        var events = read(file("2025-08-31&diagnosis=lymphoma")).getEvents();

        assertEquals(
                json.texts("/milestones", "/date"),
                events.stream()
                        .map(event -> day(event.getDateStart().getValue()))
                        .toList());
        assertEquals(
                json.texts("/milestones", "/title"),
                events.stream().map(event -> event.getSummary().getValue()).toList());
        for (int i = 0; i < events.size(); i++) {
            var event = events.get(i);
            assertFalse(event.getDateStart().getValue().hasTime());
            assertFalse(event.getDateEnd().getValue().hasTime());
            var start = LocalDate.parse(day(event.getDateStart().getValue()));
            assertEquals(start.plusDays(1).toString(), day(event.getDateEnd().getValue()));
            assertTrue(event.getDescription().getValue().startsWith(json.text("/milestones/" + i + "/text") + "\n\n"));
            assertTrue(event.getDescription().getValue().contains("\n\n" + json.text("/note") + "\n\n"));
        }
    }

    @Test
    void everyEventSaysWhomToTalkTo() {
        var signposting = forum.guest().get("/signposting");
        for (var event : read(file("2026-03-01")).getEvents()) {
            var description = event.getDescription().getValue();
            for (var service : List.of("/signposting/helpline", "/signposting/helpline/whenClosed")) {
                assertTrue(description.contains(signposting.text(service + "/name")), description);
                assertTrue(description.contains(signposting.text(service + "/phone/display")), description);
            }
        }
    }

    @Test
    void nobodySeesMoreOfItThanTheyShould() {
        var calendar = read(file("2026-03-01"));
        for (var event : calendar.getEvents()) {
            assertTrue(event.getClassification().isPrivate());
            assertTrue(event.getTransparency().isTransparent());
            assertEquals(List.of(), event.getAlarms());
            // What stands on a locked phone.
            assertFalse(event.getSummary().getValue().matches("(?i).*(CAR|cancer|lymphoma|leukaemia|infusion).*"));
        }
        assertEquals(ICalVersion.V2_0, calendar.getVersion());
        assertTrue(calendar.getProductId().getValue().contains("Waymark"));
        assertTrue(
                calendar.validate(ICalVersion.V2_0).isEmpty(),
                () -> calendar.validate(ICalVersion.V2_0).toString());
    }

    @Test
    void whatIsTakenASecondTimeTakesThePlaceOfTheFirst() {
        var first = uids(read(file("2026-03-01")));
        forum.clock().advance(Duration.ofDays(3));
        assertEquals(first, uids(read(file("2026-03-01&diagnosis=lymphoma"))));
        assertEquals(first.size(), new HashSet<>(first).size());

        var other = uids(read(file("2026-03-02")));
        other.retainAll(first);
        assertEquals(List.of(), other);
    }

    @Test
    void anUidTellsNothing() {
        for (var uid : uids(read(file("2026-03-01")))) {
            assertTrue(uid.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), uid);
            assertFalse(uid.contains("20260301"));
        }
        // Made of the event alone: day 28 after 1 March is the day on which eight weeks after 1 February are over.
        var march = read(file("2026-03-01")).getEvents().get(0);
        var february = read(file("2026-02-01")).getEvents().get(2);
        assertEquals(
                day(march.getDateStart().getValue()),
                day(february.getDateStart().getValue()));
        assertNotEquals(march.getUid().getValue(), february.getUid().getValue());
    }

    @Test
    void itIsStampedWithTheTimeOfTheClock() {
        forum.clock().set(Instant.parse("2026-06-30T23:59:59.999999Z"));
        for (var event : read(file("2026-03-01")).getEvents()) {
            assertEquals(
                    Instant.parse("2026-06-30T23:59:59Z"),
                    event.getDateTimeStamp().getValue().toInstant());
        }
    }

    @Test
    void itIsAFileWithAName() {
        var answer = ask("text/calendar", "2026-03-01").expect(200);
        assertEquals("text/calendar; charset=utf-8", answer.header("Content-Type"));
        assertEquals("attachment; filename=\"recovery-milestones.ics\"", answer.header("Content-Disposition"));
        assertEquals("private, no-store", answer.header("Cache-Control"));
        assertTrue(answer.header("Vary").startsWith("Accept, "));

        var head = forum.guest()
                .with("Accept", "text/calendar")
                .head(PATH + "2026-03-01")
                .expect(200);
        assertEquals(0, head.bytes().length);
        assertEquals("text/calendar; charset=utf-8", head.header("Content-Type"));
        assertEquals(answer.header("ETag"), head.header("ETag"));
    }

    @Test
    void itsLinesAreAsTheStandardWantsThem() {
        assertWellFolded(file("2026-03-01&diagnosis=acute-lymphoblastic-leukaemia"));
    }

    @Test
    void whateverIsWrittenIsReadBackAsItWas() {
        var texts = List.of(
                "Äpfel, Birnen; und \\n kein Umbruch: \"38 °C\" – für Öl, Übung, ß",
                "日本語のとても長い文、".repeat(20),
                "😀, 👨‍👩‍👧; ".repeat(30),
                "a".repeat(300),
                "one\ntwo\n\nthree, four; five\\six",
                "x" + "é".repeat(200));
        for (var text : texts) {
            var source = new Milestones.Source("recovery-page", "A page");
            var date = LocalDate.of(2028, 2, 29);
            var milestone = new Milestones.Milestone("day-28", date, text.replace("\n", " "), text, null, source);
            var timetable =
                    new Milestones.Timetable(date, null, List.of(milestone), List.of(), "A note, of some kind; ü");
            var file = new MilestoneCalendar(timetable, "Talk to: Zoë; 0808", TestClock.START).write();

            assertWellFolded(file);
            var event = read(file).getEvents().get(0);
            assertEquals(text.replace("\n", " "), event.getSummary().getValue());
            assertEquals(
                    text + "\n\nA note, of some kind; ü\n\nTalk to: Zoë; 0808",
                    event.getDescription().getValue());
            assertEquals("2028-02-29", day(event.getDateStart().getValue()));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/calendar | calendar",
                "TEXT/Calendar | calendar",
                "text/calendar;charset=utf-8 | calendar",
                "text/calendar, application/json;q=0.9 | calendar",
                "application/json;q=0.5, text/calendar;q=0.7 | calendar",
                "text/calendar, */* | calendar",
                "text/calendar;q=0.2, */*;q=0.1 | calendar",
                "text/* | calendar",
                "text/*, application/json;q=0.2 | calendar",
                "application/json;q=0, */* | calendar",
                "text/html, text/calendar;q=0.5 | calendar",
                "*/* | json",
                "application/json | json",
                "application/json, text/calendar | json",
                "application/json, text/calendar;q=0.9 | json",
                "text/calendar;q=0 | json",
                "text/calendar;q=0, */* | json",
                "text/calendar;q=0.5, */* | json",
                "text/calendar;q=0.5, application/*;q=0.8 | json",
                "text/html | json",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | json",
                "text/calendar;q=two | json",
                "text/calendar;q=1.1 | json",
                "text/calendars | json",
                ";;; | json",
                ", , | json",
            })
    void theTypeIsTheOneThatIsWanted(String accept, String type) {
        var answer = ask(accept, "2026-03-01").expect(200);
        var wanted = type.equals("calendar") ? "text/calendar" : "application/json";
        assertTrue(answer.header("Content-Type").startsWith(wanted), answer.header("Content-Type"));
    }

    @Test
    void errorsAreProblemsWhateverIsWanted() {
        for (var wrong : List.of("1999-01-01", "tomorrow", "2026-03-01&diagnosis=none", "2026-03-01&unknown=1")) {
            ask("text/calendar", wrong).expectProblem(400, "invalid-request");
        }
    }

    private static Answer ask(String accept, String date) {
        return forum.guest().with("Accept", accept).get(PATH + date);
    }

    private static String file(String date) {
        return ask("text/calendar", date).expect(200).body();
    }

    private static ICalendar read(String file) {
        var calendars = Biweekly.parse(file).all();
        assertEquals(1, calendars.size());
        return calendars.get(0);
    }

    private static String day(ICalDate date) {
        var parts = date.getRawComponents();
        return LocalDate.of(parts.getYear(), parts.getMonth(), parts.getDate()).toString();
    }

    private static List<String> uids(ICalendar calendar) {
        return new ArrayList<>(calendar.getEvents().stream()
                .map(VEvent::getUid)
                .map(uid -> uid.getValue())
                .toList());
    }

    /** RFC 5545, 3.1: lines of at most 75 octets, each ended by CR and LF, and no character taken apart. */
    private static void assertWellFolded(String file) {
        assertTrue(file.endsWith("END:VCALENDAR\r\n"));
        assertFalse(file.replace("\r\n", "").matches("(?s).*[\r\n].*"));
        var lines = Arrays.asList(file.split("\r\n"));
        for (var line : lines) {
            assertTrue(line.getBytes(StandardCharsets.UTF_8).length <= 75, line);
            assertFalse(line.isEmpty() || Character.isLowSurrogate(line.charAt(0)));
        }
        assertTrue(lines.stream().anyMatch(line -> line.startsWith(" ")));
    }
}
