package waymark.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.testing.CaseDesk.caseAbout;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.cases.Priority;
import waymark.cases.Source;
import waymark.cases.Target;
import waymark.ids.StoryId;
import waymark.platform.access.Role;
import waymark.stories.Storyteller;
import waymark.testing.Answer;
import waymark.testing.CaseDesk;
import waymark.testing.Client;
import waymark.testing.Together;

/** Alice's story is published, and Bob has reported it. */
class StoryCaseTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private final Storyteller told = new Storyteller(forum);
    private String story = "";
    private String path = "";
    private String found = "";

    @BeforeEach
    void aStoryWasReported() {
        story = told.published(forum.alice());
        path = "/stories/" + story;
        forum.bob()
                .post("/reports", Map.of("target", Map.of("type", "story", "id", story), "reason", "unsafe-advice"))
                .expect(201);
        found = caseAbout(forum.mo(), story);
    }

    @Test
    void theCaseShowsWhatReadersGetAndWhereTheRestIs() {
        Storyteller.any(forum.alice())
                .patch(path, Map.of("title", "Not sent yet"))
                .expect(200);
        var page = show();

        assertEquals(story, page.text("/about/story/id"));
        assertEquals("Learning to go slowly", page.text("/about/story/title"));
        assertTrue(page.text("/about/story/text").startsWith("I came home in the rain."));
        assertTrue(page.text("/about/story/html").contains("<p>"));
        assertEquals("draft", page.text("/about/story/state"));
        assertEquals(1, page.at("/about/story/number").asInt());
        assertEquals(1, page.at("/about/story/live").asInt());
        assertEquals("/api/v1" + path + "/manuscript", page.text("/about/story/manuscript"));
        forum.mo().get(path + "/manuscript").expect(200);
        assertEquals("alice", page.text("/person/username"));
        assertEquals("Learning to go slowly", page.text("/snapshots/0/title"));
        assertEquals(
                List.of("no-action", "nudge", "remove", "warn", "silence", "suspend"),
                page.texts("/viewer/decisions", ""));
        assertFalse(page.body().contains("Not sent yet"));
        assertTrue(forum.audited(found).contains("case-read"));
    }

    @Test
    void aRemovalTakesTheStoryFromItsReadersAndWritesALetter() {
        var made = decide(forum.mo(), found, "remove", Map.of()).expect(201);
        assertEquals("resolved", made.text("/case/state"));
        assertEquals("story", made.text("/touched/0/type"));
        assertEquals("/api/v1" + path + "/manuscript", made.text("/touched/0/href"));

        forum.guest().get(path).expectProblem(410, "gone");
        assertFalse(forum.bob().get("/stories?limit=100").expect(200).body().contains(story));
        assertEquals("archived", told.state(story));
        var manuscript = forum.alice().get(path + "/manuscript").expect(200);
        assertEquals("archive", manuscript.text("/manuscript/steps/0/action"));
        assertEquals("Please leave the tablets out.", manuscript.text("/manuscript/steps/0/message"));
        assertFalse(manuscript.body().contains("\"mo\""));

        var letter = forum.alice().get("/me/decisions").expect(200).at("/items/0");
        assertEquals("remove", letter.at("/action").asText());
        assertEquals("story", letter.at("/about/type").asText());
        assertEquals("Please leave the tablets out.", letter.at("/message").asText());
        assertTrue(letter.at("/appeal/possible").asBoolean());
        assertTrue(forum.audited(story).containsAll(List.of("story-archive", "decided-remove")));
        var page = show();
        assertEquals("Learning to go slowly", page.text("/about/story/title"));
        assertFalse(page.at("/about/story").has("live"));
    }

    @Test
    void anAppealThatIsGrantedPutsTheStoryBack() {
        var letter = remove();
        forum.alice()
                .post("/decisions/" + letter + "/appeal", Map.of("message", "It only says what I did."))
                .expect(201);
        var max = forum.signedIn("max", Role.MODERATOR);
        var appeal = caseAbout(max, letter);
        forum.mo().get("/cases/" + appeal).expectProblem(403, "conflict-of-interest");
        assertEquals(story, max.get("/cases/" + appeal).expect(200).text("/about/story/id"));

        var made = decide(max, appeal, "overturn", Map.of()).expect(201);
        assertEquals(story, made.text("/touched/0/id"));
        assertFalse(made.json().has("notPutBack"));
        assertEquals(
                "Learning to go slowly", forum.guest().get(path).expect(200).text("/story/title"));
        assertEquals("published", told.state(story));
        assertTrue(forum.alice()
                .get("/decisions/" + letter)
                .at("/decision/takenBack")
                .asBoolean());
        assertTrue(forum.audited(story).contains("story-restore"));
        assertEquals("restore", forum.alice().get(path + "/manuscript").text("/manuscript/steps/0/action"));
    }

    @Test
    void aStoryIsPutBackByADecisionOnItsCase() {
        var letter = remove();
        report(forum.bob(), "spam").expectProblem(404, "not-found");
        var reopened = reopen();
        var page = forum.mo().get("/cases/" + reopened).expect(200);
        assertTrue(page.texts("/viewer/decisions", "").contains("restore"));
        assertFalse(page.texts("/viewer/decisions", "").contains("remove"));

        decide(forum.mo(), reopened, "restore", Map.of()).expect(201);
        forum.guest().get(path).expect(200);
        assertTrue(forum.alice()
                .get("/decisions/" + letter)
                .at("/decision/takenBack")
                .asBoolean());
    }

    @Test
    void whatItsAuthorHasTakenBackNobodyPutsBack() {
        var letter = remove();
        forum.alice().delete(path + "/consent").expect(200);
        var made = reverse(letter);

        assertEquals(0, made.at("/touched").size());
        forum.guest().get(path).expectProblem(410, "gone");
        // Nor when there is a new text with a new consent: the old one stays taken back.
        Storyteller.any(forum.alice())
                .patch(path, Map.of("title", "Other words"))
                .expect(200);
        forum.alice().put(path + "/consent", Storyteller.consent("forum")).expect(200);
        decide(forum.mo(), reopen(), "restore", Map.of()).expectProblem(422, "invalid-value");
        forum.guest().get(path).expectProblem(410, "gone");
    }

    @Test
    void whatHasNoConsentAnyMoreStaysDownAndTheAnswerSaysWhy() {
        var letter = remove();
        var consent = Storyteller.consent("forum");
        consent.put("months", 1);
        forum.alice().put(path + "/consent", consent).expect(200);
        var reopened = reopen();
        var before = forum.clock().instant();
        forum.clock().advance(Duration.ofDays(40));
        try {
            // Those who signed in before are signed out by now.
            var later = forum.signedIn("later", Role.MODERATOR);
            var made = reverse(later, letter);
            assertEquals("consent-needed", made.text("/notPutBack/code"));
            assertEquals(0, made.at("/touched").size());
            decide(later, reopened, "restore", Map.of()).expectProblem(409, "consent-needed");
            forum.guest().get(path).expectProblem(410, "gone");
        } finally {
            forum.clock().set(before);
        }
        assertEquals("archived", told.state(story));
        assertTrue(forum.alice()
                .get("/decisions/" + letter)
                .at("/decision/takenBack")
                .asBoolean());
    }

    @Test
    void aNewerTextGoesOnBeingWorkedOnWhileTheOldOneIsTakenDownAndPutBack() {
        Storyteller.any(forum.alice())
                .patch(path, Map.of("title", "A year later"))
                .expect(200);
        Storyteller.any(forum.alice()).put(path + "/submission").expect(200);
        var letter = remove();
        assertEquals("submitted", told.state(story));
        reverse(letter);
        assertEquals("submitted", told.state(story));
        assertEquals(
                "Learning to go slowly", forum.guest().get(path).expect(200).text("/story/title"));
        told.approve(story);
        told.publish(story).expect(200);
        assertEquals("A year later", forum.guest().get(path).expect(200).text("/story/title"));
    }

    @Test
    void whatIsNotPublishedCannotBeTakenDown() {
        Storyteller.any(forum.alice()).delete(path + "/consent").expect(200);
        assertFalse(show().texts("/viewer/decisions", "").contains("remove"));
        decide(forum.mo(), found, "remove", Map.of()).expectProblem(422, "invalid-value");
        decide(forum.mo(), found, "edit", Map.of("markdown", "Mine.", "targetVersion", 1))
                .expectProblem(422, "invalid-value");
        decide(forum.mo(), found, "warn", Map.of()).expect(201);
    }

    @Test
    void aStoryThatHasChangedSinceItWasReadIsNotTakenDown() {
        int version = show().at("/about/story/version").asInt();
        Storyteller.any(forum.alice())
                .patch(path, Map.of("title", "A year later"))
                .expect(200);
        decide(forum.mo(), found, "remove", Map.of("targetVersion", version)).expectProblem(412, "stale-version");
        forum.guest().get(path).expect(200);
        assertEquals("open", show().text("/case/state"));
    }

    @Test
    void ofTwoWhoTakeItDownAndItsAuthorWhoTakesItBackEachIsToldSomethingTrue() {
        var max = forum.signedIn("max", Role.MODERATOR);
        var statuses = Together.times(3, i -> switch (i) {
            case 0 -> decide(forum.mo(), found, "remove", Map.of()).status();
            case 1 -> decide(max, found, "remove", Map.of()).status();
            default -> forum.alice().delete(path + "/consent").status();
        });
        assertEquals(200, statuses.get(2), statuses.toString());
        assertTrue(List.of(201, 409, 412, 422).containsAll(statuses.subList(0, 2)), statuses.toString());
        assertTrue(
                statuses.subList(0, 2).stream().filter(status -> status == 201).count() <= 1, statuses.toString());
        forum.guest().get(path).expectProblem(410, "gone");
        assertEquals("withdrawn", told.state(story));
    }

    private String remove() {
        return decide(forum.mo(), found, "remove", Map.of()).expect(201).text("/decision/id");
    }

    private static Answer reverse(String decision) {
        return reverse(forum.mo(), decision);
    }

    private static Answer reverse(Client moderator, String decision) {
        return moderator
                .with("If-Match", "*")
                .put("/decisions/" + decision + "/reversal", Map.of("reason", "mistake", "message", "We are sorry."))
                .expect(200);
    }

    /** The case about the story, open again for another reason. */
    private String reopen() {
        return forum.raise(Target.of(StoryId.of(story)), Source.REPORT, Priority.P2, false)
                .toString();
    }

    private Answer report(Client reporter, String reason) {
        return reporter.post("/reports", Map.of("target", Map.of("type", "story", "id", story), "reason", reason));
    }

    private Answer show() {
        return forum.mo().get("/cases/" + found).expect(200);
    }

    private static Answer decide(Client moderator, String id, String action, Map<String, Object> more) {
        var body = new HashMap<String, Object>(Map.of(
                "action", action,
                "reason", "unsafe-advice",
                "rule", "experience-not-advice",
                "message", "Please leave the tablets out."));
        body.putAll(more);
        return CaseDesk.decide(moderator, id, body);
    }
}
