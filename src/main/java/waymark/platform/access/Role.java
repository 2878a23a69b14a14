package waymark.platform.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What an account may do; each role may do all that the ones before it may. */
public enum Role {
    MEMBER,
    SUPPORTER,
    MODERATOR,
    ADMIN;

    /** The name used in the API and in the database. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The role of that code.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static Role of(String code) {
        return Arrays.stream(values())
                .filter(role -> role.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no role is called " + code));
    }

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
