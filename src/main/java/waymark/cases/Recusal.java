package waymark.cases;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A link of a moderator to somebody, for which others decide about that person.
 *
 * @param moderator username; empty in the moderator's own list
 * @param member username of the person
 */
public record Recusal(Optional<String> moderator, String member, Kind kind, Instant declaredAt) {

    public enum Kind {
        /** The person is known to the moderator outside the forum. */
        SELF_KNOWN,
        RELATIVE,
        FRIEND,
        SAME_HOSPITAL;

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
