package waymark.stories.hints;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import waymark.platform.text.Folded;

/**
 * A text in one spelling and without the marks of Markdown, so that a word is the same word in bold, in a link or with a
 * backslash in it. It knows where each of its characters stood in the text as it was written.
 */
final class Reading {

    private static final Pattern ENTITY =
            Pattern.compile("&(?:#([0-9]{1,6})|#[xX]([0-9A-Fa-f]{1,5})|(amp|nbsp|lt|gt|quot|apos));");
    private static final String ESCAPED = "!\"#$%&'()*+,-./:;<=>?@[\\]^_{|}~";

    private final String raw;
    private final Folded folded;
    private final StringBuilder text;
    private int[] starts;
    private int[] ends;

    private Reading(String raw) {
        this.raw = raw;
        this.folded = Folded.of(raw);
        int length = folded.text().length();
        this.text = new StringBuilder(length);
        this.starts = new int[length];
        this.ends = new int[length];
    }

    static Reading of(String raw) {
        var reading = new Reading(raw);
        reading.read(reading.folded.text());
        return reading;
    }

    String text() {
        return text.toString();
    }

    /** Where the character at that index begins in the text as it was written. */
    int start(int index) {
        return starts[index];
    }

    /** Where what ends before that index ends in the text as it was written. */
    int end(int index) {
        return ends[index - 1];
    }

    private void read(String spelled) {
        var entity = ENTITY.matcher(spelled);
        int at = 0;
        while (at < spelled.length()) {
            char c = spelled.charAt(at);
            if (c == '\\' && at + 1 < spelled.length() && ESCAPED.indexOf(spelled.charAt(at + 1)) >= 0) {
                add(spelled.charAt(at + 1), at + 1, at + 2);
                at += 2;
            } else if (c == '&' && entity.region(at, spelled.length()).lookingAt()) {
                addDecoded(decoded(entity.group(1), entity.group(2), entity.group(3)), at, entity.end());
                at = entity.end();
            } else {
                if (!isMark(spelled, at)) {
                    add(c, at, at + 1);
                }
                at++;
            }
        }
    }

    private static boolean isMark(String spelled, int at) {
        return switch (spelled.charAt(at)) {
            case '*', '~' -> !beginsAnItem(spelled, at);
            case '_' -> !(isInAWord(spelled, at - 1) && isInAWord(spelled, at + 1));
            case '[', ']' -> true;
            default -> false;
        };
    }

    private static boolean beginsAnItem(String spelled, int at) {
        return (at == 0 || spelled.charAt(at - 1) == '\n')
                && at + 1 < spelled.length()
                && spelled.charAt(at + 1) == ' ';
    }

    private static boolean isInAWord(String spelled, int at) {
        return at >= 0 && at < spelled.length() && Character.isLetterOrDigit(spelled.charAt(at));
    }

    private static String decoded(String decimal, String hexadecimal, String named) {
        if (named != null) {
            return switch (named.toLowerCase(Locale.ROOT)) {
                case "amp" -> "&";
                case "lt" -> "<";
                case "gt" -> ">";
                case "quot" -> "\"";
                case "apos" -> "'";
                default -> " ";
            };
        }
        int code = decimal != null ? Integer.parseInt(decimal) : Integer.parseInt(hexadecimal, 16);
        return Character.isBmpCodePoint(code) && !Character.isSurrogate((char) code)
                ? Folded.text(Character.toString(code))
                : " ";
    }

    private void addDecoded(String decoded, int from, int to) {
        for (int i = 0; i < decoded.length(); i++) {
            add(decoded.charAt(i), from, to);
        }
    }

    private void add(char c, int from, int to) {
        int length = text.length();
        if (length == starts.length) {
            starts = Arrays.copyOf(starts, 2 * length + 8);
            ends = Arrays.copyOf(ends, 2 * length + 8);
        }
        starts[length] = folded.start(from);
        ends[length] = withAccents(folded.start(to - 1));
        text.append(c);
    }

    /** The end of the character that begins there; accents may stand behind their letter. */
    private int withAccents(int start) {
        int end = start + Character.charCount(raw.codePointAt(start));
        while (end < raw.length() && Character.getType(raw.charAt(end)) == Character.NON_SPACING_MARK) {
            end++;
        }
        return end;
    }
}
