package waymark.moderation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Optional;
import waymark.audit.AuditEntry;

/**
 * A decision that has just been made.
 *
 * @param touched what it changed
 * @param notPutBack why a story that it was about is still not published
 * @param entries for the audit log, which whoever made it writes last
 */
record Made(
        Decision decision,
        List<Touched> touched,
        Optional<Undoing.NotPutBack> notPutBack,
        @JsonIgnore List<AuditEntry> entries) {}
