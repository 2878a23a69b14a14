package waymark.documents;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A version of a document as moderators see it.
 *
 * @param basedOn null for a version that came with Waymark
 * @param proposedBy null for a version that came with Waymark
 * @param approvals each time it was made current, the earliest first
 * @param changes absent in lists
 * @param document absent except where one version is read
 */
public record DocumentVersion(
        String version,
        State state,
        @Nullable String basedOn,
        String reason,
        @Nullable String proposedBy,
        Instant proposedAt,
        List<Approval> approvals,
        Optional<JsonNode> changes,
        Optional<JsonNode> document) {

    DocumentVersion with(Optional<JsonNode> changes, Optional<JsonNode> document) {
        return new DocumentVersion(
                version, state, basedOn, reason, proposedBy, proposedAt, approvals, changes, document);
    }

    public record Approval(String by, Instant at) {}

    public enum State {
        /** Waits for a second person. */
        PROPOSED,
        /** Another version has become current since, so what it says is no longer what people would get. */
        OUTDATED,
        CURRENT,
        /** Was current once, or came with Waymark; may be made current again. */
        SUPERSEDED;

        @JsonValue
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
