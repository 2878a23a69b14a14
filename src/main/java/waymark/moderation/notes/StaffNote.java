package waymark.moderation.notes;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import waymark.ids.CaseId;

/**
 * What a moderator wrote down about somebody for colleagues. It is written as if the person will read it, because they can
 * ask to.
 *
 * @param author username of who wrote it
 * @param caseId the case it was written in; empty where it is about the person in general
 * @param corrects the note whose place it takes
 * @param correctedBy the note that takes its place; this one is shown all the same
 */
public record StaffNote(
        UUID id,
        Kind kind,
        String text,
        String author,
        Instant at,
        @JsonProperty("case") Optional<CaseId> caseId,
        Optional<UUID> corrects,
        Optional<UUID> correctedBy) {

    public enum Kind {
        /** What happened. */
        FACT,
        /** What somebody worries about. */
        CONCERN,
        /** What was done about it, or is to be done. */
        ACTION;

        /** The name used in the API and in the database. */
        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException for any other text */
        public static Kind of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }
}
