package waymark.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;

/** What authors write. */
class DraftStoryTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private final Storyteller told = new Storyteller(forum);

    @Test
    void anEmptyDraftIsFineAndWhatIsMissingIsToldAtOnceWhenItIsSent() {
        var id = told.draft(forum.alice(), Map.of());
        assertTrue(told.manuscript(id).at("/text/attributionName").isNull());
        forum.alice()
                .put("/stories/" + id + "/consent", Storyteller.consent("forum"))
                .expect(200);
        var answer = Storyteller.any(forum.alice())
                .put("/stories/" + id + "/submission")
                .expectProblem(422, "invalid-value");
        assertEquals(List.of("/title", "/markdown", "/diagnosis", "/role"), answer.texts("/errors", "/pointer"));
    }

    @Test
    void whatIsNotThereIsNamed() {
        var wrong = Storyteller.text();
        wrong.put("diagnosis", "fatigue");
        wrong.put("stage", "lymphoma");
        wrong.put("topics", List.of("patient"));
        var answer = forum.alice().post("/stories", wrong).expectProblem(422, "invalid-value");
        assertEquals(List.of("/diagnosis", "/stage", "/topics"), answer.texts("/errors", "/pointer"));

        var quote = Storyteller.text();
        quote.put("pullQuotes", List.of(Storyteller.QUOTE, "I never said that."));
        var refused = forum.alice().post("/stories", quote).expectProblem(422, "invalid-value");
        assertEquals(List.of("/pullQuotes/1"), refused.texts("/errors", "/pointer"));
    }

    @Test
    void pullQuotesAreSpansOfThePlainText() {
        var text = new LinkedHashMap<String, Object>();
        text.put("markdown", "One **bold** word \uD83D\uDC4B and then: *the end*.");
        text.put("pullQuotes", List.of("bold word", "the end."));
        var manuscript = told.manuscript(told.draft(forum.alice(), text));
        var plain = manuscript.at("/text/text").asText();
        for (var quote : manuscript.at("/text/pullQuotes")) {
            assertEquals(
                    quote.at("/text").asText(),
                    plain.substring(quote.at("/start").asInt(), quote.at("/end").asInt()));
        }
        assertEquals(2, manuscript.at("/text/pullQuotes").size());
    }

    @Test
    void aStaleTabLosesNothing() {
        var id = told.draft(forum.alice());
        var first = forum.alice().get("/stories/" + id + "/manuscript").header("ETag");
        var tab = forum.alice().with("If-Match", first);
        tab.patch("/stories/" + id, Map.of("title", "The first title")).expect(200);
        tab.patch("/stories/" + id, Map.of("title", "The second title")).expectProblem(412, "stale-version");
        forum.alice().patch("/stories/" + id, Map.of("title", "Blind")).expectProblem(428, "version-needed");
        assertEquals("The first title", told.manuscript(id).at("/title").asText());
    }

    @Test
    void aTextThatWasHandedOnStaysAndTheNextIsAnother() {
        var id = told.submitted(forum.alice());
        forum.alice().delete("/stories/" + id + "/submission").expect(200);
        Storyteller.any(forum.alice())
                .patch("/stories/" + id, Map.of("title", "Another title"))
                .expect(200);
        Storyteller.any(forum.alice())
                .patch("/stories/" + id, Map.of("title", "A third title"))
                .expect(200);
        var revisions = forum.alice().get("/stories/" + id + "/revisions").expect(200);
        assertEquals(List.of("A third title", "Learning to go slowly"), revisions.texts("/items", "/title"));
        assertEquals(List.of("false", "true"), revisions.texts("/items", "/agreed"));
    }
}
