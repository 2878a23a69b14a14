package waymark.stories.hints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Invented stories with everything that is to be found in them; whatever else is found is a false alarm. The rules were made
 * for "dev". Each of the held-out files was written after the rules as they then were and measured once before anything was
 * changed because of it: recall was 0.79, 0.83, 0.79 and 0.83, with two, no, two and no false alarms. Because of the first
 * three the rules were changed afterwards, once each; because of "held-out-4" nothing was, so its numbers are those to expect
 * of stories that nobody has seen yet. Most of what is missed is a name that is on no list.
 */
class HintsTest {

    @ParameterizedTest
    @CsvSource({
        "dev, 0.98, 0",
        "held-out-1, 0.97, 1",
        "held-out-2, 0.97, 0",
        "held-out-3, 0.96, 0",
        "held-out-4, 0.80, 0",
    })
    void asMuchIsFoundAsBefore(String file, double recall, int falsePositives) throws IOException {
        var score = Score.of(file);
        System.out.println(score);
        assertTrue(score.recall() >= recall, score::toString);
        assertTrue(score.falsePositives() <= falsePositives, score::toString);
    }

    @Test
    void thereAreStoriesForEveryKindAndEnoughWithoutAny() throws IOException {
        int stories = 0;
        int clean = 0;
        var kinds = new HashSet<HintKind>();
        for (var file : List.of("dev", "held-out-1", "held-out-2", "held-out-3", "held-out-4")) {
            var score = Score.of(file);
            stories += score.stories();
            clean += score.clean();
            kinds.addAll(score.kinds());
        }
        assertEquals(217, stories);
        assertEquals(65, clean);
        assertEquals(EnumSet.allOf(HintKind.class), kinds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The Dr was late.",
                "I asked Dr Google, in my Dr Martens.",
                "It was day 28.",
                "It came by the Royal Mail.",
                "My nurse was kind.",
                "Love, Margaret",
                "It was in May 2022, or in 2021, or at Christmas 2023.",
                "Not Hodgkin, not Waldenstr\u00F6m, and a Hickman line.",
                "I help at St John Ambulance in St Albans on St Patrick's Day.",
                "I live in Leeds, near Great Yarmouth.",
                "I had Yescarta, not Kymriah or Tecartus.",
                "May I? Will you? Grace and hope, Mark my words.",
                "My son will come. My daughter may not.",
                "My Jack Russell met a Marie Curie nurse from Anthony Nolan.",
                "I was at Addenbrooke's for a while.",
                "My sister Ruth and my husband Colin came.",
                "I took 400 mg twice a day. I am not cured.",
                "24/7, 10/10, 120/80, 1/2 a tablet, 3.15 and 2.1.",
            })
    void lookAlikesAreLeftAlone(String text) {
        assertEquals(List.of(), Hints.in(story(text)), text);
    }

    @ParameterizedTest
    @CsvSource({
        "bluebell, bluebell@example.org, true",
        "Blue.Bell_, bluebell+forum@example.org, true",
        "bluebell, b.bell@example.org, false",
        "bluebell, harebell@bluebell.example, false",
    })
    void aUsernameIsComparedWithWhatStandsBeforeTheAt(String username, String email, boolean same) {
        var story = new Manuscript(
                "", "", Optional.empty(), Set.of(), Optional.of(username), Optional.of(email), Score.KNOWN);
        var hint = new Hint(HintKind.USERNAME_IS_EMAIL, Part.USERNAME, 0, username.length());
        assertEquals(same ? List.of(hint) : List.of(), Hints.in(story));
    }

    @ParameterizedTest
    @CsvSource({
        "Margaret, ''",
        "Alfie's mum, ''",
        "Grandad Joe, ''",
        "Thea B, ''",
        "Mary Anne, ''",
        "Thandeka Mbeki, full-name",
        "Mrs Tattersall, full-name",
        "Dr Jones, staff-named",
        "wendy@example.org, email",
        "Robin52, name-is-username",
    })
    void aChosenNameIsAllowedAndAFullOneIsNot(String name, String kind) {
        var story = new Manuscript(
                "", "", Optional.of(name), Set.of(), Optional.of("robin_52"), Optional.empty(), Score.KNOWN);
        var kinds = Hints.in(story).stream().map(hint -> hint.kind().code()).toList();
        assertEquals(kind.isEmpty() ? List.of() : List.of(kind), kinds);
    }

    @Test
    void onlyAHintAboutTheAccountNeedsNoSecondPerson() {
        var alone = EnumSet.allOf(HintKind.class);
        alone.removeIf(HintKind::needsSecondApproval);
        assertEquals(EnumSet.of(HintKind.USERNAME_IS_EMAIL), alone);
    }

    private static Manuscript story(String markdown) {
        return new Manuscript(
                "", markdown, Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), Score.KNOWN);
    }
}
