package waymark.gate.matching;

import java.util.BitSet;
import java.util.Collection;

/** Takes words out of a text and leaves their shape, so that everybody sees that something stood there. */
public final class Censor {

    private static final char BLOCK = '\u25A0';

    private Censor() {}

    /** The text with a block for each letter of what was found; spaces and punctuation stay. */
    public static String mask(String raw, Collection<? extends WordMatcher.Find<?>> finds) {
        if (finds.isEmpty()) {
            return raw;
        }
        var hidden = new BitSet(raw.length());
        finds.forEach(find -> hidden.set(find.start(), find.end()));
        var masked = new StringBuilder(raw.length());
        int at = 0;
        while (at < raw.length()) {
            int c = raw.codePointAt(at);
            if (hidden.get(at) && isPartOfAWord(c)) {
                masked.append(BLOCK);
            } else {
                masked.appendCodePoint(c);
            }
            at += Character.charCount(c);
        }
        return masked.toString();
    }

    private static boolean isPartOfAWord(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.OTHER_SYMBOL,
                    Character.MODIFIER_SYMBOL,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER -> true;
            default -> Character.isLetterOrDigit(c);
        };
    }
}
