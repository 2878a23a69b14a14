package waymark.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.testing.CaseDesk.claim;
import static waymark.testing.CaseDesk.handBack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.ids.PostId;
import waymark.platform.access.Role;
import waymark.testing.CaseDesk;
import waymark.testing.Client;
import waymark.testing.Together;

/** Five of the most urgent cases are enough for one shift. */
class WellbeingTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    @BeforeEach
    void theShiftBegins() {
        forum.clock().advance(Duration.ofHours(9));
        CaseDesk.clear(forum);
    }

    @Test
    void afterFiveOfTheMostUrgentOthersComeFirst() {
        for (int i = 1; i <= 5; i++) {
            var taken = claim(forum.mo(), raise(Priority.P0)).expect(200);
            assertEquals(i, taken.at("/viewer/wellbeing/p0Claimed").asInt());
            assertEquals(i == 5, taken.at("/viewer/wellbeing/capReached").asBoolean());
            assertEquals(5, taken.at("/viewer/wellbeing/p0Cap").asInt());
        }
        var urgent = raise(Priority.P0);
        var lessUrgent = raise(Priority.P1);

        assertEquals(lessUrgent, forum.mo().get("/cases/next").text("/case/id"));
        assertEquals(urgent, max().get("/cases/next").text("/case/id"));
        claim(forum.mo(), urgent).expectProblem(409, "case-cap-reached");
        claim(forum.mo(), lessUrgent).expect(200);
        assertTrue(forum.mo().get("/cases/next").at("/case").isMissingNode());

        forum.mo()
                .with("If-Match", "*")
                .put("/cases/" + urgent + "/claim?overCap=true")
                .expect(200);
    }

    @Test
    void oneThatMoHasHadAlreadyIsNotOneMore() {
        var first = raise(Priority.P0);
        claim(forum.mo(), first).expect(200);
        for (int i = 0; i < 4; i++) {
            claim(forum.mo(), raise(Priority.P0)).expect(200);
        }
        handBack(forum.mo(), first).expect(200);
        claim(forum.mo(), first).expect(200);
        claim(forum.mo(), first).expect(200);
        assertEquals(5, wellbeing().at("/p0Claimed").asInt());
    }

    @Test
    void theNextShiftBeginsAnew() {
        for (int i = 0; i < 5; i++) {
            claim(forum.mo(), raise(Priority.P0)).expect(200);
        }
        forum.clock().advance(Duration.ofHours(8).minusSeconds(1));
        assertTrue(wellbeing().at("/capReached").asBoolean());
        forum.clock().advance(Duration.ofSeconds(1));
        assertFalse(wellbeing().at("/capReached").asBoolean());
        claim(forum.mo(), raise(Priority.P0)).expect(200);
    }

    @Test
    void takingTenAtOnceStillTakesFive() {
        var ids = IntStream.range(0, 10).mapToObj(i -> raise(Priority.P0)).toList();
        var answers = Together.times(10, i -> claim(forum.mo(), ids.get(i)).status());
        assertEquals(5, answers.stream().filter(status -> status == 200).count(), answers.toString());
        assertEquals(5, answers.stream().filter(status -> status == 409).count(), answers.toString());
    }

    @Test
    void aBreakIsAdvisedAfterTwoHoursWithoutAPause() {
        work(Duration.ofMinutes(29), 4);
        assertFalse(wellbeing().at("/breakAdvised").asBoolean(), "an hour and 56 minutes");
        work(Duration.ofMinutes(4), 1);
        assertTrue(wellbeing().at("/breakAdvised").asBoolean(), "two hours");
        forum.clock().advance(Duration.ofMinutes(31));
        assertFalse(wellbeing().at("/breakAdvised").asBoolean(), "after a pause");
    }

    @Test
    void whoPausesInBetweenIsNotAdvised() {
        work(Duration.ofMinutes(29), 2);
        work(Duration.ofMinutes(31), 1);
        work(Duration.ofMinutes(29), 3);
        assertFalse(wellbeing().at("/breakAdvised").asBoolean());
    }

    /** Takes something now, and again so often, each time after a while. */
    private static void work(Duration pause, int times) {
        if (times > 1) {
            claim(forum.mo(), raise(Priority.P2)).expect(200);
        }
        for (int i = 0; i < times; i++) {
            forum.clock().advance(pause);
            claim(forum.mo(), raise(Priority.P2)).expect(200);
        }
    }

    private static JsonNode wellbeing() {
        return forum.mo().get("/cases/next").expect(200).at("/viewer/wellbeing");
    }

    private static Client max() {
        return forum.signedIn("max", Role.MODERATOR);
    }

    private static String raise(Priority priority) {
        return forum.raise(Target.of(new PostId(UUID.randomUUID())), Source.SIGNPOSTING, priority, false)
                .toString();
    }
}
