package waymark.guides;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waymark.documents.MergePatch;
import waymark.platform.http.Contract;
import waymark.platform.http.Json;
import waymark.platform.problem.FieldError;
import waymark.signposting.Catalogue;
import waymark.signposting.ReadingAge;

/** The guides that come with Waymark, and what keeps every other version of them as good. */
class ShippedGuidesTest {

    private static final Contract CONTRACT = Contract.load();
    private static final JsonNode SHIPPED = ShippedGuides.get().document();
    private static final List<Guide> GUIDES = ShippedGuides.get().book().guides();

    /** Words for numbers that are hardly ever anything else; "one" and "second" are. */
    private static final String NUMBER = "\\d+(?:[.,]\\d+)*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve";

    private static final Pattern QUANTITY = Pattern.compile(
            "(?<![\\p{L}\\d])(?:" + NUMBER + ")(?: to (?:" + NUMBER + "))?(?: ?°C|(?: [\\p{L}]+)?)",
            Pattern.CASE_INSENSITIVE);

    @Test
    void nothingIsWrongWithThem() {
        assertEquals(List.of(), wrong(SHIPPED));
    }

    @Test
    void allThatWereAskedForAreThere() {
        assertEquals(
                List.of(
                        "what-car-t-is",
                        "who-may-have-it",
                        "treatment-pathway",
                        "going-home",
                        "side-effects",
                        "signs-of-infection",
                        "driving",
                        "follow-up-appointments",
                        "getting-better",
                        "work-school-study",
                        "teenagers-and-young-adults",
                        "looking-after-someone",
                        "words-explained"),
                GUIDES.stream().map(Guide::slug).toList());
    }

    @Test
    void theNineRecoveryTopicsAreSectionsNamedLikeTheirTags() {
        var guide = ShippedGuides.get().book().find("getting-better").orElseThrow();
        assertEquals(
                List.of(
                        "eating-and-drinking",
                        "fitness",
                        "fatigue",
                        "mental-health",
                        "friends-and-family",
                        "vaccinations",
                        "skin-protection",
                        "holidays",
                        "sex"),
                guide.sections().stream().map(Guide.Section::anchor).toList());
        guide.sections().forEach(section -> assertTrue(section.topics().contains(section.anchor()), section.id()));
    }

    @Test
    void everySideEffectIsToldInTheSameOrder() {
        var told = new ArrayList<String>();
        for (var section :
                ShippedGuides.get().book().find("side-effects").orElseThrow().sections()) {
            if (section.anchor().equals("when-to-ring")) {
                continue;
            }
            var heads = Pattern.compile("<strong>([^<]+)</strong>")
                    .matcher(section.html())
                    .results()
                    .map(head -> head.group(1))
                    .collect(Collectors.toCollection(ArrayList::new));
            // Nothing is done about tiredness that a source would tell.
            if (section.anchor().equals("tiredness")) {
                heads.add(3, "What is done.");
            }
            assertEquals(
                    List.of("What it is.", "What people notice.", "When.", "What is done.", "What to do."),
                    heads,
                    section.id());
            told.add(section.anchor());
        }
        assertEquals(8 - 1, told.size());
    }

    @Test
    void everyNumberIsOneOfTheFacts() {
        var allowed = allowedNumbers();
        var used = new TreeSet<String>();
        var unknown = new TreeMap<String, String>();
        for (var guide : GUIDES) {
            for (var section : guide.sections()) {
                for (var text : List.of(section.title(), section.text())) {
                    for (var quantity : quantities(text)) {
                        used.add(quantity);
                        if (!allowed.contains(quantity)) {
                            unknown.put(quantity, section.id());
                        }
                    }
                }
            }
            used.addAll(quantities(guide.title()));
            used.addAll(quantities(guide.summary()));
        }
        used.stream()
                .filter(quantity -> !allowed.contains(quantity))
                .forEach(quantity -> unknown.putIfAbsent(quantity, "a title or a summary"));
        assertEquals("{}", unknown.toString());
        // Else a number that no guide has any more would be let back in without anybody looking.
        assertEquals(allowed, used);
    }

    @Test
    void noSentenceIsLongAndMostAreShort() {
        for (var guide : GUIDES) {
            var sentences = guide.sections().stream()
                    .flatMap(section -> GuideRules.sentences(section.text()).stream())
                    .toList();
            for (var sentence : sentences) {
                assertTrue(GuideRules.words(sentence) <= 25, () -> guide.slug() + ": " + sentence);
            }
            double mean =
                    sentences.stream().mapToLong(GuideRules::words).average().orElseThrow();
            assertTrue(mean <= 15, () -> guide.slug() + ": " + mean);
        }
    }

    /** Grade 6 is a reading age of eleven. Long words that have to be explained make single sections harder. */
    @Test
    void theyCanBeReadByATiredPerson() {
        var hard = new TreeMap<String, Double>();
        for (var guide : GUIDES) {
            var text = guide.sections().stream().map(Guide.Section::text).collect(Collectors.joining("\n"));
            if (ReadingAge.grade(text) > 6) {
                hard.put(guide.slug(), ReadingAge.grade(text));
            }
        }
        assertEquals("{}", hard.toString());
    }

    @Test
    void everySectionHasASourceAndEveryGuideAReviewThatIsNotDue() {
        var today = LocalDate.now(ZoneId.of("Europe/London"));
        for (var guide : GUIDES) {
            guide.sections().forEach(section -> assertFalse(section.sources().isEmpty(), section.id()));
            assertEquals(guide.reviewedAt().plusYears(1), guide.reviewDue(), guide.slug());
            assertEquals("Waymark team, not yet by a clinician", guide.reviewedBy());
        }
        assertEquals(List.of(), ShippedGuides.get().book().overdue(today));
    }

    /** They belong to the treatment of a few, or to one hospital; nobody may take them for how it is done. */
    @Test
    void whatHappenedToIndividualsIsNoFact() {
        for (var guide : GUIDES) {
            for (var section : guide.sections()) {
                var text = section.text().toLowerCase(Locale.ROOT);
                for (var anecdote : List.of("million", "billion", "split", "halved", "cambridge", "37.5", "1 hour")) {
                    assertFalse(text.contains(anecdote), section.id() + ": " + anecdote);
                }
            }
        }
    }

    @Test
    void whereHospitalsDifferTheOwnTeamDecides() {
        for (var id : Set.of(
                "going-home#hospitals-differ",
                "signs-of-infection#which-temperature",
                "treatment-pathway#bridging",
                "driving#before-you-start-again",
                "side-effects#tiredness",
                "follow-up-appointments#when")) {
            var text = section(id).text();
            assertTrue(
                    Pattern.compile("[Yy]our (own )?(team|hospital)")
                            .matcher(text)
                            .find(),
                    id);
        }
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "guides: {driving: {sections: {eight-weeks: {markdown: 'You will be fine. This sounds like flu.'}}}}| /guides/driving/sections/eight-weeks/markdown",
                "guides: {driving: {title: 'You have ICANS'}}| /guides/driving/title",
                "guides: {driving: {summary: 'Do not worry about it.'}}| /guides/driving/summary",
                "guides: {driving: {sections: {eight-weeks: {title: 'Your fault'}}}}| /guides/driving/sections/eight-weeks/title",
                "guides: {driving: {sections: {eight-weeks: {sources: []}}}}| /guides/driving/sections/eight-weeks/sources",
                "guides: {driving: {sections: {eight-weeks: {sources: [nobody]}}}}| /guides/driving/sections/eight-weeks/sources/0",
                "guides: {driving: {sections: {eight-weeks: {topics: [nothing]}}}}| /guides/driving/sections/eight-weeks/topics/0",
                "guides: {driving: {sections: {eight-weeks: {markdown: ' '}}}}| /guides/driving/sections/eight-weeks/markdown",
                "guides: {driving: {sections: {Eight_Weeks: {position: 3}}}}| /guides/driving/sections/Eight_Weeks",
                "guides: {driving: {sections: {eight--weeks: {position: 3}}}}| /guides/driving/sections/eight--weeks",
                "guides: {driving: {sections: {8-weeks: {position: 3}}}}| /guides/driving/sections/8-weeks",
                "guides: {driving: {reviewDue: '2026-11-21'}}| /guides/driving/reviewDue",
                "guides: {driving: {reviewDue: 'soon'}}| /guides/driving/reviewDue",
                "guides: {driving: {reviewedBy: null}}| /guides/driving/reviewedBy",
                "guides: {driving: {colour: red}}| /guides/driving/colour",
                "guides: {versions: {position: 1}}| /guides/versions",
                "guides: {recovery-milestones: {position: 1}}| /guides/recovery-milestones",
                "guides: {driving: {sections: {eight-weeks: {markdown: 'Authorities governing vehicular operation necessitate individual "
                        + "notification regarding neurological complications.'}}}}| /guides/driving/sections/eight-weeks/markdown",
                "guides: {driving: {sections: {eight-weeks: {markdown: 'We go up and we go on and we go in and we go out and we go by and we "
                        + "go to it and so on and on.'}}}}| /guides/driving/sections/eight-weeks/markdown",
                "sources: {recovery-page: {title: ''}}| /sources/recovery-page/title",
            })
    void eachRuleIsKept(String changes, String place) throws Exception {
        assertEquals(
                List.of(place),
                wrongWith(changes).stream().map(FieldError::pointer).distinct().toList());
    }

    @Test
    void sentencesAreShortOnAverage() throws Exception {
        var twenty = "We go on and on and on and on and on and on and on and on and on and on. ";
        var wrong = wrongWith("guides: {driving: {sections: {eight-weeks: {markdown: '" + twenty.repeat(9) + "'}}}}");
        assertEquals(
                List.of("/guides/driving/sections"),
                wrong.stream().map(FieldError::pointer).toList());
    }

    @Test
    void namesOfConditionsAreExplainedAndNeverSaidOfAPerson() {
        assertTrue(Catalogue.shipped().lint().find("What CRS is").isPresent());
        assertTrue(Catalogue.shipped()
                .lint()
                .except(GuideRules.EXPLAINED)
                .find("What CRS is")
                .isEmpty());
        assertTrue(Catalogue.shipped()
                .lint()
                .except(GuideRules.EXPLAINED)
                .find("You have CRS")
                .isPresent());
    }

    private static Guide.Section section(String id) {
        return GUIDES.stream()
                .flatMap(guide -> guide.sections().stream())
                .filter(section -> section.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> quantities(String text) {
        return QUANTITY.matcher(text)
                .results()
                .map(found -> found.group().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Each line is a number with what it counts, as the guides write it, and its section in the list of facts. */
    private static Set<String> allowedNumbers() {
        try (var in = Objects.requireNonNull(ShippedGuidesTest.class.getResourceAsStream("/guides/numbers.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> {
                        var parts = line.split("\\|", -1);
                        assertTrue(parts.length == 2 && !parts[1].isBlank(), line);
                        return parts[0].strip();
                    })
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<FieldError> wrong(JsonNode document) {
        return GuideRules.wrong(CONTRACT, Catalogue.shipped().lint(), ShippedGuidesTest::tags, document);
    }

    private static Set<String> tags(Set<String> wanted) {
        return wanted.stream().filter(tag -> !tag.equals("nothing")).collect(Collectors.toSet());
    }

    private static List<FieldError> wrongWith(String changes) throws IOException {
        var patch = new YAMLMapper().readTree(changes);
        return wrong(MergePatch.apply(SHIPPED, Json.MAPPER.readTree(patch.toString())));
    }
}
