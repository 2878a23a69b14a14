package waymark.moderation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What has become of an appeal. */
public enum AppealState {
    /** Somebody else than who decided is going to look again. */
    OPEN,
    /** The decision stands. */
    CONFIRMED,
    /** The decision was taken back. */
    OVERTURNED;

    /** The name used in the API and in the database. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AppealState of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
