package waymark.guides.milestones;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import waymark.TestForum;
import waymark.testing.Answer;
import waymark.testing.LogCapture;
import waymark.testing.Logged;
import waymark.testing.TestClock;

/** GET /guides/recovery-milestones */
class RecoveryMilestonesTest {

    private static final String PATH = "/guides/recovery-milestones";
    private static final List<String> ALL = List.of(
            "day-28", "day-30", "week-8", "driving", "month-3", "month-6", "year-1", "year-2", "year-3", "year-4",
            "year-5");

    @RegisterExtension
    static final TestForum forum = new TestForum();

    @AfterEach
    void theClockGoesBack() {
        forum.clock().set(TestClock.START);
    }

    /** Counted by hand with a calendar, not by the code. */
    @ParameterizedTest
    @CsvSource({
        // An ordinary day, over the beginning of summer time on 29 March 2026 and its end on 25 October.
        "2026-03-01, 2026-03-29 2026-03-31 2026-04-26 2026-04-26 2026-06-01 2026-09-01 2027-03-01 2028-03-01 2029-03-01 2030-03-01 2031-03-01",
        "2025-09-27, 2025-10-25 2025-10-27 2025-11-22 2025-11-22 2025-12-27 2026-03-27 2026-09-27 2027-09-27 2028-09-27 2029-09-27 2030-09-27",
        // The night in which the clocks change is a day like others.
        "2026-03-29, 2026-04-26 2026-04-28 2026-05-24 2026-05-24 2026-06-29 2026-09-29 2027-03-29 2028-03-29 2029-03-29 2030-03-29 2031-03-29",
        // Months without a 31st and without a 30th: the last day they have.
        "2025-08-31, 2025-09-28 2025-09-30 2025-10-26 2025-10-26 2025-11-30 2026-02-28 2026-08-31 2027-08-31 2028-08-31 2029-08-31 2030-08-31",
        "2023-08-31, 2023-09-28 2023-09-30 2023-10-26 2023-10-26 2023-11-30 2024-02-29 2024-08-31 2025-08-31 2026-08-31 2027-08-31 2028-08-31",
        "2025-11-30, 2025-12-28 2025-12-30 2026-01-25 2026-01-25 2026-02-28 2026-05-30 2026-11-30 2027-11-30 2028-11-30 2029-11-30 2030-11-30",
        // A leap day comes back in the fourth year only.
        "2024-02-29, 2024-03-28 2024-03-30 2024-04-25 2024-04-25 2024-05-29 2024-08-29 2025-02-28 2026-02-28 2027-02-28 2028-02-29 2029-02-28",
        // Over a leap day, and over the same days of a year without one.
        "2024-01-31, 2024-02-28 2024-03-01 2024-03-27 2024-03-27 2024-04-30 2024-07-31 2025-01-31 2026-01-31 2027-01-31 2028-01-31 2029-01-31",
        "2025-01-31, 2025-02-28 2025-03-02 2025-03-28 2025-03-28 2025-04-30 2025-07-31 2026-01-31 2027-01-31 2028-01-31 2029-01-31 2030-01-31",
        // The earliest, and the latest: a year from the day on which the clock of the tests stands.
        "2012-01-01, 2012-01-29 2012-01-31 2012-02-26 2012-02-26 2012-04-01 2012-07-01 2013-01-01 2014-01-01 2015-01-01 2016-01-01 2017-01-01",
        "2027-03-10, 2027-04-07 2027-04-09 2027-05-05 2027-05-05 2027-06-10 2027-09-10 2028-03-10 2029-03-10 2030-03-10 2031-03-10 2032-03-10",
    })
    void eachMilestoneHasItsDay(String infusion, String days) {
        var answer = ask(infusion).expect(200);
        assertEquals(infusion, answer.text("/infusionDate"));
        assertEquals(ALL, answer.texts("/milestones", "/id"));
        assertEquals(Arrays.asList(days.split(" ")), answer.texts("/milestones", "/date"));
        var ends = answer.texts("/milestones", "/date");
        assertEquals(List.of("first-28-days", "first-8-weeks"), answer.texts("/windows", "/id"));
        assertEquals(List.of(infusion, infusion), answer.texts("/windows", "/from"));
        assertEquals(List.of(ends.get(0), ends.get(2)), answer.texts("/windows", "/until"));
    }

    @Test
    void theyComeAfterTheInfusionAndInOrder() {
        long seed = 20261121L;
        var random = new Random(seed);
        var milestones = new Milestones(forum.db(), forum.clock());
        for (int i = 0; i < 3_000; i++) {
            var infusion = LocalDate.of(2012, 1, 1).plusDays(random.nextInt(5_180));
            var days = milestones.after(infusion, Optional.empty()).milestones().stream()
                    .map(Milestones.Milestone::date)
                    .toList();
            assertTrue(days.get(0).isAfter(infusion), () -> infusion + ", seed " + seed);
            assertEquals(days.stream().sorted().toList(), days, () -> "seed " + seed);
            // A check-up never slips into another month than the one that is meant.
            var months = days.subList(4, days.size()).stream()
                    .map(day -> day.getYear() * 12
                            + day.getMonthValue()
                            - infusion.getYear() * 12
                            - infusion.getMonthValue())
                    .toList();
            assertEquals(List.of(3, 6, 12, 24, 36, 48, 60), months, () -> infusion + ", seed " + seed);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "lymphoma, pet-scan",
        "follicular-lymphoma, pet-scan",
        "diffuse-large-b-cell-lymphoma, pet-scan",
        "triple-hit-lymphoma, pet-scan",
        "lymphoma-after-transplant, pet-scan",
        "acute-lymphoblastic-leukaemia, bone-marrow-test",
        "leukaemia, bone-marrow-test",
        "other-blood-cancer, ask-your-team",
    })
    void theTestAfterThreeMonthsDependsOnTheDiagnosis(String diagnosis, String test) {
        var answer = ask("2026-03-01&diagnosis=" + diagnosis).expect(200);
        assertEquals(diagnosis, answer.text("/diagnosis"));
        assertEquals(test, answer.text("/milestones/4/test"));
        assertEquals(
                1,
                answer.texts("/milestones", "/test").stream()
                        .filter(test::equals)
                        .count());
        var word = test.equals("pet-scan") ? "PET scan" : test.equals("bone-marrow-test") ? "bone marrow" : "Your team";
        assertTrue(answer.text("/milestones/4/text").contains(word));
    }

    @Test
    void withoutADiagnosisTheTeamSaysWhichTest() {
        var answer = ask("2026-03-01").expect(200);
        assertTrue(answer.at("/diagnosis").isNull());
        assertEquals("ask-your-team", answer.text("/milestones/4/test"));
        assertTrue(answer.text("/milestones/4/text").endsWith("Your team says which test."));
    }

    @Test
    void itSaysThatOnesOwnHospitalMayDiffer() {
        assertTrue(ask("2026-03-01").text("/note").contains("Your own hospital may"));
    }

    @Test
    void itNamesWhereItIsTakenFromAndWhomToTalkTo() {
        var answer = ask("2026-03-01").expect(200);
        answer.at("/milestones")
                .forEach(each ->
                        assertEquals("recovery-page", each.at("/source/id").asText()));
        assertEquals("helpline", answer.text("/signposting/helpline/id"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2011-12-31",
                "1999-01-01",
                "0000-01-01",
                "2027-03-11",
                "9999-12-31",
                "2025-02-29",
                "2026-02-30",
                "2026-13-01",
                "2026-00-10",
                "2026-3-1",
                "20260301",
                "2026-03-01T00:00:00Z",
                "tomorrow",
                "",
                "%2B2026-03-01",
                "2026-03-01%20",
                "%D9%A2026-03-01",
            })
    void aDateThatCannotBeMeantIsRefusedByName(String date) {
        var problem = ask(date).expectProblem(400, "invalid-request");
        assertEquals(List.of("/infusionDate"), problem.wrongPlaces());
        assertEquals("query", problem.text("/errors/0/in"));
    }

    @Test
    void withoutADateItIsRefusedByName() {
        for (var path : List.of(PATH, PATH + "?diagnosis=lymphoma", PATH + "?")) {
            var problem = forum.guest().get(path).expectProblem(400, "invalid-request");
            assertEquals(List.of("/infusionDate"), problem.wrongPlaces());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"waiting", "myeloma", "Lymphoma", "", "lymphoma%20", "carer"})
    void aDiagnosisThatThereIsNotIsRefusedByName(String diagnosis) {
        var problem = ask("2026-03-01&diagnosis=" + diagnosis).expectProblem(400, "invalid-request");
        assertEquals(List.of("/diagnosis"), problem.wrongPlaces());
    }

    @Test
    void twoDatesAreOneTooMany() {
        ask("2026-03-01&infusionDate=2026-03-02").expectProblem(400, "invalid-request");
    }

    @Test
    void todayIsTodayInLondon() {
        // 2 July in London, still 1 July where the clock is kept.
        forum.clock().set(Instant.parse("2026-07-01T23:30:00Z"));
        ask("2027-07-02").expect(200);
        ask("2027-07-03").expectProblem(400, "invalid-request");
        // Winter: the same day in both.
        forum.clock().set(Instant.parse("2026-12-01T23:30:00Z"));
        ask("2027-12-01").expect(200);
        ask("2027-12-02").expectProblem(400, "invalid-request");
    }

    @Test
    void aYearFromALeapDayEndsInFebruary() {
        forum.clock().set(Instant.parse("2028-02-29T12:00:00Z"));
        ask("2029-02-28").expect(200);
        ask("2029-03-01").expectProblem(400, "invalid-request");
    }

    @Test
    void itGoesOnWorkingInAHundredYears() {
        forum.clock().advance(Duration.ofDays(36_525));
        assertEquals(ALL, ask("2126-06-30").expect(200).texts("/milestones", "/id"));
        assertEquals("2131-06-30", ask("2126-06-30").text("/milestones/10/date"));
    }

    @Test
    void anybodyMayAskAndNoCacheMayKeepTheAnswer() {
        for (var somebody : List.of(forum.guest(), forum.alice(), forum.mo())) {
            var answer = somebody.get(PATH + "?infusionDate=2026-03-01").expect(200);
            assertEquals("private, no-store", answer.header("Cache-Control"));
            assertTrue(answer.header("Vary").startsWith("Accept, "));
        }
        var problem = ask("1999-01-01");
        assertEquals("private, no-store", problem.header("Cache-Control"));
        // Others are asked for as before.
        assertEquals("no-cache", forum.guest().get("/services").header("Cache-Control"));
        assertFalse(forum.guest().get("/services").header("Vary").contains("Accept,"));
    }

    @Test
    void headersAloneAreThoseOfTheWhole() {
        var whole = ask("2026-03-01");
        var head = forum.guest().head(PATH + "?infusionDate=2026-03-01").expect(200);
        assertEquals(0, head.bytes().length);
        assertEquals(whole.header("ETag"), head.header("ETag"));
        assertNotEquals(whole.header("ETag"), ask("2026-03-02").header("ETag"));
    }

    @Test
    void nothingIsLoggedOrStored() {
        try (var everything = Logged.by(Logged.ROOT);
                var ours = Logged.by("waymark", Level.DEBUG)) {
            ask("2019-07-23&diagnosis=triple-hit-lymphoma").expect(200);
            forum.alice().get(PATH + "?infusionDate=2019-07-23").expect(200);
            forum.alice()
                    .with("Accept", "text/calendar")
                    .get(PATH + "?infusionDate=2019-07-23&diagnosis=triple-hit-lymphoma")
                    .expect(200);
            for (var wrong :
                    List.of("1919-07-23", "2019-07-23&unknown=1", "2019-07-23&infusionDate=x", "2019-07-23x")) {
                ask(wrong).expect(400);
            }
            forum.guest().post(PATH + "?infusionDate=2019-07-23", "{}").expect(405);
            assertTrue(
                    whole(ours).contains("route=\"/api/v1/guides/recovery-milestones\", status=\"200\""), whole(ours));
            for (var trace : List.of("19-07-23", "190723", "triple-hit", "infusionDate")) {
                assertFalse(whole(everything).contains(trace), trace);
            }
        }
        assertEquals(List.of(), tablesWith("19-07-23"));
        // The search finds what is there.
        assertTrue(tablesWith("triple-hit-lymphoma").contains("tag"));
    }

    private static String whole(Logged logged) {
        return logged.events().stream().map(LogCapture::whole).collect(Collectors.joining("\n"));
    }

    private static List<String> tablesWith(String words) {
        return forum.db()
                .read(tx -> tx
                        .fetch("select table_name from information_schema.tables where table_schema = 'public'")
                        .getValues(0, String.class)
                        .stream()
                        .filter(table -> tx.fetch(
                                        "select 1 from " + table + " as whole where whole::text like ?",
                                        "%" + words + "%")
                                .isNotEmpty())
                        .toList());
    }

    private static Answer ask(String date) {
        return forum.guest().get(PATH + "?infusionDate=" + date);
    }
}
