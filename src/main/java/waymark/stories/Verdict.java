package waymark.stories;

import java.util.function.Predicate;
import org.jooq.DSLContext;
import waymark.platform.access.Member;
import waymark.platform.problem.Problem;

/**
 * Why the team does something with a story.
 *
 * @param message to the author
 */
record Verdict(String reason, String message) {

    /** @throws Problem INVALID_VALUE for a reason that does not fit, and for no words */
    void requireFitting(DSLContext tx, Predicate<StepStore.Reason> fits) {
        var reasons = StepStore.reasons(tx);
        if (reasons.stream().noneMatch(known -> known.reason().equals(reason) && fits.test(known))) {
            throw Problem.invalidValue("/reason", "There is no reason of this name for this.");
        }
        requireWords(message);
    }

    /** @throws Problem INVALID_VALUE */
    static void requireWords(String message) {
        if (message.isBlank()) {
            throw Problem.invalidValue("/message", "There are no words in this yet.");
        }
    }

    Taken taken(Member moderator, StoryAction action) {
        return Taken.by(moderator, action).because(reason).saying(message.strip());
    }
}
