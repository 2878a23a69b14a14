package waymark.ids;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

public record ReviewRuleId(@JsonValue UUID value) {

    /** @throws IllegalArgumentException when it is no UUID */
    public static ReviewRuleId of(String text) {
        return new ReviewRuleId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
