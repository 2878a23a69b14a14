package waymark.signposting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import waymark.signposting.evaluation.Evaluation;
import waymark.signposting.evaluation.Example;
import waymark.signposting.evaluation.Rate;
import waymark.signposting.matching.Match;

/**
 * What the shipped rules make of some 2,500 invented posts, all written by people who had not seen the rules. The floors
 * are what was reached; a change of the rules that goes below one of them has to say why. They say nothing about posts
 * nobody has seen yet: for that, write new ones.
 */
class RecognitionTest {

    private static final Path FOLDER = Path.of("src", "test", "resources", "signposting");
    private static final Catalogue SHIPPED = Catalogue.shipped();
    private static final List<Example> EXAMPLES = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        try (var files = Files.list(FOLDER)) {
            for (var file : files.sorted(Comparator.naturalOrder()).toList()) {
                EXAMPLES.addAll(Example.parse(Files.readString(file)));
            }
        }
    }

    @Test
    void tierOneIsMetAsOftenAsBefore() {
        var evaluation = evaluation();
        assertTrue(EXAMPLES.size() >= 2_500, "examples: " + EXAMPLES.size());
        atLeast(0.97, evaluation.recall().get("emergency-999"));
        atLeast(0.92, evaluation.recall().get("crisis-mh"));
        atLeast(0.96, evaluation.recall().get("car-t-team-now"));
        atLeast(0.96, evaluation.families().get("physical"));
        atLeast(0.98, evaluation.families().get("crisis explicit"));
        atLeast(0.85, evaluation.families().get("crisis implicit"));
    }

    @Test
    void alarmsAreAsRareAsBefore() {
        var evaluation = evaluation();
        atMost(0.03, evaluation.tierOneOnClean());
        atMost(0.06, evaluation.tierOneOnNegatives());
        atMost(0.01, evaluation.overEscalation());
    }

    /** Sentences of our own, one for each way in which something can be said. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            No chills, no sweats, but my temp is 38.4                          | car-t-team-now
            I am not ringing them for 38.9                                     | car-t-team-now
            Thirty-eight point six on the ear thermometer                      | car-t-team-now
            101.2F and going up                                                | car-t-team-now
            temp 38,4 since tea                                                | car-t-team-now
            Her t3mperature? Fever, definitely                                 | car-t-team-now
            We laughed a lot. Then Dad could not remember what year it is      | car-t-team-now
            She cannot be woken, and I have tried to wake her for ten minutes  | emergency-999
            I can't breathe                                                    | emergency-999
            I would never do anything, but I want to die                       | crisis-mh
            lol might just kill myself                                         | crisis-mh
            thinking of su1c1de                                                | crisis-mh
            I\u2019m going to end my life                                      | crisis-mh
            I want to d\u200Bie                                                | crisis-mh
            Sui\u202Ecidal tonight                                             | crisis-mh
            """)
    void countsHoweverItIsSaid(String text, String signpost) {
        assertTrue(
                broughtUp(unescaped(text)).contains(signpost),
                () -> broughtUp(text).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No fever, chills or sweats today",
                "My temp is 36.8",
                "Page 38 of the booklet",
                "It was 38 degrees in Madrid",
                "The car did 38 miles on a gallon",
                "In 2021 I had a fever of 40 on day 3 and they gave me tocilizumab",
                "The leaflet says to ring for a temperature of 38 or more",
                "Our neighbour has a temperature of 39",
                "> my temp is 39.5 and I can't stop shaking\n\nThinking of you",
                "I could murder a cup of tea, I am dying for one",
                "The cells kill the cancer cells",
                "That joke had me shaking with laughter",
            })
    void whatIsNoneBringsUpNothingOfTierOne(String text) {
        var tierOne = List.of("emergency-999", "crisis-mh", "car-t-team-now");
        assertEquals(
                List.of(), broughtUp(text).stream().filter(tierOne::contains).toList());
    }

    @Test
    void oneDenialSaysNothingAboutTheRest() {
        var rules = SHIPPED.matcher().match("No fever at all. I can't stop shivering though.").stream()
                .map(Match::rule)
                .toList();
        assertEquals(List.of("shivering"), rules);
    }

    @Test
    void anOverdoseTakenNowIsBoth() {
        assertTrue(broughtUp("I've taken all my tablets").containsAll(List.of("emergency-999", "crisis-mh")));
    }

    private static Evaluation evaluation() {
        return Evaluation.of(SHIPPED.version(), SHIPPED.matcher(), SHIPPED.triggered(), EXAMPLES);
    }

    private static List<String> broughtUp(String text) {
        return SHIPPED.matcher().match(text).stream()
                .map(Match::signpost)
                .distinct()
                .toList();
    }

    /** Characters that a source file should not hold. */
    private static String unescaped(String text) {
        return text.replace("\\u2019", "\u2019").replace("\\u200B", "\u200B").replace("\\u202E", "\u202E");
    }

    private static void atLeast(double floor, @Nullable Rate rate) {
        assertTrue(value(rate) >= floor, () -> rate + " is below " + floor);
    }

    private static void atMost(double ceiling, @Nullable Rate rate) {
        assertTrue(value(rate) <= ceiling, () -> rate + " is above " + ceiling);
    }

    private static double value(@Nullable Rate rate) {
        return Optional.ofNullable(Objects.requireNonNull(rate).rate()).orElseThrow();
    }
}
