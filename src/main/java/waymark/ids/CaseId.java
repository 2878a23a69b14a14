package waymark.ids;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

public record CaseId(@JsonValue UUID value) {

    /** @throws IllegalArgumentException when it is no UUID */
    public static CaseId of(String text) {
        return new CaseId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
