package waymark.moderation;

import java.time.Instant;
import java.util.Optional;
import waymark.cases.Target;
import waymark.ids.DecisionId;

/**
 * A decision as the person reads it whom it is about. Who decided is not told.
 *
 * @param sentence what was done, in words
 * @param about what it was done to
 * @param rule that it rests on
 * @param message to the person
 * @param diff what an edit changed
 * @param until when a restriction ends
 * @param count of things, where the letter stands for many
 * @param takenBack whether it no longer holds
 * @param appeal how to ask for it to be looked at again, or what came of that; absent where there is nothing to appeal
 */
record Letter(
        DecisionId id,
        Action action,
        String sentence,
        Target about,
        DecisionReason reason,
        Optional<CommunityRule> rule,
        String message,
        Optional<String> diff,
        Optional<Instant> until,
        Optional<Integer> count,
        Instant decidedAt,
        boolean takenBack,
        Optional<Appeal> appeal,
        int version) {

    /**
     * @param possible whether an appeal can be made now
     * @param until when it has to be made
     * @param state of an appeal that was made
     * @param answer the letter that answers it
     */
    record Appeal(
            boolean possible,
            Instant until,
            Optional<AppealState> state,
            Optional<String> message,
            Optional<DecisionId> answer) {}
}
