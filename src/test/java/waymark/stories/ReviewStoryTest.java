package waymark.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.testing.Answer;
import waymark.testing.Together;

/** What the team does with stories. */
class ReviewStoryTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private final Storyteller told = new Storyteller(forum);

    @Test
    void theQueueSaysHowLongAuthorsHaveWaitedAndWhatTheyWerePromised() {
        var first = told.submitted(forum.member("first-author"));
        forum.clock().advance(Duration.ofHours(1));
        var second = told.submitted(forum.member("second-author"));

        var queue = told.reviewer().get("/stories/awaiting-review?limit=100").expect(200);
        var waiting = queue.texts("/items", "/story/id");
        assertTrue(waiting.indexOf(first) < waiting.indexOf(second));
        int at = waiting.indexOf(first);
        var promised = Duration.between(
                Instant.parse(queue.text("/items/" + at + "/story/submittedAt")),
                Instant.parse(queue.text("/items/" + at + "/story/dueAt")));
        // Five working days, with a weekend in between wherever they begin.
        assertEquals(Duration.ofDays(7), promised);
        assertFalse(queue.at("/items/" + at + "/overdue").asBoolean());
        var now = forum.clock().instant();
        forum.clock().advance(Duration.ofDays(8));
        assertTrue(told.reviewer()
                .get("/stories/awaiting-review?limit=100")
                .at("/items/" + at + "/overdue")
                .asBoolean());
        forum.clock().set(now);
        forum.alice().get("/stories/awaiting-review").expectProblem(403, "not-allowed");
    }

    @Test
    void aStoryThatNamesStaffNeedsTwoPeople() {
        var text = Storyteller.text();
        text.put("markdown", Storyteller.MARKDOWN + "\n\nOur nurse, Sister Pemberton, was there every night.");
        var id = told.submitted(forum.alice(), text);
        var manuscript = told.manuscript(id);
        assertEquals(2, manuscript.at("/approvalsNeeded").asInt());
        var hint = manuscript.at("/hints/0");
        var named = manuscript
                .at("/text/markdown")
                .asText()
                .substring(hint.at("/start").asInt(), hint.at("/end").asInt());
        assertTrue(named.contains("Pemberton"), named);
        assertTrue(hint.at("/secondApproval").asBoolean());

        told.approve(told.reviewer(), id).expect(200);
        assertEquals("submitted", told.state(id));
        told.approve(told.reviewer(), id).expect(200);
        assertEquals("submitted", told.state(id), "the same person twice is one person");
        Storyteller.any(told.reviewer()).put("/stories/" + id + "/publication").expectProblem(409, "step-not-possible");
        told.approve(told.second(), id).expect(200);
        assertEquals("approved", told.state(id));
        told.publish(id).expect(200);
    }

    @Test
    void aMedicalClaimThatAReviewerSeesNeedsASecondPerson() {
        fillUp();
        var id = told.submitted(forum.alice());
        assertEquals(1, told.manuscript(id).at("/approvalsNeeded").asInt());
        Storyteller.any(told.reviewer())
                .put("/stories/" + id + "/approval", Map.of("hash", told.hash(id), "medicalClaim", true))
                .expect(200);
        assertEquals("submitted", told.state(id));
        assertEquals(2, told.manuscript(id).at("/approvalsNeeded").asInt());
    }

    @Test
    void enoughStoriesOfTheSameKindAreToldAsExactlyAsTheyWere() {
        fillUp();
        var id = told.submitted(forum.alice());
        var preview = told.manuscript(id).at("/preview");
        assertTrue(preview.at("/enough").asBoolean());
        assertEquals("follicular-lymphoma", preview.at("/facets/diagnosis").asText());
        assertEquals(0, preview.at("/generalised").size());

        var rare = Storyteller.text();
        rare.put("diagnosis", "triple-hit-lymphoma");
        rare.put("nation", "scotland");
        var other = told.submitted(forum.alice(), rare);
        var generalised = told.manuscript(other).at("/preview");
        assertEquals("lymphoma", generalised.at("/facets/diagnosis").asText());
        assertTrue(generalised.at("/facets/nation").isNull());
        assertEquals("diagnosis", generalised.at("/generalised/0").asText());
    }

    @Test
    void aDayIsKeptByItself() {
        var id = told.submitted(forum.alice());
        told.approve(id);
        var path = "/stories/" + id;
        var day = forum.clock().instant().plus(Duration.ofDays(3));
        Storyteller.any(told.reviewer())
                .put(
                        path + "/schedule",
                        Map.of("publishAt", forum.clock().instant().toString()))
                .expectProblem(422, "invalid-value");
        Storyteller.any(told.reviewer())
                .put(path + "/schedule", Map.of("publishAt", day.toString()))
                .expect(200);
        forum.clock().set(day.minusSeconds(1));
        forum.keepStories();
        forum.guest().get(path).expectProblem(404, "not-found");
        forum.clock().set(day);
        forum.keepStories();
        assertEquals(day.toString(), forum.guest().get(path).expect(200).text("/story/publishedAt"));
    }

    @Test
    void ofTwentyWhoDecideAtOnceOneDecides() {
        var id = told.submitted(forum.alice());
        var version = told.manuscript(id).at("/version").asInt();
        var reviewer = told.reviewer().with("If-Match", "\"" + version + "\"");
        var hash = told.hash(id);
        var answers = Together.times(
                20,
                i -> i % 2 == 0
                        ? reviewer.put("/stories/" + id + "/return", Storyteller.verdict())
                        : reviewer.put("/stories/" + id + "/approval", Map.of("hash", hash)));
        var statuses = answers.stream().map(Answer::status).sorted().toList();
        assertEquals(200, statuses.get(0));
        assertEquals(List.of(412), statuses.stream().skip(1).distinct().toList());
    }

    @Test
    void whoTakesItUpIsShownAndCanBeRelieved() {
        var id = told.submitted(forum.alice());
        var path = "/stories/" + id;
        Storyteller.any(told.reviewer()).put(path + "/review").expect(200);
        assertEquals("reviewer", told.manuscript(id).at("/reviewer/username").asText());
        Storyteller.any(told.second())
                .put(path + "/return", Storyteller.verdict())
                .expectProblem(409, "story-taken");
        Storyteller.any(told.second()).put(path + "/review").expect(200);
        var returned = Storyteller.any(told.second())
                .put(path + "/return", Map.of("reason", "staff-named", "message", " Please leave out her name. "))
                .expect(200);
        assertEquals("changes-requested", returned.text("/manuscript/state"));

        var mine = forum.alice().get(path + "/manuscript").expect(200);
        assertEquals(Storyteller.MARKDOWN, mine.text("/manuscript/text/markdown"));
        assertEquals("Please leave out her name.", mine.text("/manuscript/steps/0/message"));
        assertTrue(mine.at("/manuscript/steps/0/actor").isNull());
        assertTrue(mine.at("/manuscript/approvals").isNull());
        assertFalse(mine.body().contains("second-reviewer"));
        Storyteller.any(told.reviewer())
                .put(
                        "/stories/" + told.submitted(forum.alice()) + "/decline",
                        Map.of("reason", "staff-named", "message", "No."))
                .expectProblem(422, "invalid-value");
    }

    @Test
    void aModeratorsChangeIsShownLineByLine() {
        var id = told.submitted(forum.alice());
        Storyteller.any(told.editor())
                .put(
                        "/stories/" + id + "/edit",
                        Map.of(
                                "message",
                                "I have shortened it.",
                                "changes",
                                Map.of("markdown", "I came home in the rain.", "attributionName", "R.")))
                .expect(200);
        var mine = forum.alice().get("/stories/" + id + "/manuscript").expect(200);
        var diff = mine.text("/manuscript/diff");
        assertTrue(diff.contains("-name: Rowan") && diff.contains("+name: R."), diff);
        assertTrue(diff.contains("-pull quote: " + Storyteller.QUOTE), diff);
        assertTrue(diff.contains("+I came home in the rain."), diff);
        assertEquals(0, mine.at("/manuscript/text/pullQuotes").size());
        // Its author would rather go on with their own words, and the edited text is never published.
        Storyteller.any(forum.alice())
                .patch("/stories/" + id, Map.of("markdown", Storyteller.MARKDOWN, "attributionName", "Rowan"))
                .expect(200);
        assertEquals("draft", told.state(id));
    }

    private void fillUp() {
        for (int i = 0; i < 5; i++) {
            var unused = told.published(forum.member("filler-" + i));
        }
    }
}
