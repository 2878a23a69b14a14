package waymark.cases;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What kind of trouble a case is about. */
public enum CaseCategory {
    CRISIS,
    RED_FLAG,
    WORRIED,
    ILLEGAL,
    PERSONAL_DATA,
    UNSAFE_ADVICE,
    MEDICAL_CLAIM,
    STAFF_NAMED,
    ABUSE,
    SPAM,
    REVIEW,
    APPEAL,
    OTHER;

    /** The name used in the API and in the database. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException for any other text */
    public static CaseCategory of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Whether what it shows may weigh on whoever reads it, so that clients blur it first. */
    public boolean sensitive() {
        return this == CRISIS || this == WORRIED || this == ILLEGAL || this == ABUSE;
    }
}
