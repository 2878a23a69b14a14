package waymark.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import waymark.gate.matching.Pattern;
import waymark.gate.matching.PatternException;
import waymark.platform.problem.Problem;

/**
 * What a moderator gives to watch for a word.
 *
 * @param label needed to label, and for nothing else
 * @param category null means other
 * @param enabled null means true
 */
record NewWord(
        String pattern,
        WordKind kind,
        WordAction action,
        @Nullable String label,
        @Nullable String category,
        @Nullable String note,
        @Nullable Boolean enabled) {

    private static final String OTHER = "other";

    /** The same after a merge patch. */
    NewWord patched(JsonNode patch) {
        return new NewWord(
                text(patch, "pattern").orElse(pattern),
                changed(patch, "kind", kind, WordKind::of),
                changed(patch, "action", action, WordAction::of),
                patch.has("label") ? text(patch, "label").orElse(null) : label,
                patch.has("category") ? text(patch, "category").orElse(null) : category,
                patch.has("note") ? text(patch, "note").orElse(null) : note,
                patch.has("enabled") ? Boolean.valueOf(patch.get("enabled").asBoolean()) : enabled);
    }

    String categoryOrOther() {
        return category == null ? OTHER : category;
    }

    boolean isEnabled() {
        return enabled == null || enabled;
    }

    /**
     * What it looks for.
     *
     * @param at where in the body it stands
     * @throws Problem INVALID_VALUE
     */
    Pattern compiled(String at) {
        if ((action == WordAction.LABEL) != (label != null)) {
            throw Problem.invalidValue(
                    at + "/label",
                    label == null
                            ? "Say which label the text is to have."
                            : "A label is given only where the action is label.");
        }
        try {
            return kind.pattern(pattern);
        } catch (PatternException e) {
            throw Problem.invalidValue(at + "/pattern", e.sentence());
        }
    }

    private static Optional<String> text(JsonNode patch, String field) {
        return Optional.ofNullable(patch.get(field))
                .filter(value -> !value.isNull())
                .map(JsonNode::asText);
    }

    private static <T> T changed(JsonNode patch, String field, T present, Function<String, T> read) {
        return text(patch, field).map(read).orElse(present);
    }
}
