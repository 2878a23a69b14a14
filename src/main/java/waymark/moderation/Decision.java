package waymark.moderation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;
import waymark.cases.Target;
import waymark.ids.AccountId;
import waymark.ids.CaseId;
import waymark.ids.DecisionId;

/**
 * A decision as moderators see it.
 *
 * @param parent of many at once, the one that stands for all of them
 * @param decidedBy username
 * @param subject username of whose words or account it is about
 * @param diff what an edit changed, as a unified diff
 * @param undo what has to be known to take it back
 * @param children how many it stands for
 * @param reversedBy the decision that took it back
 */
record Decision(
        DecisionId id,
        @JsonProperty("case") Optional<CaseId> caseId,
        Optional<DecisionId> parent,
        String decidedBy,
        String subject,
        Action action,
        Target target,
        String reason,
        Optional<String> rule,
        Optional<String> message,
        Optional<String> diff,
        Optional<Instant> until,
        @JsonIgnore Optional<String> undo,
        int children,
        Instant decidedAt,
        Optional<Instant> appealUntil,
        Optional<Appeal> appeal,
        Optional<DecisionId> reversedBy,
        int version,
        @JsonIgnore AccountId deciderId,
        @JsonIgnore AccountId subjectId) {

    /** @param answeredBy the decision that answers it */
    record Appeal(AppealState state, String message, Instant madeAt, Optional<DecisionId> answeredBy) {}
}
