package waymark.following;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much somebody wants to hear of something. */
public enum Level {
    WATCHING,
    TRACKING,
    NORMAL,
    MUTED;

    @JsonValue
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Level of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
