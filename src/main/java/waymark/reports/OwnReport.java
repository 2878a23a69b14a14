package waymark.reports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Optional;
import java.util.UUID;

/**
 * A report as the member sees it who made it; without its receipt, which nobody knows any more.
 *
 * @param message in the member's own words
 */
record OwnReport(
        Pointer target,
        Optional<String> statutoryCategory,
        Optional<String> message,
        @JsonUnwrapped ReportView report,
        @JsonIgnore UUID id) {}
