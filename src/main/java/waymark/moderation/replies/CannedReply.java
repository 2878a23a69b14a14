package waymark.moderation.replies;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import waymark.cases.CaseCategory;

/**
 * A version of a reply that moderators choose from and make their own before they send it.
 *
 * @param category of the cases it is offered for; null: of all
 * @param text with placeholders in braces
 * @param updatedBy username of who made this version; null for one that came with Waymark
 */
record CannedReply(
        String id,
        int version,
        @Nullable CaseCategory category,
        String title,
        String text,
        State state,
        Instant updatedAt,
        @Nullable String updatedBy) {

    enum State {
        CURRENT,
        RETIRED;

        /** The name used in the API and in the database. */
        @JsonValue
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException for any other text */
        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    Words words() {
        return new Words(category, title, text);
    }

    /** What moderators decide about a reply. */
    record Words(@Nullable CaseCategory category, String title, String text) {

        /** For the audit log, which keeps its hash. */
        String whole() {
            return (category == null ? "all" : category.code()) + "\n" + title + "\n" + text;
        }
    }
}
