package waymark.guides.milestones;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;

/** The words of db/reference/milestones.yaml. */
class MilestoneTextsTest {

    /** Where FACTS.md has them: 28 days and 8 weeks (3, 5, 7), day 30, 3 and 6 months and yearly visits (8); 0 is the infusion. */
    private static final Set<String> NUMBERS = Set.of("0", "28", "8", "30", "3", "6", "1", "2", "4", "5");

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private final MilestoneTexts texts = MilestoneTexts.load();

    @Test
    void noPlaceIsLeftEmpty() {
        var milestones = new Milestones(forum.db(), forum.clock());
        for (var diagnosis : List.of("lymphoma", "leukaemia", "other-blood-cancer")) {
            var timetable = milestones.after(LocalDate.of(2026, 3, 1), Optional.of(diagnosis));
            timetable.milestones().forEach(each -> assertTrue(!each.text().contains("{"), each.text()));
        }
        assertTrue(texts.talk().contains("{helpline}"));
        texts.milestones().forEach(step -> assertEquals(step.test(), step.text().contains("{test}"), step.id()));
    }

    @Test
    void idsAreGivenOnce() {
        var ids = Stream.concat(
                        texts.milestones().stream().map(MilestoneTexts.Step::id),
                        texts.windows().stream().map(MilestoneTexts.Span::id))
                .toList();
        assertEquals(ids.size(), new HashSet<>(ids).size());
    }

    @Test
    void nothingIsSaidThatTheCatalogueForbids() {
        var lint = forum.app().directory().current().lint();
        all().forEach(text -> assertEquals(Optional.empty(), lint.find(text), text));
        assertTrue(lint.find("Do not worry, you have CRS.").isPresent());
    }

    @Test
    void sentencesAreShort() {
        var lengths = new ArrayList<Integer>();
        all().flatMap(text -> Arrays.stream(text.split("(?<=[.!?:])\\s+"))).forEach(sentence -> {
            int words = sentence.split("\\s+").length;
            assertTrue(words <= 25, sentence);
            lengths.add(words);
        });
        double mean = lengths.stream().mapToInt(Integer::intValue).average().orElseThrow();
        assertTrue(mean <= 15, "mean " + mean);
    }

    @Test
    void everyNumberIsOneOfTheFacts() {
        var found = new TreeSet<String>();
        all().forEach(text ->
                Pattern.compile("[0-9]+").matcher(text).results().forEach(number -> found.add(number.group())));
        assertEquals(new TreeSet<>(NUMBERS), found);
    }

    private Stream<String> all() {
        return Stream.of(
                        Stream.of(texts.note(), texts.talk()),
                        texts.testTexts().values().stream(),
                        texts.windows().stream().flatMap(span -> Stream.of(span.title(), span.text())),
                        texts.milestones().stream().flatMap(step -> Stream.of(step.title(), step.text())))
                .flatMap(part -> part);
    }
}
