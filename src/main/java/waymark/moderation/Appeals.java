package waymark.moderation;

import java.time.Clock;
import org.jooq.DSLContext;
import waymark.cases.CaseCategory;
import waymark.cases.Cases;
import waymark.cases.Priority;
import waymark.cases.Raise;
import waymark.cases.Source;
import waymark.cases.Target;
import waymark.ids.DecisionId;
import waymark.platform.access.Member;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** People ask for a decision about them to be looked at again, and somebody else than who decided answers. */
final class Appeals {

    private final Cases cases;
    private final Reversals reversals;
    private final DecisionBook book;
    private final Clock clock;

    Appeals(Cases cases, Reversals reversals, DecisionBook book, Clock clock) {
        this.cases = cases;
        this.reversals = reversals;
        this.book = book;
        this.clock = clock;
    }

    /**
     * Asks for a decision to be looked at again. It becomes a case, which whoever decided neither sees nor decides.
     *
     * @throws Problem NOT_FOUND, also for everybody whom it is not about, DECISION_REVERSED, APPEAL_CLOSED, INVALID_VALUE,
     *     ALREADY_APPEALED
     */
    void make(DSLContext tx, DecisionId id, Member member, String message) {
        var decision = DecisionStore.lock(tx, id)
                .filter(found -> found.subjectId().equals(member.id()))
                .orElseThrow(Problem::notFound);
        var now = clock.instant();
        if (decision.reversedBy().isPresent()) {
            throw ProblemType.DECISION_REVERSED.because("This no longer holds, so there is nothing to look at again.");
        }
        if (decision.appealUntil().map(until -> until.isBefore(now)).orElse(true)) {
            throw ProblemType.APPEAL_CLOSED.because("Please write to the team; the helpline can tell you how.");
        }
        if (message.isBlank()) {
            throw Problem.invalidValue("/message", "There are no words in this yet.");
        }
        if (!AppealStore.insert(tx, id, message, now)) {
            throw ProblemType.ALREADY_APPEALED.because(
                    "You have asked for this already. The answer comes as a letter.");
        }
        var raise = Raise.of(Target.of(id), member.id(), Source.APPEAL, CaseCategory.APPEAL, Priority.P3)
                .excluding(decision.deciderId());
        var unusedCase = cases.raise(tx, raise);
    }

    /**
     * Answers an appeal: the decision is taken back, or stands. Call while holding the case.
     *
     * @throws Problem NOT_FOUND, DECISION_REVERSED
     */
    Made answer(DSLContext tx, Ruling ruling) {
        var id = ruling.target().decision();
        var decision = DecisionStore.lock(tx, id).orElseThrow(Problem::notFound);
        boolean granted = ruling.action() == Action.OVERTURN;
        var made = granted ? reversals.takeBack(tx, ruling, decision) : book.keep(tx, ruling, Measures.Done.NOTHING);
        AppealStore.answer(
                tx,
                id,
                granted ? AppealState.OVERTURNED : AppealState.CONFIRMED,
                made.decision().id());
        return made;
    }
}
