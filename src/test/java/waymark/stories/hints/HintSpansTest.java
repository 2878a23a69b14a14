package waymark.stories.hints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Places of hints in texts made by chance, and what long and hostile texts cost. */
class HintSpansTest {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final List<Piece> PIECES = List.of(
            new Piece("I was looked after by ", "Dr Okonkwo-Bell", HintKind.STAFF_NAMED, " and others."),
            new Piece("It was **", "Professor O\u2019Dowd", HintKind.STAFF_NAMED, "** who rang."),
            new Piece("My nurse ", "Zoe\u0308", HintKind.STAFF_NAMED, " sang."),
            new Piece("my son ", "jack", HintKind.CHILD_NAME, " came too."),
            new Piece("Our daughter, ", "Se\u0301verine", HintKind.CHILD_NAME, ", was five."),
            new Piece("The letter was for _", "Margaret Hollis", HintKind.FULL_NAME, "_."),
            new Piece("Ring [", "07700 900 417", HintKind.PHONE, "](https://example.org/a) any time."),
            new Piece("Write to <", "wendy\u200B@example.org", HintKind.EMAIL, ">!"),
            new Piece("We live at ", "LS29 8DT", HintKind.POSTCODE, ", uphill."),
            new Piece("It was on the ", "3rd of July 2021", HintKind.EXACT_DATE, " that it began."),
            new Piece("It was on ", "14\\.03\\.2022", HintKind.EXACT_DATE, " that it began."),
            new Piece("You see, celery ", "cures lymphoma", HintKind.MEDICAL_CLAIM, ", easily."));

    private static final List<String> FILLERS = List.of(
            "Soup on Sundays. ",
            "It rained \uD83C\uDF27\uFE0F and we did not mind. ",
            "Then, quite slowly, things got better. ",
            "> the ward was quiet\n> and so was I\n\n",
            "\n\n- tea\n- toast\n\n",
            "# Later\n\n",
            "**Bold**, _thin_ and `plain`. ",
            "\r\n\r\nThe caf\u00E9 was shut\u2026 ",
            "E\u0301t\u00E9 &amp; \u201Cwinter\u201D \u2014 all the same. ");

    @ParameterizedTest
    @ValueSource(longs = {5, 55, 555, 5555})
    void whatIsCutOutIsExactlyWhatWasPutIn(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            var text = new StringBuilder();
            var expected = new ArrayList<Hint>();
            for (int i = 0; i < 8; i++) {
                text.append(FILLERS.get(random.nextInt(FILLERS.size())));
                var piece = PIECES.get(random.nextInt(PIECES.size()));
                text.append(piece.before());
                int start = text.length();
                text.append(piece.words());
                expected.add(new Hint(piece.kind(), Part.MARKDOWN, start, text.length()));
                text.append(piece.after()).append(' ');
            }
            assertEquals(expected, Hints.in(story(text.toString())), "seed " + seed + ":\n" + text);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 66, 666})
    void noTextIsTooStrange(long seed) {
        var random = new Random(seed);
        var words =
                "Dr dr Mr Sister nurse called my son daughter Jack St James's Hospital the Royal 14 March 2022 ( ) , . * _ [ ] > & &#39; \\ @ 07700 \u0301 \uD83D \n"
                        .split(" ", -1);
        for (int round = 0; round < 400; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(30); i >= 0; i--) {
                if (random.nextInt(3) == 0) {
                    text.append((char) random.nextInt(0x10000));
                } else {
                    text.append(words[random.nextInt(words.length)]).append(random.nextInt(4) == 0 ? "" : " ");
                }
            }
            var story = story(text.toString());
            var hints = Hints.in(story);
            for (var hint : hints) {
                int length = hint.part() == Part.USERNAME ? 3 : text.length();
                assertTrue(
                        0 <= hint.start() && hint.start() < hint.end() && hint.end() <= length,
                        () -> hint + ":\n" + text);
            }
            assertEquals(
                    hints.stream()
                            .sorted(Comparator.comparing(Hint::part).thenComparing(Hint::start))
                            .toList(),
                    hints);
        }
    }

    /** Eight times the text may take a good deal more than eight times as long on a busy machine, but not sixty-four times. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "A",
                "Dr ",
                "Dr. A. ",
                "Sister ",
                "nurse, ",
                "nurse Janet and Janet, ",
                "my son ",
                "called ",
                "Jack Jack ",
                "Jack, Jack, and ",
                "our two, ",
                "St James's ",
                "Royal Hospital ",
                "Royal Royal of the ",
                "1 ",
                "1.1.",
                "14 March ",
                "may ",
                "0 7 7 0 0 9 ",
                "a@",
                "a@a.",
                "www.",
                "https://a ",
                "&#38;",
                "\\",
                "*",
                "_",
                "[",
                "\n",
                "> ",
                "\u0301",
                "I\u0307",
                "''",
                "stop taking your ",
                "you do not need ",
                "not cured ",
                "the miracle cure ",
                "-",
                "a-a",
                "a'a'",
                "A'",
                "SW1A 1AA ",
                "twenty first of ",
                "Dear Dr Janet, my nurse, the nurse, "
            })
    void hostileTextCostsNoMoreThanItIsLong(String pattern) {
        long shorter = fastest(pattern.repeat(5_000 / pattern.length()));
        long longer = fastest(pattern.repeat(40_000 / pattern.length()));
        assertTrue(
                longer < 24 * shorter + 100_000_000,
                "%s: %d and %d microseconds".formatted(pattern, shorter / 1000, longer / 1000));
    }

    @Test
    void thePartIsSaid() {
        var story = new Manuscript(
                "Thank you, Dr Whitlock",
                "All is well.",
                Optional.of("Gillian Featherstone"),
                Set.of(),
                Optional.of("gillian.f"),
                Optional.of("gillianf+forum@example.org"),
                Score.KNOWN);
        assertEquals(
                List.of(
                        new Hint(HintKind.STAFF_NAMED, Part.TITLE, 11, 22),
                        new Hint(HintKind.FULL_NAME, Part.NAME, 0, 20),
                        new Hint(HintKind.USERNAME_IS_EMAIL, Part.USERNAME, 0, 9)),
                Hints.in(story));
    }

    private static long fastest(String text) {
        return IntStream.range(0, 2)
                .mapToLong(unused -> {
                    // Of this thread: how busy the machine is with others does not count.
                    long before = THREADS.getCurrentThreadCpuTime();
                    Hints.in(story(text));
                    return THREADS.getCurrentThreadCpuTime() - before;
                })
                .min()
                .orElseThrow();
    }

    private static Manuscript story(String markdown) {
        return new Manuscript(
                "", markdown, Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), Score.KNOWN);
    }

    private record Piece(String before, String words, HintKind kind, String after) {}
}
