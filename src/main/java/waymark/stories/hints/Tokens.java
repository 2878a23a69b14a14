package waymark.stories.hints;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The words of a text. Asked for a word before the first or behind the last, it answers with one that fits nothing. */
final class Tokens {

    private static final Set<String> ABBREVIATED =
            Set.of("dr", "drs", "prof", "mr", "mrs", "ms", "mx", "st", "dept", "no", "vs", "approx");
    private static final int WORDS_OF_A_LINE = 4;
    private static final int LONG = 3;

    private final List<Token> all;

    private Tokens(List<Token> all) {
        this.all = all;
    }

    /** @param text in which what is not made of words, such as addresses, has been blotted out */
    static Tokens of(String text) {
        var tokens = new ArrayList<Token>();
        int from = 0;
        while (from < text.length()) {
            int to = text.indexOf('\n', from);
            to = to < 0 ? text.length() : to;
            addLine(tokens, text, from, to);
            from = to + 1;
        }
        return new Tokens(tokens);
    }

    Token get(int index) {
        return index < 0 || index >= all.size() ? Token.NONE : all.get(index);
    }

    int size() {
        return all.size();
    }

    private static void addLine(List<Token> tokens, String text, int from, int to) {
        boolean quiet = isQuiet(text.substring(from, to));
        int at = from;
        while (at < to) {
            if (!Character.isLetterOrDigit(text.charAt(at))) {
                at++;
                continue;
            }
            int outerEnd = endOfWord(text, at, to);
            var last = tokens.isEmpty() ? Token.NONE : tokens.get(tokens.size() - 1);
            tokens.add(token(text, at, outerEnd, gap(text, last, at), quiet));
            at = outerEnd;
        }
    }

    private static Gap gap(String text, Token last, int at) {
        if (last.equals(Token.NONE)) {
            return Gap.BREAK;
        }
        boolean abbreviated = ABBREVIATED.contains(last.lower()) || last.initial();
        return Gap.of(text.substring(last.outerEnd(), at), abbreviated);
    }

    private static int endOfWord(String text, int start, int to) {
        int end = start + 1;
        while (end < to) {
            char c = text.charAt(end);
            boolean joins = (c == '\'' || c == '-')
                    && end + 1 < to
                    && Character.isLetter(text.charAt(end + 1))
                    && Character.isLetterOrDigit(text.charAt(end - 1));
            if (!joins && !Character.isLetterOrDigit(c)) {
                break;
            }
            end++;
        }
        // Of somebody whose name ends with an s.
        boolean possessive =
                end < to && text.charAt(end) == '\'' && text.charAt(end - 1) == 's' && isBlank(text, end + 1, to);
        return possessive && Character.isUpperCase(text.charAt(start)) ? end + 1 : end;
    }

    private static boolean isBlank(String text, int at, int to) {
        return at >= to || text.charAt(at) == ' ';
    }

    private static Token token(String text, int start, int outerEnd, Gap before, boolean quiet) {
        var whole = text.substring(start, outerEnd);
        int end = outerEnd;
        if (whole.endsWith("'")) {
            end--;
        } else if (whole.length() > 2 && (whole.endsWith("'s") || whole.endsWith("'S"))) {
            end -= 2;
        }
        var word = text.substring(start, end);
        return new Token(word, word.toLowerCase(Locale.ROOT), start, end, outerEnd, before, quiet);
    }

    private static boolean isQuiet(String line) {
        int words = 0;
        int capitals = 0;
        boolean inWord = false;
        for (int i = 0; i < line.length(); i++) {
            boolean letter = Character.isLetter(line.charAt(i));
            if (letter && !inWord && isLong(line, i)) {
                words++;
                capitals += Character.isUpperCase(line.charAt(i)) ? 1 : 0;
            }
            inWord = letter;
        }
        return words >= WORDS_OF_A_LINE && capitals * 4 >= words * 3;
    }

    private static boolean isLong(String line, int at) {
        if (at + LONG >= line.length()) {
            return false;
        }
        for (int i = at; i <= at + LONG; i++) {
            if (!Character.isLetter(line.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
