package waymark.cases;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waymark.ids.AccountId;
import waymark.ids.CaseId;

/** A case whose row is held until the transaction ends, as it stands at one moment. */
public record HeldCase(
        CaseId id,
        Target target,
        AccountId subject,
        CaseCategory category,
        Priority priority,
        CaseState state,
        boolean paged,
        boolean escalated,
        Optional<AccountId> assignee,
        @Nullable Instant lookedAt,
        Instant dueAt,
        int version) {

    /** Where it is when nobody holds it. */
    CaseState unheld() {
        return escalated ? CaseState.ESCALATED : CaseState.OPEN;
    }

    boolean isHeldBySomebodyElse(AccountId me) {
        return assignee.isPresent() && !assignee.get().equals(me);
    }
}
