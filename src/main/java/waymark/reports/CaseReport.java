package waymark.reports;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A report as moderators see it in a case. Nothing in it leads to who made it.
 *
 * @param reason its code
 * @param title of the reason, as the reporter has read it
 * @param statutoryCategory its code, where the reason needs one
 * @param message in the words of the reporter
 * @param fromMember whether somebody made it who had signed in
 * @param snapshotId what the reported thing said then
 */
public record CaseReport(
        String reason,
        String title,
        Optional<String> statutoryCategory,
        Optional<String> message,
        boolean fromMember,
        Instant reportedAt,
        UUID snapshotId) {}
