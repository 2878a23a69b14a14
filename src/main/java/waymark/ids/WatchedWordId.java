package waymark.ids;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

public record WatchedWordId(@JsonValue UUID value) {

    /** @throws IllegalArgumentException when it is no UUID */
    public static WatchedWordId of(String text) {
        return new WatchedWordId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
