package waymark.threads;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether something stands. What is removed or deleted is shown to few, see {@link waymark.visibility.Visible}. */
public enum ContentState {
    PUBLISHED,
    DELETED,
    REMOVED;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ContentState of(@Nullable Instant deletedAt, @Nullable Instant removedAt) {
        if (removedAt != null) {
            return REMOVED;
        }
        return deletedAt != null ? DELETED : PUBLISHED;
    }
}
