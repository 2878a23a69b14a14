package waymark.privacy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A copy that somebody asked for.
 *
 * @param readyAt empty before
 * @param expiresAt when it cannot be fetched any more; empty before it is ready
 */
record DataExport(
        UUID id,
        State state,
        Instant requestedAt,
        Optional<Instant> readyAt,
        Optional<Instant> expiresAt,
        Optional<Long> bytes) {

    enum State {
        WAITING,
        READY,
        EXPIRED,
        FAILED;

        /** The name used in the API. */
        @JsonValue
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
