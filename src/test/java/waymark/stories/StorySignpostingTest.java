package waymark.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.testing.CaseDesk.find;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.testing.Answer;
import waymark.testing.TestClock;

/** What a story brings up, who is shown it, and when moderators are told. */
class StorySignpostingTest {

    private static final String FEVER = "My temp is 38.6 and I can't stop shivering. " + Storyteller.QUOTE;
    private static final String DESPAIR = "I want to die. " + Storyteller.QUOTE;

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private final Storyteller told = new Storyteller(forum);

    @BeforeEach
    void itIsTheFirstDay() {
        forum.clock().set(TestClock.START);
    }

    @Test
    void aDraftTellsItsAuthorAndNobodyElse() {
        var begun = forum.alice().post("/stories", story(DESPAIR)).expect(201);
        var path = "/stories/" + begun.text("/manuscript/id");
        assertEquals(List.of("crisis-mh"), notices(begun));
        assertEquals("private, no-store", begun.header("Cache-Control"));
        assertEquals(
                List.of("car-t-team-now"),
                notices(Storyteller.any(forum.alice())
                        .patch(path, Map.of("markdown", FEVER))
                        .expect(200)));
        assertEquals(
                List.of(),
                notices(Storyteller.any(forum.alice())
                        .patch(path, Map.of("markdown", Storyteller.MARKDOWN))
                        .expect(200)));
        assertTrue(find(forum.mo(), begun.text("/manuscript/id")).isEmpty());
        assertEquals(List.of(), notices(forum.alice().get(path + "/manuscript").expect(200)));
    }

    @Test
    void whatIsSentRaisesACaseThatShowsTheStoryAndWhatItBroughtUp() {
        var id = told.draft(forum.alice(), story(DESPAIR));
        forum.alice()
                .put("/stories/" + id + "/consent", Storyteller.consent("forum"))
                .expect(200);
        var sent = Storyteller.any(forum.alice())
                .put("/stories/" + id + "/submission")
                .expect(200);
        assertEquals(List.of("crisis-mh"), notices(sent));

        var page =
                forum.mo().get("/cases/" + find(forum.mo(), id).orElseThrow()).expect(200);
        assertEquals("story", page.text("/case/target/type"));
        assertEquals("P0", page.text("/case/priority"));
        assertEquals("crisis", page.text("/case/category"));
        assertEquals(List.of("signposting"), page.texts("/case/sources", "/source"));
        assertEquals(List.of("crisis-mh"), page.texts("/case/signposts", ""));
        assertTrue(page.at("/about/sensitive").asBoolean());
        assertEquals(id, page.text("/about/story/id"));
        assertEquals("submitted", page.text("/about/story/state"));
        assertTrue(page.text("/about/story/text").startsWith("I want to die."));
        assertFalse(page.at("/about/story").has("live"));
        assertEquals(List.of("crisis-mh"), notices(page));
        assertFalse(page.at("/checklist").isEmpty());
        assertFalse(page.texts("/viewer/decisions", "").contains("remove"));
    }

    @Test
    void feverRaisesALessUrgentOne() {
        var id = told.submitted(forum.alice(), story(FEVER));
        var page =
                forum.mo().get("/cases/" + find(forum.mo(), id).orElseThrow()).expect(200);
        assertEquals("P1", page.text("/case/priority"));
        assertEquals("red-flag", page.text("/case/category"));
        assertEquals(List.of("car-t-team-now"), notices(page));
    }

    @Test
    void aStoryOfNothingOfTheKindRaisesNone() {
        var id = told.submitted(forum.alice());
        assertTrue(find(forum.mo(), id).isEmpty());
        assertEquals(
                List.of(),
                notices(forum.alice().get("/stories/" + id + "/manuscript").expect(200)));
    }

    @Test
    void itsAuthorIsShownItForSevenDaysAndReadersNever() {
        var id = told.published(forum.alice(), story(FEVER));
        var path = "/stories/" + id;
        assertEquals(
                List.of("car-t-team-now"),
                notices(forum.alice().get(path + "/manuscript").expect(200)));
        for (var reader : List.of(forum.alice(), forum.bob(), forum.guest(), forum.mo())) {
            assertEquals(List.of(), notices(reader.get(path).expect(200)));
            assertEquals(List.of(), notices(reader.get("/stories").expect(200)));
        }
        forum.bob().get(path + "/manuscript").expectProblem(404, "not-found");
        assertFalse(forum.bob().get(path).body().contains("car-t-team-now"));

        forum.clock().advance(Duration.ofDays(7).minusSeconds(1));
        assertEquals(
                List.of("car-t-team-now"),
                notices(forum.alice().get(path + "/manuscript").expect(200)));
        forum.clock().advance(Duration.ofSeconds(1));
        assertEquals(List.of(), notices(forum.alice().get(path + "/manuscript").expect(200)));
    }

    @Test
    void theCaseShowsWhatWasSentAndNotWhatItsAuthorWritesSince() {
        var id = told.published(forum.alice());
        var path = "/stories/" + id;
        Storyteller.any(forum.alice()).patch(path, Map.of("markdown", FEVER)).expect(200);
        Storyteller.any(forum.alice()).put(path + "/submission").expect(200);
        forum.alice().delete(path + "/submission").expect(200);
        Storyteller.any(forum.alice())
                .patch(path, Map.of("title", "Nobody was sent this"))
                .expect(200);

        var page =
                forum.mo().get("/cases/" + find(forum.mo(), id).orElseThrow()).expect(200);
        assertTrue(page.text("/about/story/text").startsWith("My temp is 38.6"));
        assertEquals(2, page.at("/about/story/number").asInt());
        assertEquals(1, page.at("/about/story/live").asInt());
        assertFalse(page.body().contains("Nobody was sent this"));
    }

    private static Map<String, Object> story(String markdown) {
        var text = Storyteller.text();
        text.put("markdown", markdown);
        return text;
    }

    private static List<String> notices(Answer answer) {
        return answer.at("/signposting").has("notices") ? answer.texts("/signposting/notices", "/id") : List.of();
    }
}
