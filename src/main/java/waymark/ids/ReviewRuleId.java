package waymark.ids;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

public record ReviewRuleId(@JsonValue UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
