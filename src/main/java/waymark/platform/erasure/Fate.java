package waymark.platform.erasure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What somebody who leaves wants to become of a kind of content. */
public enum Fate {
    /** The words stay, and nothing says whose they were. */
    ANONYMISE,
    /** The words go; the places where they stood stay, so that others' words around them can be followed. */
    REMOVE_TEXT,
    /** Everything goes that can. */
    REMOVE_ALL;

    /** The name used in the API and in the database. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException for any other text */
    @JsonCreator
    public static Fate of(String code) {
        return Arrays.stream(values())
                .filter(fate -> fate.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no fate is called " + code));
    }

    public boolean keepsWords() {
        return this == ANONYMISE;
    }
}
