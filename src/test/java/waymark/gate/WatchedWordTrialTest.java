package waymark.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import waymark.TestForum;
import waymark.testing.Answer;

/** What is found, on the test bench that moderators have. */
class WatchedWordTrialTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "art           | What fine art.                | art",
                "art           | ART!                          | ART",
                "art           | the **art** of waiting        | art",
                "art           | _art_                         | art",
                "cafe          | Meet me at the Café           | Café",
                "café          | meet me at the cafe           | cafe",
                "Smith         | Dr Smith's clinic             | Smith",
                "don't         | They don’t know               | don’t",
                "don’t         | They don't know               | don't",
                "miracle cure  | A Miracle   cure, they said   | Miracle   cure",
                "miracle cure  | a miracle-cure                | miracle-cure",
                "b12           | B12 injections                | B12",
                "🖕            | go away 🖕!                   | 🖕",
            })
    void aWordIsFoundHoweverItIsWritten(String pattern, String text, String found) {
        assertEquals(List.of(found), found("word", pattern, text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "art          | An artist and his cart started.",
                "art          | b_art7",
                "miracle cure | A miracle. The other day a cure",
                "miracle cure | miracles cure",
            })
    void aPartOfAWordIsNotTheWord(String pattern, String text) {
        assertEquals(List.of(), found("word", pattern, text));
    }

    @Test
    void invisibleCharactersHideNothing() {
        assertEquals(List.of("a\u200Br\u00ADt"), found("word", "art", "What a\u200Br\u00ADt is"));
        assertEquals(List.of("a\u0301rt\u0301"), found("word", "art", "What a\u0301rt\u0301 is"));
        assertEquals(List.of("\uFF41\uFF52\uFF54"), found("word", "art", "What \uFF41\uFF52\uFF54 is"));
    }

    @Test
    void aPhraseDoesNotGoOnInTheNextParagraph() {
        assertEquals(List.of("miracle\ncure"), found("word", "miracle cure", "a miracle\ncure"));
        assertEquals(List.of(), found("word", "miracle cure", "a miracle\n\ncure"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "idiot*      | What idiotic idiots, idiot!      | idiotic;idiots;idiot",
                "idiot*      | superidiot                       |",
                "*mab        | rituximab mab tocilizumabs       | rituximab;mab",
                "*pill*      | overspills and pillows, pil      | overspills;pillows",
                "buy* cheap  | buying cheap and buy cheaper     | buying cheap",
                "cheap *pill | cheap superpill, cheap pills     | cheap superpill",
            })
    void aStarStandsForLettersOfTheSameWord(String pattern, String text, String found) {
        var expected = found == null ? List.of() : List.of(found.split(";", -1));
        assertEquals(expected, found("wildcard", pattern, text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "colou?r          ~ Color and colours and COLOUR   ~ Color;COLOUR",
                "art|artist       ~ artist artful                  ~ artist",
                "£\\d+            ~ only £50, or ££60              ~ £50;£60",
                "\\d+%            ~ 50% 60%                        ~ 50%;60%",
                "art              ~ øart artø ärt                  ~ ärt",
                "\\Bart           ~ art, artist, cart             ~ art",
                "art\\B           ~ cart, art, artist             ~ art",
                "(a)(b)\\d        ~ ab1 xab2                       ~ ab1",
            })
    void aRegularExpressionFindsWholeWordsUnlessItHasAnchors(String pattern, String text, String found) {
        assertEquals(List.of(found.split(";", -1)), found("regex", pattern, text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '"',
            value = {
                "word     ~ ...        ~ There is no word in this.",
                "word     ~ art*       ~ A star means something in a wildcard only.",
                "wildcard ~ art        ~ There is no star in this. Without one it is a word, not a wildcard.",
                "wildcard ~ a*         ~ A star needs at least 3 letters beside it.",
                "wildcard ~ *          ~ A star needs at least 3 letters beside it.",
                "wildcard ~ mira*cle   ~ A star can stand at the beginning or at the end of a word, not inside.",
                "regex    ~ (art       ~ The round brackets do not come in pairs.",
                "regex    ~ art)(      ~ The round brackets do not come in pairs.",
                "regex    ~ [art       ~ A square bracket is opened and not closed.",
                "regex    ~ *art       ~ \"A star, a plus, a question mark or a count has nothing before it that could be repeated.\"",
                "regex    ~ (a)\\1     ~ What stands behind a backslash has no meaning here. References back to a group are not possible.",
                "regex    ~ a(?=b)     ~ \"This way of writing a group is not possible; looking ahead and behind are not either.\"",
                "regex    ~ a*         ~ \"This would be found everywhere, because it also stands for no text.\"",
                "regex    ~ art|       ~ \"This would be found everywhere, because it also stands for no text.\"",
                "regex    ~ \\b        ~ \"This would be found everywhere, because it also stands for no text.\"",
                "regex    ~ ((a{99}){99}){99} ~ All repetitions together may come to 1000 at the most.",
            })
    void whatCannotBeLookedForIsRefusedWithTheReason(String kind, String pattern, String reason) {
        var refused = trial(List.of("A text"), Map.of("pattern", pattern, "kind", kind, "action", "flag"))
                .expectProblem(422, "invalid-value");
        assertEquals(List.of("/words/0/pattern"), refused.wrongPlaces());
        assertEquals(reason, refused.text("/detail"));
    }

    /** Most texts are spared most expressions, because some piece of plain text is not in them; it must not spare too much. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "miracle (cure|drug)s?   ~ miracle drugs",
                "ab?c                    ~ ac",
                "ab*c                    ~ ac",
                "ab{0,2}c                ~ ac",
                "ab+c                    ~ abbc",
                "(ab)?cd                 ~ cd",
                "[ab]cd                  ~ acd",
                "[(]cd                   ~ (cd",
                "a\\.b                    ~ a.b",
                "\\x61bc                  ~ abc",
                "\\pL\\d                   ~ a1",
                "a.c                     ~ abc",
                "A(?i)BC                 ~ abc",
                "abc|x                   ~ x",
                "(?:x|abc)d              ~ xd",
                "a(b(c|d)e)?f            ~ af",
                "\\Qab\\E*                 ~ a",
            })
    void noExpressionIsPassedOver(String pattern, String text) {
        assertEquals(List.of(text), found("regex", pattern, text));
    }

    @Test
    void aLabelBelongsToItsAction() {
        var without = Map.of("pattern", "art", "kind", "word", "action", "label");
        var elsewhere = Map.of("pattern", "art", "kind", "word", "action", "flag", "label", "death");
        for (var word : List.of(without, elsewhere)) {
            assertEquals(
                    List.of("/words/0/label"),
                    trial(List.of("art"), word)
                            .expectProblem(422, "invalid-value")
                            .wrongPlaces());
        }
    }

    @Test
    void itTellsForEachTextWhatWouldHappen() {
        var answer = forum.mo()
                .post(
                        "/watched-words/trial",
                        Map.of(
                                "texts",
                                List.of("Nothing", "damn it", "a hold-up", "damn this blocked thing"),
                                "words",
                                List.of(
                                        Map.of("pattern", "damn", "kind", "word", "action", "censor"),
                                        Map.of("pattern", "hold up", "kind", "word", "action", "hold"),
                                        Map.of("pattern", "block*", "kind", "wildcard", "action", "block"))))
                .expect(200);

        assertEquals(List.of("publish", "publish", "hold", "block"), answer.texts("/results", "/outcome"));
        assertTrue(answer.at("/results/0/censored").isNull());
        assertEquals("■■■■ it", answer.text("/results/1/censored"));
        assertEquals(List.of("0", "2"), answer.texts("/results/3/matches", "/candidate"));
        assertEquals(10, answer.at("/results/3/matches/1/places/0/start").asInt());
        assertEquals(17, answer.at("/results/3/matches/1/places/0/end").asInt());
    }

    @Test
    void wordsThatAreWatchedForAreTriedToo() {
        var id = forum.mo()
                .post("/watched-words", Map.of("pattern", "quagga", "kind", "word", "action", "flag"))
                .expect(201)
                .text("/watchedWord/id");
        var answer = forum.mo()
                .post("/watched-words/trial", Map.of("texts", List.of("a quagga")))
                .expect(200);
        assertEquals(List.of(id), answer.texts("/results/0/matches", "/word"));
        assertTrue(answer.at("/results/0/matches/0/candidate").isNull());
    }

    @Test
    void aWordThatStandsOftenIsCountedAndShownATwentyTimes() {
        var answer = trial(List.of("art ".repeat(500)), Map.of("pattern", "art", "kind", "word", "action", "flag"))
                .expect(200);
        assertEquals(500, answer.at("/results/0/matches/0/count").asInt());
        assertEquals(20, answer.at("/results/0/matches/0/places").size());
    }

    @Test
    void nothingIsKept() {
        var rows = "select (select count(*) from watched_word) + (select count(*) from stored_answer)";
        var before = forum.db().read(tx -> tx.fetchSingle(rows).get(0, Long.class));
        trial(List.of("art"), Map.of("pattern", "art", "kind", "word", "action", "block"))
                .expect(200);
        assertEquals(before, forum.db().read(tx -> tx.fetchSingle(rows).get(0, Long.class)));
        var started = forum.thread(forum.alice(), "The art of it");
        assertTrue(!started.post().isEmpty());
    }

    @Test
    void onlyModeratorsMayTry() {
        var body = Map.of("texts", List.of("A text"));
        forum.guest().post("/watched-words/trial", body).expectProblem(401, "sign-in-needed");
        forum.alice().post("/watched-words/trial", body).expectProblem(403, "not-allowed");
    }

    /** Whatever a text is made of, it is answered: in a time that grows with the text and not with what is looked for. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "a ", "aaaaaaaaab ", "\u0301", "0", "@", "07700 ", "www.", "<!--", "**a"})
    void aTextThatIsMadeToTakeLongIsAnswered(String piece) {
        var text = "x" + piece.repeat(32_000 / piece.length() - 1);
        var words = IntStream.range(0, 20)
                .mapToObj(i -> switch (i % 4) {
                    case 0 -> Map.of("pattern", "a ".repeat(i + 1), "kind", "word", "action", "flag");
                    case 1 -> Map.of("pattern", "*" + "a".repeat(i + 3) + "*", "kind", "wildcard", "action", "flag");
                    case 2 -> Map.of("pattern", "(a+)+b{1," + (i + 1) + "}", "kind", "regex", "action", "flag");
                    default -> Map.of("pattern", "(.*)(.*)x" + i, "kind", "regex", "action", "flag");
                })
                .collect(Collectors.toList());
        Collections.reverse(words);
        forum.mo()
                .post("/watched-words/trial", Map.of("texts", List.of(text), "words", words))
                .expect(200);
    }

    private static Answer trial(List<String> texts, Map<String, String> word) {
        return forum.mo().post("/watched-words/trial", Map.of("texts", texts, "words", List.of(word)));
    }

    /** What stands in the text at the places that are found. */
    private static List<String> found(String kind, String pattern, String text) {
        var answer = trial(List.of(text), Map.of("pattern", pattern, "kind", kind, "action", "flag"))
                .expect(200);
        var starts = answer.texts("/results/0/matches/0/places", "/start");
        var ends = answer.texts("/results/0/matches/0/places", "/end");
        return IntStream.range(0, starts.size())
                .mapToObj(i -> text.substring(Integer.parseInt(starts.get(i)), Integer.parseInt(ends.get(i))))
                .toList();
    }
}
