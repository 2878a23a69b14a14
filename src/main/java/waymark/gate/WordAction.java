package waymark.gate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What happens to a text in which a watched word stands. */
enum WordAction {
    /** It is refused, and its author is told which word it is. */
    BLOCK,
    /** The word is made unreadable, the rest is published. */
    CENSOR,
    /** It waits for a moderator. */
    HOLD,
    /** It is published, and a moderator should look within a day. */
    FLAG,
    /** It is published, and a moderator should look within the hour. */
    ESCALATE,
    /** It is published with a label that lets people choose whether to read it now. */
    LABEL;

    /** The name used in the API and in the database. */
    @JsonValue
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static WordAction of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
