package waymark.signposting.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import waymark.platform.text.Folded;

/**
 * Cuts a text, as people type it, into sentences of tokens, in one pass. Quoted lines, links and names that are mentioned
 * are left out: they are somebody else's words, or none.
 */
final class Reader {

    /** Stands for what was left out in the middle of a sentence. */
    private static final String LEFT_OUT = "\uFFFC";

    private static final int LONG = 60;
    private static final int LONGEST = 120;
    private static final Set<String> SHORTENED =
            Set.of("temp", "approx", "dr", "mr", "mrs", "ms", "vs", "eg", "ie", "st", "prof");

    private final String text;
    private final List<Sentence> sentences = new ArrayList<>();
    private List<Token> tokens = new ArrayList<>();
    private Token.Gap gap = Token.Gap.NONE;
    private boolean quoted;
    private int at;

    private Reader(String text) {
        this.text = text;
    }

    static List<Sentence> read(String raw) {
        var reader = new Reader(Folded.text(raw));
        reader.readAll();
        return reader.sentences;
    }

    private void readAll() {
        boolean lineStart = true;
        while (at < text.length()) {
            if (lineStart) {
                lineStart = false;
                if (skipQuotedLine()) {
                    lineStart = true;
                    continue;
                }
            }
            int c = text.codePointAt(at);
            if (c == '\n') {
                at++;
                endLine();
                lineStart = true;
            } else if (Character.isLetterOrDigit(c)) {
                readWord();
            } else {
                readMark(c);
            }
        }
        endSentence();
    }

    /** A Markdown quotation, or one as other forums write it. */
    private boolean skipQuotedLine() {
        int first = at;
        while (first < text.length() && (text.charAt(first) == ' ' || text.charAt(first) == '\t')) {
            first++;
        }
        if (text.startsWith(">", first)) {
            endSentence();
            int end = text.indexOf('\n', first);
            at = end < 0 ? text.length() : end + 1;
            return true;
        }
        if (text.regionMatches(true, first, "[quote", 0, 6)) {
            endSentence();
            int end = indexOfIgnoringCase("[/quote]", first);
            at = end < 0 ? text.length() : end + "[/quote]".length();
            return true;
        }
        return false;
    }

    private int indexOfIgnoringCase(String wanted, int from) {
        for (int i = from; i <= text.length() - wanted.length(); i++) {
            if (text.regionMatches(true, i, wanted, 0, wanted.length())) {
                return i;
            }
        }
        return -1;
    }

    private void endLine() {
        boolean blank = at < text.length() && text.charAt(at) == '\n';
        if (blank) {
            endSentence();
        } else {
            widen(Token.Gap.CLAUSE);
        }
    }

    private void readWord() {
        int start = at;
        if (startsLink()) {
            skipToSpace();
            add(LEFT_OUT, Double.NaN, false);
        } else if (Character.isDigit(text.codePointAt(at))) {
            readNumber();
        } else {
            readLetters(start);
        }
    }

    private boolean startsLink() {
        return text.startsWith("http://", at) || text.startsWith("https://", at) || text.startsWith("www.", at);
    }

    private void skipToSpace() {
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    /** Digits, with a decimal part after a point or a comma. Letters that follow at once are a token of their own. */
    private void readNumber() {
        int start = at;
        skipDigits();
        boolean decimal = at + 1 < text.length()
                && (text.charAt(at) == '.' || text.charAt(at) == ',')
                && Character.isDigit(text.charAt(at + 1))
                && digitsFrom(at + 1) <= 2;
        if (decimal) {
            at++;
            skipDigits();
        }
        if (!decimal && isReadingWithDash(start)) {
            at += 2;
        }
        var digits = text.substring(start, at).replace(',', '.').replace('-', '.');
        add(digits, valueOf(digits), false);
    }

    /** 38-6, by people who cannot find the full stop. */
    private boolean isReadingWithDash(int start) {
        return at - start == 2
                && (text.startsWith("37-", start) || text.startsWith("38-", start) || text.startsWith("39-", start))
                && digitsFrom(at + 1) == 1;
    }

    private void skipDigits() {
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            at++;
        }
    }

    private int digitsFrom(int from) {
        int end = from;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end - from;
    }

    private static double valueOf(String digits) {
        return digits.length() > 12 ? Double.POSITIVE_INFINITY : asciiValue(digits);
    }

    private static double asciiValue(String digits) {
        double value = 0;
        double scale = 0;
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) == '.') {
                scale = 1;
            } else {
                value = value * 10 + Character.digit(digits.charAt(i), 10);
                scale *= 10;
            }
        }
        return scale == 0 ? value : value / scale;
    }

    /** Letters, with apostrophes and with the signs that stand for letters where somebody hides a word. */
    private void readLetters(int start) {
        var word = new StringBuilder();
        int letters = 0;
        int capitals = 0;
        boolean disguised = false;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (Character.isLetter(c)) {
                letters++;
                capitals += Character.isUpperCase(c) ? 1 : 0;
                word.appendCodePoint(c);
            } else if ((isAsciiDigit(c) || isSignInWord(c)) && letterFollows(1)) {
                disguised = true;
                word.appendCodePoint(c);
            } else if (c != '\'' || !letterFollows(1)) {
                break;
            }
            at += Character.charCount(c);
        }
        var found = word.toString().toLowerCase(Locale.ROOT);
        if (start > 0 && text.charAt(start - 1) == '@') {
            add(LEFT_OUT, Double.NaN, false);
        } else {
            add(disguised ? undisguised(found) : shortened(found), Double.NaN, letters >= 2 && capitals == letters);
        }
    }

    private static boolean isAsciiDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSignInWord(int c) {
        return c == '@' || c == '$' || c == '*';
    }

    private boolean letterFollows(int after) {
        return at + after < text.length() && Character.isLetter(text.codePointAt(at + after));
    }

    private static String undisguised(String word) {
        var plain = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            switch (word.charAt(i)) {
                case '0' -> plain.append('o');
                case '1' -> plain.append('i');
                case '3' -> plain.append('e');
                case '4', '@' -> plain.append('a');
                case '5', '$' -> plain.append('s');
                case '7' -> plain.append('t');
                case '*' -> {}
                default -> plain.append(word.charAt(i));
            }
        }
        return plain.toString();
    }

    /** Three and more of a letter in a row are one: nobody spells a word so. */
    private static String shortened(String word) {
        var shortened = new StringBuilder(word.length());
        int i = 0;
        while (i < word.length()) {
            char c = word.charAt(i);
            int end = i;
            while (end < word.length() && word.charAt(end) == c) {
                end++;
            }
            shortened.append(c);
            if (end - i == 2) {
                shortened.append(c);
            }
            i = end;
        }
        return shortened.toString();
    }

    private void readMark(int c) {
        at += Character.charCount(c);
        switch (c) {
            case '!', '?' -> endSentence();
            case '.' -> readFullStop();
            case ',' -> widen(Token.Gap.COMMA);
            case ';', ':', '(', ')' -> widen(Token.Gap.CLAUSE);
            case '"' -> quoted = !quoted && text.indexOf('"', at) >= 0;
            case '-' -> {
                boolean spaced = at >= 2 && Character.isWhitespace(text.charAt(at - 2));
                if (spaced) {
                    widen(Token.Gap.CLAUSE);
                }
            }
            case '\u00B0', '\u00BA' -> add("degrees", Double.NaN, false);
            case '\u00A3', '$', '\u20AC', '%', '+', '&', '/' -> add(Character.toString(c), Double.NaN, false);
            default -> {
                int type = Character.getType(c);
                if (type == Character.OTHER_SYMBOL || c > 0x1F000) {
                    add(Character.toString(c), Double.NaN, false);
                }
            }
        }
    }

    /** The end of a sentence, unless it shortens a word, or is one of several: three dots are a pause. */
    private void readFullStop() {
        boolean several = at < text.length() && text.charAt(at) == '.';
        if (several) {
            while (at < text.length() && text.charAt(at) == '.') {
                at++;
            }
            widen(Token.Gap.CLAUSE);
        } else if (tokens.isEmpty() || !SHORTENED.contains(tokens.get(tokens.size() - 1).word)) {
            endSentence();
        }
    }

    private void widen(Token.Gap wider) {
        if (wider.compareTo(gap) > 0) {
            gap = wider;
        }
    }

    private void add(String word, double number, boolean capitals) {
        // People who write without full stops still pause; nobody's sentence needs more words than that.
        if (tokens.size() >= LONGEST || (tokens.size() >= LONG && gap != Token.Gap.NONE)) {
            endSentence();
        }
        tokens.add(new Token(word, number, capitals, quoted, tokens.isEmpty() ? Token.Gap.NONE : gap));
        gap = Token.Gap.NONE;
    }

    private void endSentence() {
        if (!tokens.isEmpty()) {
            sentences.add(new Sentence(tokens));
            tokens = new ArrayList<>();
        }
        gap = Token.Gap.NONE;
    }
}
