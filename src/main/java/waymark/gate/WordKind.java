package waymark.gate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import waymark.gate.matching.Pattern;
import waymark.gate.matching.PatternException;

/** How a watched word is written. */
enum WordKind {
    WORD,
    WILDCARD,
    REGEX;

    /** The name used in the API and in the database. */
    @JsonValue
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static WordKind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    Pattern pattern(String text) throws PatternException {
        return switch (this) {
            case WORD -> Pattern.word(text);
            case WILDCARD -> Pattern.wildcard(text);
            case REGEX -> Pattern.regex(text);
        };
    }
}
