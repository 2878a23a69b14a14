package waymark.reports;

import java.time.Instant;
import java.util.Optional;

/**
 * A report as whoever holds its receipt sees it.
 *
 * @param reason its code
 * @param outcome present once it was decided, unless nothing was told
 */
record ReportView(
        String reason, Instant reportedAt, ReportState state, Optional<Told> outcome, Optional<Instant> decidedAt) {

    /** What a reporter is told in the end. */
    record Told(String code, String text) {}
}
