package waymark.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.testing.CaseDesk.caseAbout;
import static waymark.testing.CaseDesk.claim;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.platform.access.Role;
import waymark.testing.Answer;
import waymark.testing.CaseDesk;
import waymark.testing.Client;
import waymark.testing.Together;

/** Mo has taken down what Alice wrote. */
class LetterTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private String post = "";
    private String letter = "";

    @BeforeEach
    void aPostWasRemoved() {
        post = forum.thread(forum.alice()).post();
        letter = forum.mo()
                .with("If-Match", "*")
                .put("/posts/" + post + "/removal", TestForum.removal("It gives a phone number."))
                .expect(200)
                .text("/decision/id");
    }

    @Test
    void aLetterTellsWhatWasDoneByWhichRuleAndHowToAppealByWhen() {
        var told = forum.alice().get("/decisions/" + letter).expect(200).at("/decision");
        assertEquals("remove", told.at("/action").asText());
        assertTrue(told.at("/sentence").asText().contains("taken down"));
        assertEquals("keep-private-things-private", told.at("/rule/id").asText());
        assertEquals("It gives a phone number.", told.at("/message").asText());
        assertEquals("/api/v1/posts/" + post, told.at("/about/href").asText());
        assertTrue(told.at("/appeal/possible").asBoolean());
        assertEquals(
                forum.clock().instant().plus(Duration.ofDays(28)).toString(),
                told.at("/appeal/until").asText());
    }

    @Test
    void nobodyElseReadsIt() {
        forum.bob().get("/decisions/" + letter).expectProblem(404, "not-found");
        forum.mo().get("/decisions/" + letter).expectProblem(404, "not-found");
        appeal(forum.bob()).expectProblem(404, "not-found");
    }

    @Test
    void anAppealIsACaseThatTheOneWhoDecidedMayNotTouch() {
        appeal(forum.alice()).expect(201);
        assertFalse(forum.mo().get("/cases?limit=100").body().contains(letter));

        var max = forum.signedIn("max", Role.MODERATOR);
        var found = caseAbout(max, letter);
        var path = "/cases/" + found;
        forum.mo().get(path).expectProblem(403, "conflict-of-interest");
        claim(forum.mo(), found).expectProblem(403, "conflict-of-interest");
        decide(forum.mo(), found, "overturn").expectProblem(403, "conflict-of-interest");

        var page = max.get(path).expect(200);
        assertEquals("It was my own number.", page.text("/about/decision/appeal/message"));
        assertEquals(post, page.text("/about/post/id"));
        assertEquals(List.of("confirm", "overturn"), page.texts("/viewer/decisions", ""));
    }

    @Test
    void anAppealThatIsGrantedPutsThePostBackAndIsAnsweredByALetter() {
        appeal(forum.alice()).expect(201);
        var max = forum.signedIn("max", Role.MODERATOR);
        var answer = decide(max, caseAbout(max, letter), "overturn").expect(201);

        assertEquals("resolved", answer.text("/case/state"));
        forum.guest().get("/posts/" + post).expect(200);
        var told = forum.alice().get("/decisions/" + letter).expect(200);
        assertTrue(told.at("/decision/takenBack").asBoolean());
        assertEquals("overturned", told.text("/decision/appeal/state"));
        var second = forum.alice().get("/decisions/" + told.text("/decision/appeal/answer"));
        assertEquals("We have read it again.", second.expect(200).text("/decision/message"));
        assertFalse(second.json().at("/decision").has("appeal"));
    }

    @Test
    void anAppealThatIsNotGrantedLeavesItAndIsAnsweredToo() {
        appeal(forum.alice()).expect(201);
        var max = forum.signedIn("max", Role.MODERATOR);
        decide(max, caseAbout(max, letter), "confirm").expect(201);

        forum.guest().get("/posts/" + post).expectProblem(404, "not-found");
        var told = forum.alice().get("/decisions/" + letter).expect(200);
        assertEquals("confirmed", told.text("/decision/appeal/state"));
        assertFalse(told.at("/decision/takenBack").asBoolean());
    }

    @Test
    void aDecisionIsAppealedOnceEvenWhenItIsAskedTwentyTimesAtOnce() {
        var statuses = Together.times(20, i -> appeal(forum.alice()).status());
        assertEquals(1, statuses.stream().filter(status -> status == 201).count(), statuses.toString());
        assertEquals(19, statuses.stream().filter(status -> status == 409).count(), statuses.toString());
        appeal(forum.alice()).expectProblem(409, "already-appealed");
    }

    @Test
    void anAppealComesInTime() {
        forum.clock().advance(Duration.ofDays(28));
        assertTrue(forum.alice()
                .get("/decisions/" + letter)
                .at("/decision/appeal/possible")
                .asBoolean());
        forum.clock().advance(Duration.ofSeconds(1));
        assertFalse(forum.alice()
                .get("/decisions/" + letter)
                .at("/decision/appeal/possible")
                .asBoolean());
        appeal(forum.alice()).expectProblem(422, "appeal-closed");
    }

    @Test
    void whatWasTakenBackAlreadyCannotBeAppealed() {
        var max = forum.signedIn("max", Role.MODERATOR);
        max.with("If-Match", "\"9\"")
                .put("/decisions/" + letter + "/reversal", Map.of("reason", "mistake", "message", "Sorry."))
                .expectProblem(412, "stale-version");
        max.with("If-Match", "\"1\"")
                .put("/decisions/" + letter + "/reversal", Map.of("reason", "mistake", "message", "Sorry."))
                .expect(200);
        forum.guest().get("/posts/" + post).expect(200);
        appeal(forum.alice()).expectProblem(409, "decision-reversed");
        max.with("If-Match", "*")
                .put("/decisions/" + letter + "/reversal", Map.of("reason", "mistake", "message", "Sorry."))
                .expectProblem(409, "decision-reversed");
    }

    @Test
    void lettersComeInPagesTheNewestFirst() {
        var other = forum.thread(forum.member("lee")).post();
        forum.mo()
                .with("If-Match", "*")
                .put("/posts/" + other + "/removal", TestForum.removal("The first."))
                .expect(200);
        forum.mo().with("If-Match", "*").delete("/posts/" + other + "/removal").expect(200);
        var lee = forum.member("lee");
        var first = lee.get("/me/decisions?limit=1").expect(200);
        assertEquals(List.of("restore"), first.texts("/items", "/action"));
        var second =
                lee.get("/me/decisions?limit=1&cursor=" + first.text("/next")).expect(200);
        assertEquals(List.of("remove"), second.texts("/items", "/action"));
        assertTrue(second.at("/items/0/takenBack").asBoolean());
        forum.guest().get("/me/decisions").expectProblem(401, "sign-in-needed");
    }

    private Answer appeal(Client member) {
        return member.post("/decisions/" + letter + "/appeal", Map.of("message", "It was my own number."));
    }

    private static Answer decide(Client moderator, String found, String action) {
        return CaseDesk.decide(
                moderator,
                found,
                Map.of("action", action, "reason", "appeal-considered", "message", "We have read it again."));
    }
}
