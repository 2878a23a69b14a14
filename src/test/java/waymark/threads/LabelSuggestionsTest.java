package waymark.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waymark.TestForum;

class LabelSuggestionsTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A hard week | My friend from the ward DIED on Sunday. | death",
                "Relapsed | Has anyone had it twice? | relapse",
                "Day 6 | He was in intensive care with ICANS, and couldn’t speak. | serious-side-effects",
                "Numbers | What is the survival rate, and how do we pay the mortgage? | prognosis-numbers cost",
                "Later | We froze my eggs before. My daughter asks about it. | fertility-and-pregnancy children",
                "Scan on Thursday | A deadline, a costume and a rental car; I was passing. | ",
                "It came | back from the shop | ",
            })
    void wordsSuggestLabelsInTheirOrder(String title, String markdown, String labels) {
        var answer = forum.bob().post("/labels/suggestions", Map.of("title", title, "markdown", markdown));
        assertEquals(
                Optional.ofNullable(labels)
                        .map(all -> Arrays.asList(all.split(" ", -1)))
                        .orElseGet(List::of),
                answer.expect(200).texts("/suggestedLabels", ""));
    }

    @Test
    void aTextIsEnoughAndNothingIsLabelledByIt() {
        assertEquals(
                List.of("death"),
                forum.bob()
                        .post("/labels/suggestions", Map.of("markdown", "The funeral was today."))
                        .expect(200)
                        .texts("/suggestedLabels", ""));
        var thread = forum.thread(forum.bob(), "The funeral was today");
        assertEquals(List.of(), forum.bob().get("/posts/" + thread.post()).texts("/post/labels", ""));
    }

    @Test
    void eachLabelHasWordsAndNoWordsAreOfALabelThatThereIsNot() {
        assertEquals(
                forum.guest().get("/labels").expect(200).texts("/items", "/id"),
                LabelSuggestions.shipped().labels());
    }
}
