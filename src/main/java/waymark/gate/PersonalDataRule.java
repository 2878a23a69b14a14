package waymark.gate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;

/** What happens to a text in which something looks like that. */
record PersonalDataRule(String pattern, Action action, Instant updatedAt, int version) {

    enum Action {
        OFF,
        /** It is published, and a moderator should look. */
        FLAG,
        /** It waits for a moderator. */
        HOLD;

        /** The name used in the API and in the database. */
        @JsonValue
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static Action of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }
}
