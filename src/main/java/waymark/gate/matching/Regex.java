package waymark.gate.matching;

import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.stream.Stream;
import waymark.platform.text.Folded;

/** A regular expression that looks for whole words, in time in proportion to the text whatever somebody wrote. */
record Regex(
        String key,
        com.google.re2j.Pattern compiled,
        boolean anchoredStart,
        boolean anchoredEnd,
        Optional<String> indispensable)
        implements Pattern {

    private static final int WHOLE = 1;

    /** Repetitions are copied when an expression is compiled; nested ones are multiplied. */
    private static final int MOST_COPIES = 1_000;

    private static final java.util.regex.Pattern REPETITION =
            java.util.regex.Pattern.compile("\\{([0-9]{1,9})(?:,([0-9]{0,9}))?}");

    private static final java.util.regex.Pattern OWN_START =
            java.util.regex.Pattern.compile("^(\\(\\?[a-z]+\\))?(\\^|\\\\[bBA])");

    private static final java.util.regex.Pattern OWN_END =
            java.util.regex.Pattern.compile("(?<!\\\\)(\\\\\\\\)*(\\$|\\\\[bBz])$");

    /** What finds the empty text finds it in one of these. */
    private static final List<String> PROBES = List.of("", "a", " ", "a a", "1");

    static Regex of(String expression) throws PatternException {
        var folded = Folded.text(expression).strip();
        if (folded.isEmpty()) {
            throw new PatternException("There is nothing in this.");
        }
        requireSmall(folded);
        // By itself first: what is put around it must not make something of an expression that is none.
        requireFindsSomething(compile(folded));
        boolean ownStart = OWN_START.matcher(folded).find();
        boolean ownEnd = OWN_END.matcher(folded).find();
        var bounded = (ownStart ? "" : "(?:^|\\b|\\W)") + "(" + folded + ")" + (ownEnd ? "" : "(?:\\b|\\W|$)");
        return new Regex(folded, compile(bounded), ownStart, ownEnd, Indispensable.in(folded));
    }

    /** Whether it may stand in the text, as far as can be told in no time. */
    boolean mayStandIn(String foldedLowerCase) {
        return indispensable.map(foldedLowerCase::contains).orElse(true);
    }

    /** Each place where it stands, by its bounds in the folded text. */
    void find(String folded, BiConsumer<Integer, Integer> found) {
        var matcher = compiled.matcher(folded);
        while (matcher.find()) {
            int start = matcher.start(WHOLE);
            int end = matcher.end(WHOLE);
            if (end > start && isWhole(folded, start, end)) {
                found.accept(start, end);
            }
        }
    }

    /** RE2 knows the boundaries of words of ASCII letters only. */
    private boolean isWhole(String folded, int start, int end) {
        return (anchoredStart || !goesOn(folded, start)) && (anchoredEnd || !goesOn(folded, end));
    }

    private static boolean goesOn(String folded, int at) {
        return at > 0
                && at < folded.length()
                && Character.isLetterOrDigit(folded.codePointBefore(at))
                && Character.isLetterOrDigit(folded.codePointAt(at));
    }

    private static void requireSmall(String expression) throws PatternException {
        long copies = REPETITION
                .matcher(expression)
                .results()
                .mapToLong(Regex::copies)
                .reduce(1, (one, other) -> Math.min(one * Math.max(other, 1), Integer.MAX_VALUE));
        if (copies > MOST_COPIES) {
            throw new PatternException("All repetitions together may come to " + MOST_COPIES + " at the most.");
        }
    }

    private static long copies(MatchResult repetition) {
        return Stream.of(1, 2)
                .map(repetition::group)
                .filter(text -> text != null && !text.isEmpty())
                .mapToLong(Long::parseLong)
                .max()
                .orElse(1);
    }

    private static void requireFindsSomething(com.google.re2j.Pattern alone) throws PatternException {
        for (var probe : PROBES) {
            var matcher = alone.matcher(probe);
            while (matcher.find()) {
                if (matcher.end() == matcher.start()) {
                    throw new PatternException("This would be found everywhere, because it also stands for no text.");
                }
            }
        }
    }

    private static com.google.re2j.Pattern compile(String expression) throws PatternException {
        try {
            return com.google.re2j.Pattern.compile(expression, com.google.re2j.Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            throw new PatternException(inPlainWords(e.getDescription()));
        }
    }

    private static String inPlainWords(String description) {
        return switch (description) {
            case "missing closing ]" -> "A square bracket is opened and not closed.";
            // The last one is what RE2 says of a closing bracket too many.
            case "missing closing )", "unexpected )", "missing parenthesis", "regexp/syntax: internal error" ->
                "The round brackets do not come in pairs.";
            case "missing argument to repetition operator", "invalid nested repetition operator" ->
                "A star, a plus, a question mark or a count has nothing before it that could be repeated.";
            case "invalid repeat count" -> "A count in curly brackets is too high, or the wrong way round.";
            case "invalid character class range" -> "A range in square brackets is the wrong way round or unknown.";
            case "trailing backslash at end of expression" -> "A backslash stands at the end.";
            case "invalid escape sequence" ->
                "What stands behind a backslash has no meaning here. References back to a group are not possible.";
            case "invalid or unsupported Perl syntax" ->
                "This way of writing a group is not possible; looking ahead and behind are not either.";
            default -> "This is not a regular expression that can be understood here.";
        };
    }
}
