package waymark.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;

/** Words that are nothing but spaces. */
class BlankWordsTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private final Storyteller told = new Storyteller(forum);

    @Test
    void aNameHasLetters() {
        var text = Storyteller.text();
        text.put("attributionName", " \u2003");
        var refused = forum.alice().post("/stories", text).expectProblem(422, "invalid-value");
        assertEquals(List.of("/attributionName"), refused.wrongPlaces());
    }

    @Test
    void aNameHasLettersAfterAnEditToo() {
        var id = told.submitted(forum.alice());
        var edit = Map.of("message", "Shorter.", "changes", Map.of("attributionName", "  "));
        var refused = Storyteller.any(told.editor())
                .put("/stories/" + id + "/edit", edit)
                .expectProblem(422, "invalid-value");
        assertEquals(List.of("/changes/attributionName"), refused.wrongPlaces());
    }

    @Test
    void aPullQuoteHasLetters() {
        var text = Storyteller.text();
        text.put("pullQuotes", List.of(" "));
        var refused = forum.alice().post("/stories", text).expectProblem(422, "invalid-value");
        assertEquals(List.of("/pullQuotes/0"), refused.wrongPlaces());
    }
}
