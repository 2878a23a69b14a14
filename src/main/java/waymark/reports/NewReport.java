package waymark.reports;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import waymark.cases.Target;

/**
 * A report as somebody sends it.
 *
 * @param reason code of one of the reasons
 * @param message in the reporter's own words
 */
record NewReport(
        Pointer target,
        String reason,
        @Nullable String statutoryCategory,
        @Nullable String message) {

    Optional<String> words() {
        return Optional.ofNullable(message);
    }

    /** What is reported: a member by name, anything else by id. */
    record Pointer(
            Target.Type type, @Nullable UUID id, @Nullable String username) {

        boolean fits() {
            boolean byName = type == Target.Type.MEMBER;
            return byName == (username != null) && byName == (id == null);
        }
    }
}
