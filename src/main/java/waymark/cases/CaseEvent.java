package waymark.cases;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that happened to a case.
 *
 * @param actor username; empty when nobody did it, but it happened
 * @param note why it was escalated or waits
 */
public record CaseEvent(Kind kind, Optional<String> actor, Priority priority, Optional<String> note, Instant at) {

    public enum Kind {
        OPENED,
        REOPENED,
        RAISED,
        CLAIMED,
        HANDED_BACK,
        WAITING,
        ESCALATED,
        BREACHED,
        DECIDED,
        RESOLVED;

        /** The name used in the API and in the database. */
        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Kind of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
