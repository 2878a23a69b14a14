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
import waymark.platform.db.Database;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** What people are told about decisions on what is theirs, and how they ask for one to be looked at again. */
public final class Letters {

    private final Database db;
    private final Cases cases;
    private final Clock clock;

    Letters(Database db, Cases cases, Clock clock) {
        this.db = db;
        this.cases = cases;
        this.clock = clock;
    }

    /** The letters to this member, the newest first. */
    public Page<Letter> to(Member member, Paging paging) {
        return db.read(tx -> LetterStore.page(tx, member.id(), paging, clock.instant()));
    }

    /**
     * A letter, to the one whom it is about.
     *
     * @throws Problem NOT_FOUND, also for everybody else
     */
    public Letter require(DSLContext tx, DecisionId id, Member member) {
        return LetterStore.find(tx, id, member.id(), clock.instant()).orElseThrow(Problem::notFound);
    }

    /**
     * Asks for a decision to be looked at again, by somebody else than who decided.
     *
     * @throws Problem NOT_FOUND, INVALID_VALUE, ALREADY_APPEALED
     */
    public Letter appeal(DSLContext tx, DecisionId id, Member member, String message) {
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
        var target = new Target(Target.Type.DECISION, id.value());
        var raise = Raise.of(target, member.id(), Source.APPEAL, CaseCategory.APPEAL, Priority.P3)
                .excluding(decision.deciderId());
        var unusedCase = cases.raise(tx, raise);
        return require(tx, id, member);
    }
}
