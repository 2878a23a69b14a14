package waymark.signposting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.platform.access.Nation;
import waymark.testing.Answer;
import waymark.testing.TestClock;

/** Who is shown what. */
class DirectoryTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final Instant THREE_AT_NIGHT = Instant.parse("2026-03-11T03:00:00Z");

    @BeforeEach
    void anOrdinaryTuesdayAtNoon() {
        forum.clock().set(TestClock.START);
    }

    @Test
    void theMostUrgentComesFirstAndNoMoreThanThree() {
        assertEquals(
                List.of("emotional-support", "driving", "work-money"),
                ids("diagnosis-charity", "work-money", "driving", "emotional-support"));
        assertEquals(List.of("emergency-999", "car-t-team-now"), ids("car-t-team-now", "emergency-999"));
    }

    @Test
    void whatMaySaveALifeIsNeverLeftOut() {
        assertEquals(
                List.of("emergency-999", "crisis-mh", "car-t-team-now"),
                ids("driving", "car-t-team-now", "ask-your-team", "crisis-mh", "emergency-999", "bereavement"));
    }

    @Test
    void whatNobodyKnowsAndTheHelplineArePassedOver() {
        assertEquals(List.of("driving"), ids("helpline", "no-such-signpost", "driving", "driving"));
        assertEquals(List.of(), ids());
    }

    @Test
    void aNoticeNamesTheServicesOfTheNation() {
        assertTrue(services("crisis-mh", Optional.of(Nation.WALES)).contains("nhs-111-wales"));
        assertFalse(services("crisis-mh", Optional.of(Nation.WALES)).contains("nhs-111-england"));
        assertEquals(
                List.of("samaritans", "shout", "lifeline", "emergency", "papyrus", "childline"),
                services("crisis-mh", Optional.of(Nation.NORTHERN_IRELAND)));
        var all = services("crisis-mh", Optional.empty());
        assertTrue(all.containsAll(List.of("nhs-111-england", "nhs-111-wales", "nhs-111-scotland", "lifeline")));
    }

    @Test
    void topicsAreTheSameForEveryReader() {
        var topics = directory().topics(List.of("work-money", "driving"));

        assertEquals(
                List.of("driving", "work-money"),
                topics.stream().map(Signposting.Topic::id).toList());
        assertTrue(topics.get(1).services().stream()
                .anyMatch(service -> service.id().equals("citizens-advice")));
    }

    @Test
    void whereNobodyPicksUpThePhoneSomebodyWhoDoesIsAdded() {
        assertFalse(services("carer-support", Optional.empty()).contains("samaritans"));

        forum.clock().set(THREE_AT_NIGHT);
        var atNight = services("carer-support", Optional.empty());

        assertEquals("samaritans", atNight.get(atNight.size() - 1));
        assertEquals(List.of("own-team", "emergency"), services("car-t-team-now", Optional.empty()));
    }

    @Test
    void unknownHoursDoNotCountAsOpen() {
        var services = services("diagnosis-charity", Optional.empty());
        assertEquals("samaritans", services.get(services.size() - 1));
    }

    @Test
    void whenNobodyCanLookThereAreTheRedFlagsAndTheCrisisCard() {
        var standing = directory().standing(Optional.empty());

        assertEquals(
                List.of("red-flags", "crisis-mh"),
                standing.stream().map(Notice::id).toList());
        assertTrue(standing.stream().allMatch(notice -> notice.tier() == 1));
    }

    @Test
    void helpPagesHaveEverySignpostAndTheStandingTexts() {
        var answer = forum.guest().get("/signposting").expect(200);

        assertEquals(
                Arrays.stream(SignpostId.values()).map(SignpostId::code).toList(), answer.texts("/signposts", "/id"));
        assertTrue(answer.text("/standing/editor").contains("not a crisis service"));
        assertEquals(List.of("own-team", "emergency"), answer.texts("/standing/redFlags/services", "/id"));
        assertEquals(ShippedCatalogue.get().version(), answer.text("/signposting/version"));
    }

    @Test
    void theListOfServicesIsThatOfTheNation() {
        var scottish =
                forum.guest().get("/services?nation=scotland").expect(200).texts("/items", "/id");
        assertTrue(scottish.containsAll(List.of("helpline", "emergency", "nhs-111-scotland", "dvla")));
        assertFalse(scottish.contains("nhs-111-england"));
        assertFalse(scottish.contains("citizens-advice"));

        var northernIrish = forum.guest()
                .get("/services?nation=northern-ireland")
                .expect(200)
                .texts("/items", "/id");
        assertTrue(northernIrish.contains("lifeline"));
        assertFalse(northernIrish.contains("dvla"));
        assertEquals(
                List.of("/nation"),
                forum.guest()
                        .get("/services?nation=cornwall")
                        .expectProblem(400, "invalid-request")
                        .wrongPlaces());
    }

    @Test
    void aMemberSaysOnceWhereTheyLive() {
        var nora = forum.member("nora");
        assertTrue(nora.get("/me").expect(200).at("/account/nation").isNull());
        assertTrue(servicesOf(nora.get("/services")).contains("citizens-advice"));

        nora.patch("/me", Map.of("nation", "wales")).expect(200);

        assertEquals("wales", nora.get("/me").text("/account/nation"));
        assertFalse(servicesOf(nora.get("/services")).contains("citizens-advice"));
        assertTrue(servicesOf(nora.get("/services?nation=england")).contains("citizens-advice"));
        assertFalse(nora.get("/signposting").body().contains("nhs-111-scotland"));
        assertTrue(forum.member("olaf").get("/me").at("/account/nation").isNull());

        assertTrue(nora.patch("/me", "{\"nation\": null}")
                .expect(200)
                .at("/account/nation")
                .isNull());
        assertTrue(servicesOf(nora.get("/services")).contains("citizens-advice"));
    }

    @Test
    void aNationThereIsNotIsRefused() {
        forum.alice().patch("/me", "{}").expectProblem(400, "invalid-request");
        var answer = forum.alice().patch("/me", Map.of("nation", "Wales")).expectProblem(422, "invalid-value");
        assertEquals(List.of("/nation"), answer.wrongPlaces());
        forum.guest().patch("/me", Map.of("nation", "wales")).expectProblem(401, "sign-in-needed");
    }

    @Test
    void whatSomebodyHasToConfirmAgainIsToldToWhoeverWatchesTheServer() {
        assertEquals(
                0,
                forum.guest().get("//health/ready").expect(200).at("/warnings").size());

        forum.clock().set(Instant.parse("2027-05-21T22:00:00Z"));
        assertEquals(
                0,
                forum.guest().get("//health/ready").expect(200).at("/warnings").size());

        forum.clock().set(Instant.parse("2027-05-21T23:00:00Z"));
        var late = forum.guest().get("//health/ready").expect(200);
        assertEquals("service-review-due", late.text("/warnings/0/code"));
        assertTrue(late.text("/warnings/0/detail").contains("helpline"));
        assertEquals("helpline", forum.guest().get("/services").text("/items/0/id"));
    }

    private static List<String> servicesOf(Answer answer) {
        return answer.expect(200).texts("/items", "/id");
    }

    private static List<String> ids(String... signposts) {
        return directory().notices(List.of(signposts), Optional.empty()).stream()
                .map(Notice::id)
                .toList();
    }

    private static List<String> services(String signpost, Optional<Nation> nation) {
        return directory().notices(List.of(signpost), nation).get(0).services().stream()
                .map(Service::id)
                .toList();
    }

    private static Directory directory() {
        return forum.app().directory();
    }
}
