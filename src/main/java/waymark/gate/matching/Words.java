package waymark.gate.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a folded text into its words: letters and digits in a row, and each emoji by itself. */
final class Words {

    private static final int FIRST_EMOJI = 0x1F000;

    private Words() {}

    static List<Word> of(String folded) {
        var words = new ArrayList<Word>();
        int lines = 0;
        int at = 0;
        while (at < folded.length()) {
            int c = folded.codePointAt(at);
            if (Character.isLetterOrDigit(c)) {
                int end = endOfWord(folded, at);
                words.add(word(folded, at, end, lines > 1));
                lines = 0;
                at = end;
            } else {
                int end = at + Character.charCount(c);
                if (isEmoji(c)) {
                    words.add(word(folded, at, end, lines > 1));
                    lines = 0;
                } else if (c == '\n') {
                    lines++;
                }
                at = end;
            }
        }
        return words;
    }

    private static int endOfWord(String folded, int start) {
        int end = start;
        while (end < folded.length() && Character.isLetterOrDigit(folded.codePointAt(end))) {
            end += Character.charCount(folded.codePointAt(end));
        }
        return end;
    }

    private static boolean isEmoji(int c) {
        return Character.getType(c) == Character.OTHER_SYMBOL || c >= FIRST_EMOJI;
    }

    private static Word word(String folded, int start, int end, boolean newParagraph) {
        return new Word(folded.substring(start, end).toLowerCase(Locale.ROOT), start, end, newParagraph);
    }

    /**
     * @param text in lower case
     * @param start in the folded text
     * @param newParagraph whether an empty line stands before it
     */
    record Word(String text, int start, int end, boolean newParagraph) {}
}
