package waymark.signposting;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How hard a text is to read: the Flesch-Kincaid grade, years of school in the United States. Grade 4 to 6 is a reading
 * age of about 9 to 11. Syllables are guessed from groups of vowels, which is right often enough for a limit.
 */
public final class ReadingAge {

    private static final Pattern SENTENCE_END = Pattern.compile("[.!?:;]+(\\s+|$)|\\n+");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern VOWELS = Pattern.compile("[aeiouy]+");
    private static final Pattern NOT_LETTERS = Pattern.compile("[^a-z]");

    private static final int HARDEST_GRADE = 7;

    private ReadingAge() {}

    /** What is said of a text that is too hard to be shown to people; empty when it is not. */
    public static Optional<String> tooHard(String text) {
        double grade = grade(text);
        return grade <= HARDEST_GRADE
                ? Optional.empty()
                : Optional.of("This is too hard to read (grade %.1f, the most is %d). Use shorter sentences and words."
                        .formatted(grade, HARDEST_GRADE));
    }

    /** The grade of a text, zero for one without words. A colon, a semicolon and the end of a line end a sentence too. */
    public static double grade(String text) {
        var sentences = Arrays.stream(SENTENCE_END.split(text.strip(), -1))
                .filter(sentence -> sentence.codePoints().anyMatch(Character::isLetter))
                .toList();
        var words = sentences.stream()
                .flatMap(sentence -> Arrays.stream(SPACES.split(sentence.strip(), -1)))
                .filter(word -> word.codePoints().anyMatch(Character::isLetterOrDigit))
                .toList();
        if (words.isEmpty()) {
            return 0;
        }
        int syllables = words.stream().mapToInt(ReadingAge::syllables).sum();
        return 0.39 * words.size() / sentences.size() + 11.8 * syllables / words.size() - 15.59;
    }

    private static int syllables(String word) {
        var letters = NOT_LETTERS.matcher(word.toLowerCase(Locale.ROOT)).replaceAll("");
        int groups = (int) VOWELS.matcher(letters).results().count();
        boolean silentEnd = letters.endsWith("e") && !letters.endsWith("le") && groups > 1;
        return Math.max(1, silentEnd ? groups - 1 : groups);
    }
}
