package waymark.signposting.matching;

import java.util.Arrays;

/**
 * A word, a number or an emoji of a text, as phrases see it.
 *
 * <p>Mutable while a text is read: recognising vocabulary, temperatures and idioms adds to it.
 */
final class Token {

    /** What stands between a token and the one before it in the same sentence. */
    enum Gap {
        NONE,
        COMMA,
        CLAUSE
    }

    private static final int[] NOTHING = {};

    /** In lower case, without apostrophes and accents. */
    final String word;

    /** NaN when it is not a number. */
    final double number;

    /** Written in capital letters, two at least. */
    final boolean capitals;

    /** Inside quotation marks. */
    final boolean quoted;

    final Gap gap;

    private int[] symbols = NOTHING;

    Token(String word, double number, boolean capitals, boolean quoted, Gap gap) {
        this.word = word;
        this.number = number;
        this.capitals = capitals;
        this.quoted = quoted;
        this.gap = gap;
    }

    int[] symbols() {
        return symbols;
    }

    void is(int[] known) {
        symbols = known;
    }

    void isAlso(int symbol) {
        symbols = Arrays.copyOf(symbols, symbols.length + 1);
        symbols[symbols.length - 1] = symbol;
    }

    /** From now on this is just some word: part of a phrase that means something else. */
    void mask() {
        symbols = NOTHING;
    }

    boolean isNumber() {
        return !Double.isNaN(number);
    }

    @Override
    public String toString() {
        return word;
    }
}
