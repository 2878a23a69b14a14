package waymark.platform.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;

/** What a member may not do for a time. It ends by itself. */
public record Restriction(Kind kind, Instant until) {

    public enum Kind {
        /** Reads everything, writes nothing. */
        SILENCED,
        /** Reads what guests read, and what is about them. */
        SUSPENDED;

        /** The name used in the API and in the database. */
        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException for any other text */
        public static Kind of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }
}
