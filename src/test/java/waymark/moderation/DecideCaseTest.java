package waymark.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.testing.CaseDesk.claim;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.cases.CaseCategory;
import waymark.cases.Priority;
import waymark.cases.Raise;
import waymark.cases.Source;
import waymark.cases.Target;
import waymark.ids.PostId;
import waymark.platform.access.Role;
import waymark.testing.Answer;
import waymark.testing.CaseDesk;
import waymark.testing.Client;
import waymark.testing.Together;

/** Alice has written, and there is a case about it. */
class DecideCaseTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private String thread = "";
    private String post = "";
    private String found = "";

    @BeforeEach
    void thereIsACase() {
        var started = forum.thread(forum.alice());
        thread = started.thread();
        post = forum.reply(forum.alice(), thread, "Stop taking the tablets, I did.");
        found = raise(Target.of(PostId.of(post)), Priority.P2);
    }

    @Test
    void aRemovalTakesThePostDownWritesALetterAndEndsTheCase() {
        var made = decide(forum.mo(), "1", "remove", Map.of("message", "Please tell us what you did only."))
                .expect(201);

        assertEquals("resolved", made.text("/case/state"));
        assertEquals("/api/v1/posts/" + post, made.text("/touched/0/href"));
        assertEquals("mo", made.text("/decision/decidedBy"));
        forum.bob().get("/posts/" + post).expectProblem(404, "not-found");
        assertEquals("removed", forum.alice().get("/posts/" + post).text("/post/state"));

        var letter = forum.alice().get("/me/decisions").expect(200).at("/items/0");
        assertEquals("remove", letter.at("/action").asText());
        assertEquals("Please tell us what you did only.", letter.at("/message").asText());
        assertEquals("be-kind", letter.at("/rule/id").asText());
        assertTrue(letter.at("/appeal/possible").asBoolean());
        assertFalse(letter.toString().contains("\"mo\""), letter.toString());
        assertEquals(0, forum.bob().get("/me/decisions").at("/items").size());
    }

    @Test
    void nothingWrongEndsTheCaseAndWritesNoLetter() {
        int letters = forum.alice().get("/me/decisions").at("/items").size();
        decide(forum.mo(), "1", "no-action", Map.of("reason", "nothing-wrong")).expect(201);

        assertEquals(200, forum.bob().get("/posts/" + post).status());
        assertEquals(letters, forum.alice().get("/me/decisions").at("/items").size());
        assertEquals("resolved", show().text("/case/state"));
    }

    @Test
    void anEditKeepsWhatWasThereAndTellsItsAuthorWhatChanged() {
        decide(
                        forum.mo(),
                        "1",
                        "edit",
                        Map.of("markdown", "I stopped the tablets.", "targetVersion", 1, "message", "Your own story."))
                .expect(201);

        assertEquals("I stopped the tablets.", forum.bob().get("/posts/" + post).text("/post/text"));
        assertEquals(
                "Stop taking the tablets, I did.",
                forum.alice().get("/posts/" + post + "/revisions").text("/items/0/markdown"));
        var diff = forum.alice().get("/me/decisions").text("/items/0/diff");
        assertTrue(diff.contains("-Stop taking the tablets, I did.\n+I stopped the tablets."), diff);
    }

    @Test
    void anEditOfWhatHasChangedInTheMeantimeIsRefused() {
        forum.alice()
                .with("If-Match", "\"1\"")
                .patch("/posts/" + post, Map.of("markdown", "I have thought again."))
                .expect(200);
        var edit = Map.<String, Object>of("markdown", "Mine.", "targetVersion", 1, "message", "Why.");
        decide(forum.mo(), "1", "edit", edit).expectProblem(412, "stale-version");
        assertEquals("open", show().text("/case/state"));
    }

    @Test
    void aCaseCanGoOnAfterADecision() {
        var made = decide(forum.mo(), "1", "nudge", Map.of("message", "A word.", "keepOpen", true))
                .expect(201);
        assertEquals("open", made.text("/case/state"));
        decide(forum.mo(), "2", "no-action", Map.of()).expect(201);
        assertEquals("resolved", show().text("/case/state"));
    }

    @Test
    void ofTwoDecisionsOnOneVersionOneCounts() {
        var max = forum.signedIn("max", Role.MODERATOR);
        var answers = Together.times(
                2,
                i -> decide(i == 0 ? forum.mo() : max, "1", "remove", Map.of("message", "Why " + i + "."))
                        .status());
        assertEquals(1, answers.stream().filter(status -> status == 201).count(), answers.toString());
        assertTrue(answers.contains(412) || answers.contains(409), answers.toString());
    }

    @Test
    void whoDoesNotHoldItCannotDecideIt() {
        claim(forum.signedIn("max", Role.MODERATOR), found).expect(200);
        decide(forum.mo(), "2", "no-action", Map.of()).expectProblem(409, "case-taken");
        forum.clock().advance(Duration.ofMinutes(15));
        decide(forum.mo(), "2", "no-action", Map.of()).expect(201);
    }

    @Test
    void nobodyDecidesAboutTheirOwnWords() {
        var mo = forum.mo();
        var own = forum.reply(mo, thread, "A moderator says so.");
        var about = CaseDesk.raise(
                forum,
                Raise.of(Target.of(PostId.of(own)), forum.account(mo), Source.REPORT, CaseCategory.ABUSE, Priority.P2));

        mo.get("/cases/" + about).expectProblem(403, "conflict-of-interest");
        claim(mo, about).expectProblem(403, "conflict-of-interest");
        decide(mo, about, "1", "no-action", Map.of()).expectProblem(403, "conflict-of-interest");
        assertFalse(mo.get("/cases?limit=100").body().contains(about));
        mo.with("If-Match", "*")
                .put("/posts/" + own + "/removal", TestForum.removal("Mine."))
                .expectProblem(403, "conflict-of-interest");
    }

    @Test
    void whatIsMissingOrImpossibleIsNamed() {
        assertEquals(List.of("/message"), refused("remove", Map.of("message", " ")));
        assertEquals(List.of("/rule"), refused("remove", Map.of("message", "Why.", "rule", "none-such")));
        assertEquals(List.of("/reason"), refused("no-action", Map.of("reason", "none-such")));
        assertEquals(List.of("/until"), refused("silence", Map.of("message", "Why.")));
        assertEquals(List.of("/until"), refused("silence", Map.of("message", "Why.", "until", "2020-01-01T00:00:00Z")));
        assertEquals(List.of("/targetVersion"), refused("edit", Map.of("message", "Why.", "markdown", "New.")));
        assertEquals(List.of("/markdown"), refused("edit", Map.of("message", "Why.", "targetVersion", 1)));
        assertEquals(List.of("/action"), refused("restore", Map.of("message", "Why.")));
        assertEquals(List.of("/action"), refused("confirm", Map.of("message", "Why.")));
        assertEquals("open", show().text("/case/state"));
    }

    @Test
    void aVersionIsNeeded() {
        forum.mo()
                .post("/cases/" + found + "/decision", body("no-action", Map.of()))
                .expectProblem(428, "version-needed");
        decide(forum.mo(), "7", "no-action", Map.of()).expectProblem(412, "stale-version");
    }

    private Answer show() {
        return forum.mo().get("/cases/" + found).expect(200);
    }

    private List<String> refused(String action, Map<String, Object> more) {
        var answer = decide(forum.mo(), "1", action, more);
        return (answer.status() == 400 ? answer : answer.expectProblem(422, "invalid-value")).wrongPlaces();
    }

    private Answer decide(Client moderator, String version, String action, Map<String, Object> more) {
        return decide(moderator, found, version, action, more);
    }

    private static Answer decide(Client moderator, String id, String version, String action, Map<String, Object> more) {
        return CaseDesk.decide(moderator, id, "\"" + version + "\"", body(action, more));
    }

    private static Map<String, Object> body(String action, Map<String, Object> more) {
        var body = new HashMap<String, Object>(Map.of("action", action, "reason", "medical-advice", "rule", "be-kind"));
        body.putAll(more);
        return body;
    }

    private static String raise(Target target, Priority priority) {
        return forum.raise(target, Source.REPORT, priority, false).toString();
    }
}
