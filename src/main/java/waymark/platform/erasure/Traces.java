package waymark.platform.erasure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * What in others' words leads to one person: the name they had here, and their e-mail address.
 *
 * <p>A name such as {@code rowan-7} or {@code QuietHeron} is found wherever it stands. One that may be an ordinary word,
 * such as {@code river}, is found where it calls somebody ({@code @river}), and by itself only among words that are about
 * them or stand beside theirs: others' talk of a river stays as it is.
 */
public final class Traces {

    private static final String BEFORE = "(?<![\\p{L}\\p{M}\\p{N}])(?<![\\p{L}\\p{M}\\p{N}][_-])";
    private static final String AFTER = "(?![\\p{L}\\p{M}\\p{N}]|[_-]+[\\p{L}\\p{M}\\p{N}])";

    /** So long any text in JSON may become where only the rules of what it is in say how long. */
    private static final int SHORT_TEXT = 60;

    private final String username;
    private final List<String> addresses;
    private final Pattern link;
    private final Pattern called;
    private final Pattern path;
    private final Pattern bare;

    /** @param addresses e-mail addresses; none is fine */
    public Traces(String username, List<String> addresses) {
        this.username = username;
        this.addresses =
                addresses.stream().filter(address -> !address.isBlank()).toList();
        var name = written(username);
        int flags = Pattern.CASE_INSENSITIVE;
        link = Pattern.compile("<a href=\"/members/" + name + "\"[^>]*>(?:@|&#64;)" + name + "</a>", flags);
        called = Pattern.compile("(?:@|&#64;)" + name + AFTER, flags);
        path = Pattern.compile("(?<=members/)" + name + AFTER, flags);
        bare = Pattern.compile(BEFORE + name + AFTER, flags);
    }

    /** Editors of Markdown put a backslash before what could be a sign of its own. */
    private static String written(String username) {
        return username.codePoints()
                .mapToObj(Character::toString)
                .map(letter ->
                        (Character.isLetterOrDigit(letter.codePointAt(0)) ? "" : "\\\\?") + Pattern.quote(letter))
                .collect(Collectors.joining());
    }

    public String username() {
        return username;
    }

    public List<String> addresses() {
        return addresses;
    }

    /** Whether the name alone tells that it is one. */
    public boolean isDistinctive() {
        return isDistinctive(username);
    }

    static boolean isDistinctive(String username) {
        boolean plain = username.chars().allMatch(Character::isLetter);
        // As a word stands in a sentence, or at its beginning.
        boolean likeAWord = username.substring(1).equals(username.substring(1).toLowerCase(Locale.ROOT));
        return !plain || !likeAWord;
    }

    /** Rows that may have something; {@link #without} decides. */
    public Condition mayBeIn(List<? extends Field<String>> texts) {
        return DSL.or(texts.stream()
                .flatMap(text -> Stream.concat(
                        Stream.of(DSL.replace(text, "\\", "").containsIgnoreCase(username)),
                        addresses.stream().map(text::containsIgnoreCase)))
                .toList());
    }

    /**
     * The text without what leads to the person; the same where nothing does.
     *
     * @param aboutThem whether it speaks of them or stands beside their words
     * @param longest it may become, in characters
     */
    public String without(String text, boolean aboutThem, int longest) {
        var cleared = cleared(text, aboutThem, Placeholders.NAME, Placeholders.ADDRESS);
        return cleared.codePointCount(0, cleared.length()) <= longest ? cleared : cleared(text, aboutThem, "-", "-");
    }

    /** The same with every text in it; names of fields stay. One object in another is changed, and the outermost given back. */
    public JsonNode without(JsonNode json, boolean aboutThem) {
        if (json instanceof TextNode text) {
            var said = text.textValue();
            var cleared = without(said, aboutThem, Math.max(said.length(), SHORT_TEXT));
            return cleared.equals(said) ? text : TextNode.valueOf(cleared);
        }
        if (json instanceof ObjectNode object) {
            object.properties().forEach(field -> field.setValue(without(field.getValue(), aboutThem)));
        }
        if (json instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, without(array.get(i), aboutThem));
            }
        }
        return json;
    }

    private String cleared(String text, boolean aboutThem, String name, String address) {
        var cleared = text;
        for (var known : addresses) {
            cleared = replaced(Pattern.compile(Pattern.quote(known), Pattern.CASE_INSENSITIVE), cleared, address);
        }
        cleared = replaced(link, cleared, name);
        cleared = replaced(called, cleared, name);
        cleared = replaced(path, cleared, "former-member");
        return aboutThem || isDistinctive() ? replaced(bare, cleared, name) : cleared;
    }

    private static String replaced(Pattern pattern, String text, String with) {
        return pattern.matcher(text).replaceAll(Matcher.quoteReplacement(with));
    }
}
