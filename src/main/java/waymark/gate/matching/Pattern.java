package waymark.gate.matching;

/** What is looked for. */
public sealed interface Pattern permits Phrase, Regex {

    /** The same for all patterns that are written differently and find the same. */
    String key();

    /**
     * A word, or several in a row.
     *
     * @throws PatternException when there is no word in it
     */
    static Pattern word(String text) throws PatternException {
        return Phrase.of(text, false);
    }

    /**
     * The same with stars at the beginning or the end of words, which stand for any letters of that word.
     *
     * @throws PatternException when there is no star, or one is somewhere else
     */
    static Pattern wildcard(String text) throws PatternException {
        return Phrase.of(text, true);
    }

    /**
     * A regular expression as RE2 has it. Whole words unless it begins or ends with an anchor of its own; capital letters
     * and accents make no difference.
     *
     * @throws PatternException when it cannot be understood, finds nothing at all, or would be too large
     */
    static Pattern regex(String expression) throws PatternException {
        return Regex.of(expression);
    }
}
