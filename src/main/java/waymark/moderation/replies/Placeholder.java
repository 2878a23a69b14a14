package waymark.moderation.replies;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A place in a canned reply that is filled in for each letter. */
public enum Placeholder {
    /** Whom it is written to. */
    USERNAME,
    /** The title of the thread it is about. */
    THREAD,
    /** The rule that a post went against. */
    RULE,
    /** When a restriction ends. */
    UNTIL,
    /** Who is there to talk to, now and at all hours. */
    HELPLINE;

    private static final Pattern KNOWN = Pattern.compile(
            Arrays.stream(values()).map(Placeholder::code).collect(Collectors.joining("|", "\\{(", ")}")));
    private static final Pattern LEFT_OVER = Pattern.compile("\\{[^{}]*}?|}");
    private static final int SHOWN = 40;

    /** The name between the braces. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Fills in what is known and leaves the rest as it is, for a moderator to see and to fill in. */
    static String fill(String text, Map<Placeholder, String> values) {
        return KNOWN.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        Optional.ofNullable(values.get(of(found))).orElse(found.group())));
    }

    static boolean isIn(String text) {
        return KNOWN.matcher(text).find();
    }

    /** Whether a message is nothing but this text with something filled in. */
    static boolean isFilledIn(String text, String message) {
        var parts = KNOWN.split(text, -1);
        var pattern = Arrays.stream(parts).map(Pattern::quote).collect(Collectors.joining(".+"));
        return Pattern.compile(pattern, Pattern.DOTALL).matcher(message).matches();
    }

    /** The first thing in braces that nobody would fill in, or a brace that stands alone. */
    static Optional<String> findUnknown(String text) {
        return LEFT_OVER
                .matcher(KNOWN.matcher(text).replaceAll(""))
                .results()
                .map(MatchResult::group)
                .map(group -> group.length() <= SHOWN ? group : group.substring(0, SHOWN) + "\u2026")
                .findFirst();
    }

    private static Placeholder of(MatchResult found) {
        return valueOf(found.group(1).toUpperCase(Locale.ROOT));
    }
}
