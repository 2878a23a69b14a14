package waymark.ids;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

public record StoryId(@JsonValue UUID value) {

    /** @throws IllegalArgumentException when it is no UUID */
    public static StoryId of(String text) {
        return new StoryId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
