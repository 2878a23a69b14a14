package waymark.cases;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What raised a case. */
public enum Source {
    /** Words that somebody should see soon were found in what was written. */
    SIGNPOSTING,
    /** Nobody knows what was written, because looking for such words failed. */
    SIGNPOSTING_FAILED,
    /** Somebody reported it. */
    REPORT,
    /** A watched word that moderators want to see stands in it. */
    WATCHED_WORD,
    /** It is held until a moderator has read it. */
    REVIEW,
    /** Somebody asks for a decision about them to be looked at again. */
    APPEAL;

    /** The name used in the API and in the database. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Source of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
