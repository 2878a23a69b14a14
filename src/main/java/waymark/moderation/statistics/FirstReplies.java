package waymark.moderation.statistics;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How long people wait for a first reply by somebody else.
 *
 * @param from threads that were started since then and still stand
 * @param categories in their order, also those without any
 */
record FirstReplies(Instant from, Instant to, List<ForCategory> categories) {

    /**
     * @param answered how many of its threads were answered; empty where it is left out, because so few could point at a person
     * @param firstReply minutes from the thread to its first reply that readers find there; empty where there was none, or
     *     it is left out
     */
    record ForCategory(
            String category, Optional<Integer> answered, Optional<Figures.Minutes> firstReply, boolean suppressed) {

        static ForCategory of(String category, int answered, Optional<Figures.Minutes> firstReply) {
            boolean suppressed = answered > 0 && answered < SmallNumbers.SMALLEST;
            return suppressed
                    ? new ForCategory(category, Optional.empty(), Optional.empty(), true)
                    : new ForCategory(category, Optional.of(answered), firstReply, false);
        }
    }
}
