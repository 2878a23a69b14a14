package waymark.cases;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where the work on a case has got to. */
public enum CaseState {
    OPEN,
    CLAIMED,
    WAITING,
    ESCALATED,
    RESOLVED;

    /** The name used in the API and in the database. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static CaseState of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
