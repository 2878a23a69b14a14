package waymark.platform.text;

import java.text.Normalizer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A text in one spelling for what looks alike: compatibility forms, accents, invisible characters, curly quotation marks.
 * Capital letters stay. It knows where each of its characters stood in the text as it was written.
 */
public final class Folded {

    private static final char FIRST_NOT_ASCII = 0x80;
    private static final int LONGEST_DECOMPOSED = 6;

    private final String raw;
    private final String text;
    private final int[] places;

    private Folded(String raw, String text, int[] places) {
        this.raw = raw;
        this.text = text;
        this.places = places;
    }

    public static Folded of(String raw) {
        var folding = new Folding(raw, new int[raw.length()]);
        return new Folded(raw, folding.text(), folding.places());
    }

    /** The spelling alone, for those who do not ask where anything stood. */
    public static String text(String raw) {
        return new Folding(raw, null).text();
    }

    public String text() {
        return text;
    }

    /** Where the character at that index begins in the text as it was written. */
    public int start(int index) {
        return index < text.length() ? places[index] : raw.length();
    }

    /** Where what ends before that index ends in the text as it was written, with the accents behind it. */
    public int end(int index) {
        int last = places[index - 1];
        return Math.max(start(index), last + Character.charCount(raw.codePointAt(last)));
    }

    /** One text while it is folded. */
    private static final class Folding {

        private final StringBuilder folded;
        private int @Nullable [] places;
        private int at;

        Folding(String raw, int @Nullable [] places) {
            this.folded = new StringBuilder(raw.length());
            this.places = places;
            while (at < raw.length()) {
                char c = raw.charAt(at);
                if (c < FIRST_NOT_ASCII) {
                    add(c);
                    at++;
                } else {
                    int end = at + Character.charCount(raw.codePointAt(at));
                    add(decomposed(raw.substring(at, end)));
                    at = end;
                }
            }
        }

        String text() {
            return folded.toString();
        }

        int[] places() {
            return places == null ? new int[0] : places;
        }

        /**
         * Each character by itself: to put thousands of accents on one letter in their order, as a normaliser has to,
         * takes the square of their number, and here they are dropped anyway.
         */
        private static String decomposed(String character) {
            var decomposed = Normalizer.normalize(character, Normalizer.Form.NFKD);
            // Some Arabic signs stand for whole sentences.
            return decomposed.length() > LONGEST_DECOMPOSED ? character : decomposed;
        }

        private void add(String decomposed) {
            for (int i = 0; i < decomposed.length(); i++) {
                add(decomposed.charAt(i));
            }
        }

        private void add(char c) {
            switch (c) {
                case '\u2018', '\u2019', '\u02BC', '\u2032', '`', '\u00B4' -> append('\'');
                case '\u201C', '\u201D', '\u201E', '\u00AB', '\u00BB' -> append('"');
                case '\u00B7', '\u2219', '\u2024' -> append('.');
                // The fraction slash and other dashes, as the keyboard has them.
                case '\u2044' -> append('/');
                case '\u2012', '\u2013', '\u2014', '\u2015', '\u2212' -> {
                    append(' ');
                    append('-');
                    append(' ');
                }
                case '\u2010', '\u2011' -> append('-');
                case '\r' -> {}
                case '\u2028', '\u2029', '\u0085' -> append('\n');
                default -> {
                    if (!isInvisible(c)) {
                        append(c);
                    }
                }
            }
        }

        private void append(char c) {
            if (places != null) {
                if (folded.length() == places.length) {
                    places = Arrays.copyOf(places, 2 * places.length + 8);
                }
                places[folded.length()] = at;
            }
            folded.append(c);
        }

        private static boolean isInvisible(char c) {
            int type = Character.getType(c);
            return type == Character.NON_SPACING_MARK
                    || type == Character.ENCLOSING_MARK
                    || type == Character.FORMAT
                    || (type == Character.CONTROL && c != '\n' && c != '\t');
        }
    }
}
