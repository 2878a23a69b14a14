package waymark.moderation;

import java.util.Optional;
import org.jooq.DSLContext;
import waymark.audit.Audit;
import waymark.cases.Recusals;
import waymark.cases.Target;
import waymark.ids.DecisionId;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.http.Versions;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** Decisions that are taken back: because somebody saw that they were wrong, or because an appeal is granted. */
final class Reversals {

    private final Database db;
    private final Recusals recusals;
    private final Targets targets;
    private final Undoing undoing;
    private final DecisionBook book;
    private final Audit audit;

    Reversals(Database db, Recusals recusals, Targets targets, Undoing undoing, DecisionBook book, Audit audit) {
        this.db = db;
        this.recusals = recusals;
        this.targets = targets;
        this.undoing = undoing;
        this.book = book;
        this.audit = audit;
    }

    /**
     * Takes a decision back, with all that it stands for.
     *
     * @throws Problem NOT_FOUND, CONFLICT_OF_INTEREST, STALE_VERSION, INVALID_VALUE, DECISION_REVERSED
     */
    Made reverse(DecisionId id, Member moderator, Versions.Expected expected, String reason, String message) {
        return db.write(tx -> {
            var found = DecisionStore.find(tx, id).orElseThrow(Problem::notFound);
            var wanted = NewDecision.of(Action.OVERTURN, reason, null, message);
            recusals.require(tx, moderator, found.subjectId());
            DecisionBook.requireWhole(tx, wanted);
            var unused = targets.hold(tx, found.target(), moderator);
            var decision = DecisionStore.lock(tx, id).orElseThrow(Problem::notFound);
            expected.require(decision.version());
            var ruling = Ruling.of(moderator, Target.of(id), found.subjectId(), expected, wanted);
            var made = takeBack(tx, ruling, decision);
            audit.record(tx, made.entries());
            return made;
        });
    }

    /**
     * Undoes what a decision did, and writes down the one that takes it back. Call while holding it.
     *
     * @throws Problem DECISION_REVERSED
     */
    Made takeBack(DSLContext tx, Ruling ruling, Decision decision) {
        if (decision.reversedBy().isPresent()) {
            throw ProblemType.DECISION_REVERSED.because("Somebody has taken this decision back already.");
        }
        var undone = undoing.undo(tx, ruling.moderator(), decision);
        var done = new Measures.Done(
                undone.touched(),
                Optional.empty(),
                Optional.empty(),
                decision.action().code(),
                ruling.action().code());
        var made = book.keep(tx, ruling, done);
        DecisionStore.reverse(tx, decision.id(), made.decision().id());
        return new Made(made.decision(), made.touched(), undone.notPutBack(), made.entries());
    }
}
