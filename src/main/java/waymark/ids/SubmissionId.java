package waymark.ids;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

public record SubmissionId(@JsonValue UUID value) {

    /** @throws IllegalArgumentException when it is no UUID */
    public static SubmissionId of(String text) {
        return new SubmissionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
