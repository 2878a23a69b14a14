package waymark.guides.milestones;

import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import waymark.platform.text.Shipped;

/**
 * The file db/reference/milestones.yaml: which milestones there are, and what is said about them.
 *
 * @param talk with a place for the helpline
 * @param sources what they are called, by id
 * @param tests by a diagnosis or a family of them
 * @param testTexts by test
 */
record MilestoneTexts(
        String note,
        String talk,
        Map<String, String> sources,
        Map<String, String> tests,
        Map<String, String> testTexts,
        List<Span> windows,
        List<Step> milestones) {

    private static final String RESOURCE = "/db/reference/milestones.yaml";
    private static final String OTHERWISE = "otherwise";

    MilestoneTexts {
        Objects.requireNonNull(note);
        Objects.requireNonNull(talk);
        Objects.requireNonNull(tests.get(OTHERWISE));
        var named = Stream.concat(
                        windows.stream().map(Span::source), milestones.stream().map(Step::source))
                .toList();
        if (!sources.keySet().containsAll(named) || !testTexts.keySet().containsAll(tests.values())) {
            throw new IllegalStateException(RESOURCE + " names a source or a test that it does not have");
        }
    }

    /** @param until its last day, counted from the infusion */
    record Span(String id, Period until, String title, String text, String source) {}

    /**
     * @param after counted from the infusion
     * @param test whether a test comes before it; then the text has a place for it
     */
    record Step(String id, Period after, String title, String text, boolean test, String source) {}

    static MilestoneTexts load() {
        return Shipped.yaml(RESOURCE, MilestoneTexts.class);
    }

    /** @param families a diagnosis and what it belongs to, the nearest first; none when it is not known */
    String test(List<String> families) {
        return Stream.concat(families.stream(), Stream.of(OTHERWISE))
                .flatMap(family -> Optional.ofNullable(tests.get(family)).stream())
                .findFirst()
                .orElseThrow();
    }

    Milestones.Source source(String id) {
        return new Milestones.Source(id, Objects.requireNonNull(sources.get(id)));
    }

    String testText(String test) {
        return Objects.requireNonNull(testTexts.get(test));
    }
}
