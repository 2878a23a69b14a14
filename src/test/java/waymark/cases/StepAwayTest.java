package waymark.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.testing.CaseDesk.claim;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.ids.PostId;
import waymark.platform.access.Role;
import waymark.testing.Answer;
import waymark.testing.CaseDesk;
import waymark.testing.Client;
import waymark.testing.Together;

/** Mo needs a break. */
class StepAwayTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private Client max = forum.guest();

    @BeforeEach
    void moIsHere() {
        max = forum.signedIn("max", Role.MODERATOR);
        forum.mo().delete("/me/away").expect(200);
        forum.clock().advance(Duration.ofHours(1));
        CaseDesk.clear(forum);
    }

    @Test
    void allCasesThatMoHoldsGoBackAtOnceAndNobodyAsksWhy() {
        var held = List.of(raise(), raise());
        held.forEach(id -> claim(forum.mo(), id).expect(200));
        var escalated = raise();
        var lea = forum.signedIn("lea", Role.ADMIN);
        claim(max, escalated).expect(200);

        var away = forum.mo().put("/me/away").expect(200);
        assertTrue(away.at("/away").asBoolean());
        assertEquals(2, away.at("/handedBack").asInt());
        assertEquals(forum.clock().instant().toString(), away.text("/since"));
        assertTrue(away.at("/until").isMissingNode());

        for (var id : held) {
            var shown = lea.get("/cases/" + id).expect(200);
            assertEquals("open", shown.text("/case/state"));
            assertTrue(shown.texts("/events", "/kind").contains("handed-back"));
            claim(max, id).expect(200);
        }
        assertEquals("claimed", lea.get("/cases/" + escalated).text("/case/state"), "what others hold stays with them");
    }

    @Test
    void aLeadGivesAnEscalatedCaseBackToLeads() {
        var lea = forum.signedIn("lea", Role.ADMIN);
        var id = raise();
        max.with("If-Match", "*")
                .put("/cases/" + id + "/escalation", Map.of("note", "For a lead."))
                .expect(200);
        claim(lea, id).expect(200);
        assertEquals(1, lea.put("/me/away").expect(200).at("/handedBack").asInt());
        lea.delete("/me/away").expect(200);
        assertEquals("escalated", lea.get("/cases/" + id).text("/case/state"));
    }

    @Test
    void whileAwayNothingIsGivenOrTaken() {
        var id = raise();
        assertEquals(id, forum.mo().get("/cases/next").text("/case/id"));
        forum.mo().put("/me/away").expect(200);

        var next = forum.mo().get("/cases/next").expect(200);
        assertTrue(next.at("/case").isMissingNode());
        assertTrue(next.at("/viewer/wellbeing/away").asBoolean());
        claim(forum.mo(), id).expectProblem(409, "you-are-away");
        assertEquals(id, max.get("/cases/next").text("/case/id"));

        assertFalse(forum.mo().delete("/me/away").expect(200).at("/away").asBoolean());
        claim(forum.mo(), id).expect(200);
    }

    @Test
    void anAbsenceEndsByItself() {
        var until = forum.clock().instant().plus(Duration.ofHours(2)).toString();
        assertEquals(
                until,
                forum.mo().put("/me/away", Map.of("until", until)).expect(200).text("/until"));
        forum.clock().advance(Duration.ofHours(2).minusSeconds(1));
        assertTrue(away().at("/away").asBoolean());
        forum.clock().advance(Duration.ofSeconds(1));
        assertFalse(away().at("/away").asBoolean());
        claim(forum.mo(), raise()).expect(200);
    }

    @Test
    void anEndThatIsOverIsRefused() {
        var past = forum.clock().instant().toString();
        assertEquals(
                List.of("/until"),
                forum.mo()
                        .put("/me/away", Map.of("until", past))
                        .expectProblem(422, "invalid-value")
                        .wrongPlaces());
        assertFalse(away().at("/away").asBoolean());
    }

    @Test
    void steppingAwayAgainGivesAnotherEndAndKeepsTheBeginning() {
        var since = forum.mo().put("/me/away").expect(200).text("/since");
        forum.clock().advance(Duration.ofMinutes(5));
        var until = forum.clock().instant().plus(Duration.ofDays(14)).toString();
        var again = forum.mo().put("/me/away", Map.of("until", until)).expect(200);
        assertEquals(since, again.text("/since"));
        assertEquals(until, again.text("/until"));
        assertEquals(0, again.at("/handedBack").asInt());
    }

    @Test
    void whoTakesACaseWhileSteppingAwayHoldsNothingAfterwards() {
        for (int round = 0; round < 10; round++) {
            var id = raise();
            Together.times(2, i -> i == 0 ? forum.mo().put("/me/away").expect(200) : claim(forum.mo(), id));
            assertEquals("open", max.get("/cases/" + id).text("/case/state"));
            forum.mo().delete("/me/away").expect(200);
        }
    }

    @Test
    void itIsForModerators() {
        forum.alice().put("/me/away").expectProblem(403, "not-allowed");
        forum.guest().get("/me/away").expectProblem(401, "sign-in-needed");
    }

    private static Answer away() {
        return forum.mo().get("/me/away").expect(200);
    }

    private static String raise() {
        return forum.raise(Target.of(new PostId(UUID.randomUUID())), Source.REPORT, Priority.P2, false)
                .toString();
    }
}
