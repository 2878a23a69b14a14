package waymark.cases;

import java.time.Instant;
import java.util.List;
import waymark.ids.CaseId;

/**
 * A case as moderators see it at one moment.
 *
 * @param sources what raised it, the earliest first
 * @param signposts what was ever found in what it is about
 * @param rules which found it
 * @param paged whether the certainty was high enough, at least once, for the on-call pager
 * @param overdue whether somebody should have looked by now, and nobody has brought it to an end
 */
public record CaseView(
        CaseId id,
        Target target,
        Priority priority,
        CaseState state,
        List<Raised> sources,
        List<String> signposts,
        List<String> rules,
        boolean paged,
        Instant openedAt,
        Instant dueAt,
        boolean overdue,
        int version) {

    /** @param priority what this raise asked for; the case may be more urgent */
    public record Raised(Source source, Priority priority, Instant at) {}
}
