package waymark.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a moderator gives to have something wait; of what is null there is no condition.
 *
 * @param enabled null means true
 */
record NewRule(
        @Nullable String category,
        @Nullable String role,
        @Nullable String kind,
        @Nullable Integer minPosts,
        @Nullable Boolean enabled) {

    /** The same after a merge patch: null takes a condition away. */
    NewRule patched(JsonNode patch) {
        return new NewRule(
                changed(patch, "category", category, JsonNode::asText),
                changed(patch, "role", role, JsonNode::asText),
                changed(patch, "kind", kind, JsonNode::asText),
                changed(patch, "minPosts", minPosts, JsonNode::asInt),
                changed(patch, "enabled", enabled, JsonNode::asBoolean));
    }

    boolean isEnabled() {
        return enabled == null || enabled;
    }

    private static <T> @Nullable T changed(
            JsonNode patch, String field, @Nullable T present, Function<JsonNode, T> read) {
        if (!patch.has(field)) {
            return present;
        }
        return Optional.of(patch.get(field))
                .filter(value -> !value.isNull())
                .map(read)
                .orElse(null);
    }
}
