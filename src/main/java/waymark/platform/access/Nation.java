package waymark.platform.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Where somebody lives, as far as services differ by it. */
public enum Nation {
    ENGLAND,
    SCOTLAND,
    WALES,
    NORTHERN_IRELAND;

    /** The name used in the API and in the database. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The nation of that code.
     *
     * @throws IllegalArgumentException for any other text
     */
    @JsonCreator
    public static Nation of(String code) {
        return Arrays.stream(values())
                .filter(nation -> nation.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no nation is called " + code));
    }
}
