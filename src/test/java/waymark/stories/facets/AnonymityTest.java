package waymark.stories.facets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import waymark.platform.access.Nation;

/** Facets are written as "diagnosis year nation role", with a dash for what is not given. */
class AnonymityTest {

    private static final int K = 5;

    private static final Map<String, String> FAMILIES = Map.of(
            "triple-hit-lymphoma", "lymphoma",
            "diffuse-large-b-cell-lymphoma", "lymphoma",
            "follicular-lymphoma", "lymphoma",
            "acute-lymphoblastic-leukaemia", "leukaemia");

    private static final List<String> STEPS = List.of("diagnosis", "year", "nation");

    /** The others are so many times the same. */
    @ParameterizedTest(name = "{0} beside {1} of {2}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            triple-hit-lymphoma 2022 wales patient | 4 | triple-hit-lymphoma 2022 wales patient | triple-hit-lymphoma 2022-2022 wales patient | ''                   | 5 | true
            triple-hit-lymphoma 2022 wales patient | 3 | triple-hit-lymphoma 2022 wales patient | lymphoma 2021-2025 - patient             | diagnosis year nation | 4 | false
            triple-hit-lymphoma 2022 wales patient | 4 | follicular-lymphoma 2022 wales patient | lymphoma 2022-2022 wales patient         | diagnosis            | 5 | true
            triple-hit-lymphoma 2022 wales patient | 4 | lymphoma 2022 wales patient            | lymphoma 2022-2022 wales patient         | diagnosis            | 5 | true
            triple-hit-lymphoma 2022 wales patient | 4 | triple-hit-lymphoma 2021 wales patient | lymphoma 2021-2025 wales patient         | diagnosis year       | 5 | true
            lymphoma 2022 wales patient            | 4 | lymphoma 2025 wales patient            | lymphoma 2021-2025 wales patient         | year                 | 5 | true
            lymphoma 2022 wales patient            | 4 | lymphoma 2022 england patient          | lymphoma 2021-2025 - patient             | year nation          | 5 | true
            lymphoma 2022 wales patient            | 4 | lymphoma 2022 - patient                | lymphoma 2021-2025 - patient             | year nation          | 5 | true
            lymphoma - - patient                   | 4 | lymphoma - - patient                   | lymphoma - - patient                     | ''                   | 5 | true
            lymphoma - wales patient               | 4 | follicular-lymphoma - wales patient    | lymphoma - wales patient                 | ''                   | 5 | true
            lymphoma 2020 - patient                | 4 | lymphoma 2021 - patient                | lymphoma 2016-2020 - patient             | year                 | 1 | false
            lymphoma 2022 wales carer              | 9 | lymphoma 2022 wales patient            | lymphoma 2021-2025 - carer               | year nation          | 1 | false
            leukaemia 2022 wales patient           | 9 | lymphoma 2022 wales patient            | leukaemia 2021-2025 - patient            | year nation          | 1 | false
            lymphoma - wales patient               | 9 | lymphoma 2022 wales patient            | lymphoma - - patient                     | nation               | 1 | false
            """)
    void sayNoMoreThanEnoughOthersDo(
            String own, int times, String other, String said, String generalised, int sharedBy, boolean enough) {
        var published = Anonymity.generalise(
                facets(own), Collections.nCopies(times, facets(other)), K, AnonymityTest::familyOf);

        assertEquals(said, text(published));
        assertEquals(generalised, String.join(" ", published.generalised()));
        assertEquals(sharedBy, published.sharedBy());
        assertEquals(enough, published.enough());
    }

    @ParameterizedTest
    @CsvSource({
        "2011,2011,2015",
        "2015,2011,2015",
        "2016,2016,2020",
        "2020,2016,2020",
        "2021,2021,2025",
        "2026,2026,2030"
    })
    void aBandIsFiveYears(int year, int from, int to) {
        assertEquals(new Years(from, to), Years.around(year));
    }

    @Test
    void oneIsEnoughOfItself() {
        var own = facets("triple-hit-lymphoma 2022 wales patient");
        var published = Anonymity.generalise(own, List.of(), 1, AnonymityTest::familyOf);
        assertEquals("triple-hit-lymphoma 2022-2022 wales patient", text(published));
        assertTrue(published.enough());
        assertThrows(
                IllegalArgumentException.class, () -> Anonymity.generalise(own, List.of(), 0, AnonymityTest::familyOf));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 22, 333, 4444})
    void nothingIsSaidMoreOrLessExactlyThanItHasToBe(long seed) {
        var random = new Random(seed);
        int notEnough = 0;
        int untouched = 0;
        for (int round = 0; round < 1_000; round++) {
            var own = any(random);
            var others = IntStream.range(0, random.nextInt(40))
                    .mapToObj(unused -> any(random))
                    .toList();
            int k = 1 + random.nextInt(6);
            var published = Anonymity.generalise(own, others, k, AnonymityTest::familyOf);
            var hint = "seed %d round %d: %s of %s".formatted(seed, round, published, own);

            int steps = stepsTaken(own, others, k);
            assertEquals(said(own, steps), text(published), hint);
            assertEquals(sharing(own, others, steps), published.sharedBy(), hint);
            assertEquals(published.sharedBy() >= k, published.enough(), hint);
            assertTrue(published.enough() || steps == STEPS.size(), hint);
            assertEquals(own.role(), published.role(), hint);
            assertEquals(changed(own, steps), published.generalised(), hint);

            var shuffled = new ArrayList<>(others);
            Collections.shuffle(shuffled, random);
            assertEquals(published, Anonymity.generalise(own, shuffled, k, AnonymityTest::familyOf), hint);
            notEnough += published.enough() ? 0 : 1;
            untouched += published.generalised().isEmpty() ? 1 : 0;
        }
        assertTrue(notEnough > 20 && untouched > 20, "not enough %d, untouched %d".formatted(notEnough, untouched));
    }

    /** How many steps it takes until enough say the same, counted in the plainest way. */
    private static int stepsTaken(Facets own, List<Facets> others, int k) {
        return IntStream.range(0, STEPS.size())
                .filter(steps -> sharing(own, others, steps) >= k)
                .findFirst()
                .orElse(STEPS.size());
    }

    private static int sharing(Facets own, List<Facets> others, int steps) {
        return 1
                + (int) others.stream()
                        .filter(other -> said(other, steps).equals(said(own, steps)))
                        .count();
    }

    private static String said(Facets facets, int steps) {
        var diagnosis = steps >= 1 ? familyOf(facets.diagnosis()) : facets.diagnosis();
        var year = facets.year()
                .map(one -> steps >= 2 ? (one <= 2020 ? "2016-2020" : "2021-2025") : one + "-" + one)
                .orElse("-");
        var nation = steps >= 3 ? "-" : facets.nation().map(Nation::code).orElse("-");
        return String.join(" ", diagnosis, year, nation, facets.role());
    }

    private static List<String> changed(Facets own, int steps) {
        var before = said(own, 0).split(" ", -1);
        var after = said(own, steps).split(" ", -1);
        return IntStream.range(0, STEPS.size())
                .filter(i -> !before[i].equals(after[i]))
                .mapToObj(STEPS::get)
                .toList();
    }

    private static Facets any(Random random) {
        var diagnoses = List.of(
                "lymphoma", "triple-hit-lymphoma", "follicular-lymphoma", "acute-lymphoblastic-leukaemia", "leukaemia");
        return new Facets(
                diagnoses.get(random.nextInt(diagnoses.size())),
                random.nextInt(5) == 0 ? Optional.empty() : Optional.of(2019 + random.nextInt(4)),
                random.nextInt(4) == 0
                        ? Optional.empty()
                        : Optional.of(random.nextBoolean() ? Nation.ENGLAND : Nation.WALES),
                random.nextInt(5) == 0 ? "carer" : "patient");
    }

    private static String familyOf(String diagnosis) {
        return FAMILIES.getOrDefault(diagnosis, diagnosis);
    }

    private static Facets facets(String text) {
        var parts = text.split(" ", -1);
        return new Facets(
                parts[0], given(parts[1]).map(Integer::valueOf), given(parts[2]).map(Nation::of), parts[3]);
    }

    private static Optional<String> given(String part) {
        return Optional.of(part).filter(text -> !text.equals("-"));
    }

    private static String text(PublishedFacets said) {
        return String.join(
                " ",
                said.diagnosis(),
                said.years().map(years -> years.from() + "-" + years.to()).orElse("-"),
                said.nation().map(Nation::code).orElse("-"),
                said.role());
    }
}
