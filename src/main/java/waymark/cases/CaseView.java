package waymark.cases;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import waymark.ids.AccountId;
import waymark.ids.CaseId;

/**
 * A case as moderators see it at one moment.
 *
 * @param category of its most urgent raise
 * @param subject username of whose words or whose account it is about
 * @param sources what raised it, the earliest first
 * @param signposts what was ever found in what it is about
 * @param rules which found it
 * @param paged whether the certainty was high enough, at least once, for the on-call pager
 * @param sensitive whether what it shows may weigh on whoever reads it; clients blur it first
 * @param escalated whether it is for leads only
 * @param assignee username of who holds it now
 * @param heldUntil when the claim lapses or the waiting ends
 * @param lookedAt when somebody first took it since it was opened
 * @param breachedAt when it was noticed that nobody had looked in time
 * @param overdue whether somebody should have looked by now, and nobody has brought it to an end
 */
public record CaseView(
        CaseId id,
        Target target,
        CaseCategory category,
        String subject,
        Priority priority,
        CaseState state,
        List<Raised> sources,
        List<String> signposts,
        List<String> rules,
        boolean paged,
        boolean sensitive,
        boolean escalated,
        Optional<String> assignee,
        Optional<Instant> heldUntil,
        Instant openedAt,
        Instant dueAt,
        Optional<Instant> lookedAt,
        Optional<Instant> breachedAt,
        Optional<Instant> resolvedAt,
        boolean overdue,
        int version,
        @JsonIgnore AccountId subjectId,
        @JsonIgnore Optional<AccountId> assigneeId) {

    /** @param priority what this raise asked for; the case may be more urgent */
    public record Raised(Source source, CaseCategory category, Priority priority, Instant at) {}
}
