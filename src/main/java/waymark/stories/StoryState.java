package waymark.stories;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where the newest text of a story is on its way. Readers may see an older one meanwhile. */
enum StoryState {
    DRAFT,
    /** Waits for the team. */
    SUBMITTED,
    IN_REVIEW,
    CHANGES_REQUESTED,
    /** Somebody from the team has edited it; its author has to agree. */
    AWAITING_AUTHOR,
    APPROVED,
    SCHEDULED,
    PUBLISHED,
    DECLINED,
    WITHDRAWN,
    /** Was published; taken down by the team, or its consent has run out. */
    ARCHIVED;

    /** The name used in the API and in the database. */
    @JsonValue
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static StoryState of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
