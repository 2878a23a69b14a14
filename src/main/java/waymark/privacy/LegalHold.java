package waymark.privacy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/** @param username whom it is about */
record LegalHold(String username, Reason reason, Instant imposedAt) {

    enum Reason {
        POLICE_REQUEST,
        COURT_ORDER,
        LEGAL_CLAIM,
        SAFEGUARDING,
        SERIOUS_INCIDENT,
        REGULATOR_REQUEST;

        /** The name used in the API and in the database. */
        @JsonValue
        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** @throws IllegalArgumentException for any other text */
        @JsonCreator
        static Reason of(String code) {
            return Arrays.stream(values())
                    .filter(reason -> reason.code().equals(code))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no reason to hold is called " + code));
        }
    }
}
