package waymark.reports;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
}
