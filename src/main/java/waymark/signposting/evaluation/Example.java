package waymark.signposting.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import waymark.platform.http.Json;

/**
 * A post with what it should bring up.
 *
 * @param expect the signposts that it should bring up
 * @param not the signposts that it must not bring up; one that is in neither list is not scored
 * @param note begins with the class in square brackets, such as {@code [neg-past]}
 */
public record Example(String id, String text, List<String> expect, List<String> not, String note) {

    private static final Pattern CLASS = Pattern.compile("^\\s*\\[([^\\]]{1,60})]");

    public Example(
            @Nullable String id,
            @Nullable String text,
            @Nullable List<String> expect,
            @Nullable List<String> not,
            @Nullable String note) {
        if (text == null) {
            throw new IllegalArgumentException("it has no text");
        }
        this.id = id == null ? "" : id;
        this.text = text;
        this.expect = expect == null ? List.of() : List.copyOf(expect);
        this.not = not == null ? List.of() : List.copyOf(not);
        this.note = note == null ? "" : note;
    }

    /**
     * Reads examples, one JSON object a line.
     *
     * @throws IllegalArgumentException naming the line that cannot be read
     */
    public static List<Example> parse(String lines) {
        var examples = new ArrayList<Example>();
        int number = 0;
        for (var line : lines.lines().toList()) {
            number++;
            if (!line.isBlank()) {
                try {
                    examples.add(Json.MAPPER.readerFor(Example.class).readValue(line));
                } catch (JsonProcessingException e) {
                    throw new IllegalArgumentException("line " + number + ": " + e.getOriginalMessage(), e);
                }
            }
        }
        return examples;
    }

    /** The class in its note; empty when there is none. */
    public String kind() {
        var matcher = CLASS.matcher(note);
        return matcher.find() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
    }
}
