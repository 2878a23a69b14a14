package waymark.cases;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What raised a case. */
public enum Source {
    /** Words that somebody should see soon were found in what was written. */
    SIGNPOSTING,
    /** Nobody knows what was written, because looking for such words failed. */
    SIGNPOSTING_FAILED;

    /** The name used in the API and in the database. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Source of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
