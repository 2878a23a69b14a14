package waymark.reports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Optional;
import java.util.UUID;
import waymark.cases.Target;

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
        @JsonIgnore UUID id) {

    /** What was reported: a member by name, anything else by id. */
    record Pointer(Target.Type type, Optional<UUID> id, Optional<String> username) {

        static Pointer of(Target target, String subject) {
            return target.type() == Target.Type.MEMBER
                    ? new Pointer(target.type(), Optional.empty(), Optional.of(subject))
                    : new Pointer(target.type(), Optional.of(target.id()), Optional.empty());
        }
    }
}
