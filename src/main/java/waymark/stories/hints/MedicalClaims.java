package waymark.stories.hints;

import static waymark.stories.hints.HintKind.MEDICAL_CLAIM;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Promises and advice. What is denied, asked or only told about oneself is neither. */
final class MedicalClaims {

    private static final Pattern CURES = pattern("[cure]");
    private static final Pattern ADVICE = pattern("[advice]");

    private static final Pattern DENIED = Pattern.compile(
            "\\b(?:not|never|no|nobody|none|neither|nor|without|cannot|if|whether|hope|hoped|hoping|wish|pray|prayed|may|might|so-called|word|call|calls|called|say"
                    + "|says|said|claim|claims|claimed|promise|promised|promises|myth|looking|search|until|unless|isn't|wasn't|aren't|weren't|won't|don't|doesn't|didn't|can't|couldn't|wouldn't|haven't|hasn't"
                    + "|day|one day|ask|asked|am i|is it|was i|are they|find|finding)\\b");

    private static final Pattern TOLD = Pattern.compile(
            "(?:\\b(?:not|never|don't|didn't|do not|did not|to|told|asked|me|us|i|we|he|she|they|who|had|let|made|cannot|can't|without|before|nobody|should not|shouldn't|must not|mustn't) ?(?:ever |just |even |simply |now )?)$");

    private static final int BACK = 48;

    private MedicalClaims() {}

    static List<Find> in(Passage passage) {
        var text = passage.reading().text();
        var lower = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = Character.toLowerCase(text.charAt(i));
            lower.append(c == '\n' || c == '\t' ? ' ' : c);
        }
        var flat = lower.toString();
        var finds = new ArrayList<Find>();
        collect(finds, flat, text, CURES, true);
        collect(finds, flat, text, ADVICE, false);
        return finds;
    }

    private static void collect(List<Find> finds, String flat, String text, Pattern pattern, boolean cure) {
        var matcher = pattern.matcher(flat);
        while (matcher.find()) {
            var before = sentenceBefore(flat, text, matcher.start());
            boolean saidOtherwise =
                    cure ? DENIED.matcher(before).find() : TOLD.matcher(before).find();
            if (!saidOtherwise && !(cure && isAsked(flat, matcher.end()))) {
                finds.add(new Find(MEDICAL_CLAIM, matcher.start(), matcher.end()));
            }
        }
    }

    /** The part of the sentence that stands before. */
    private static String sentenceBefore(String flat, String text, int start) {
        int from = start;
        while (from > 0 && start - from < BACK && !endsASentence(text, from - 1)) {
            from--;
        }
        return flat.substring(from, start);
    }

    private static boolean endsASentence(String text, int at) {
        char c = text.charAt(at);
        return c == '.'
                || c == '!'
                || c == '?'
                || c == ';'
                || c == ':'
                || (c == '\n' && at > 0 && text.charAt(at - 1) == '\n');
    }

    private static boolean isAsked(String flat, int end) {
        int at = end;
        while (at < flat.length() && at - end < BACK && ".!?;".indexOf(flat.charAt(at)) < 0) {
            at++;
        }
        return at < flat.length() && flat.charAt(at) == '?';
    }

    /** One for all, so that the text is read once; whatever may be repeated in it is bounded, so that it is read quickly. */
    private static Pattern pattern(String section) {
        var expressions = new ArrayList<String>();
        boolean inSection = false;
        for (var line : Lexicon.lines("medical-claims.txt")) {
            if (line.startsWith("[") && line.endsWith("]")) {
                inSection = line.equals(section);
            } else if (inSection) {
                expressions.add(line.replace(" ?", " {0,3}").replaceAll(" (?!\\{)", " {1,3}"));
            }
        }
        return Pattern.compile(expressions.stream().collect(Collectors.joining("|", "\\b(?:", ")")));
    }
}
