package waymark.moderation;

import java.time.Instant;
import org.jooq.DSLContext;
import waymark.accounts.Accounts;
import waymark.audit.Audit;
import waymark.cases.CaseWork;
import waymark.cases.Cases;
import waymark.cases.Recusals;
import waymark.cases.Target;
import waymark.ids.CaseId;
import waymark.moderation.replies.CannedReplies;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.http.Versions;
import waymark.platform.problem.Problem;
import waymark.reports.Outcome;
import waymark.reports.Reports;

/** What moderators decide, on a case and without one. Each decision is kept, tells the person, and can be taken back. */
final class Decisions {

    private final Database db;
    private final Accounts accounts;
    private final Cases cases;
    private final CaseWork work;
    private final Recusals recusals;
    private final Reports reports;
    private final CannedReplies replies;
    private final Targets targets;
    private final Measures measures;
    private final Appeals appeals;
    private final DecisionBook book;
    private final Audit audit;

    Decisions(
            Database db,
            Accounts accounts,
            Cases cases,
            CaseWork work,
            Recusals recusals,
            Reports reports,
            CannedReplies replies,
            Targets targets,
            Measures measures,
            Appeals appeals,
            DecisionBook book,
            Audit audit) {
        this.db = db;
        this.accounts = accounts;
        this.cases = cases;
        this.work = work;
        this.recusals = recusals;
        this.reports = reports;
        this.replies = replies;
        this.targets = targets;
        this.measures = measures;
        this.appeals = appeals;
        this.book = book;
        this.audit = audit;
    }

    /**
     * Decides a case, and brings it to an end unless it is to go on.
     *
     * @throws Problem NOT_FOUND, NOT_ALLOWED, CONFLICT_OF_INTEREST, CASE_TAKEN, CASE_RESOLVED, STALE_VERSION, INVALID_VALUE
     */
    Made decide(DSLContext tx, CaseId id, Member moderator, Versions.Expected expected, NewDecision wanted) {
        var about = cases.requireAbout(tx, id, moderator);
        var target = about.target();
        if (wanted.action() == Action.SILENCE || wanted.action() == Action.SUSPEND) {
            // The measure wants the account, which comes before words everywhere.
            accounts.holdBesideReferences(tx, about.subject());
        }
        var standing = targets.hold(tx, target, moderator);
        var held = work.lockForDecision(tx, id, moderator, expected);
        DecisionBook.requireWhole(tx, wanted);
        requirePossible(standing, wanted.action());
        replies.requireOwnWords(tx, held, wanted.words());
        var ruling = Ruling.on(held, moderator, wanted);
        var made = target.type() == Target.Type.DECISION ? appeals.answer(tx, ruling) : make(tx, ruling);
        if (Boolean.TRUE.equals(wanted.keepOpen())) {
            work.goOn(tx, held, moderator);
        } else {
            work.resolve(tx, held, moderator);
            reports.settle(tx, id, outcome(tx, id));
        }
        audit.record(tx, made.entries());
        return made;
    }

    /**
     * Takes a post or a thread down, without a case.
     *
     * @throws Problem NOT_FOUND, CONFLICT_OF_INTEREST, STALE_VERSION, INVALID_VALUE
     */
    Made remove(Member moderator, Target target, Versions.Expected expected, NewDecision wanted) {
        return db.write(tx -> act(tx, moderator, target, expected, wanted));
    }

    /**
     * Puts it back.
     *
     * @throws Problem NOT_FOUND, CONFLICT_OF_INTEREST, STALE_VERSION
     */
    Made restore(Member moderator, Target target, Versions.Expected expected) {
        return db.write(tx -> act(tx, moderator, target, expected, withoutWords(tx, Action.RESTORE)));
    }

    /**
     * Warns, silences or suspends somebody.
     *
     * @throws Problem NOT_FOUND, NOT_ALLOWED, CONFLICT_OF_INTEREST, INVALID_VALUE
     */
    Made restrict(Member moderator, String username, NewDecision wanted) {
        return db.write(tx -> {
            var person = Target.of(accounts.requireId(tx, username));
            return act(tx, moderator, person, Versions.Expected.ANY, wanted);
        });
    }

    /**
     * Ends a restriction before its time.
     *
     * @throws Problem NOT_FOUND, CONFLICT_OF_INTEREST
     */
    Made lift(Member moderator, String username) {
        return db.write(tx -> {
            var person = Target.of(accounts.requireId(tx, username));
            return act(tx, moderator, person, Versions.Expected.ANY, withoutWords(tx, Action.LIFT));
        });
    }

    /**
     * Takes down everything that a person wrote since then, as one decision that can be taken back as one.
     *
     * @throws Problem NOT_FOUND, CONFLICT_OF_INTEREST, INVALID_VALUE
     */
    Made removeAll(DSLContext tx, Member moderator, String username, Instant since, NewDecision wanted) {
        var person = accounts.requireId(tx, username);
        recusals.require(tx, moderator, person);
        DecisionBook.requireWhole(tx, wanted);
        var ruling = Ruling.of(moderator, Target.of(person), person, Versions.Expected.ANY, wanted);
        var made = book.keepAll(tx, ruling, measures.removeAll(tx, ruling, since));
        audit.record(tx, made.entries());
        return made;
    }

    private Made act(DSLContext tx, Member moderator, Target target, Versions.Expected expected, NewDecision wanted) {
        var standing = targets.hold(tx, target, moderator);
        var subject = target.type() == Target.Type.MEMBER
                ? target.member()
                : standing.author().orElseThrow(Problem::notFound);
        recusals.require(tx, moderator, subject);
        DecisionBook.requireWhole(tx, wanted);
        var made = make(tx, Ruling.of(moderator, target, subject, expected, wanted));
        audit.record(tx, made.entries());
        return made;
    }

    private Made make(DSLContext tx, Ruling ruling) {
        return book.keep(tx, ruling, measures.apply(tx, ruling));
    }

    /** Something good for which nobody has to find words: the letter says it in those of the charity. */
    private static NewDecision withoutWords(DSLContext tx, Action action) {
        return NewDecision.of(action, "appeal-considered", null, RulebookStore.sentence(tx, action));
    }

    private static void requirePossible(Standing standing, Action action) {
        if (!standing.possible().contains(action)) {
            throw Problem.invalidValue("/action", "This cannot be done here, or not any more.");
        }
    }

    /** What those who reported it are told: whether anything was done, over all decisions on the case. */
    private static Outcome outcome(DSLContext tx, CaseId id) {
        return DecisionStore.of(tx, id).stream().allMatch(decision -> decision.action() == Action.NO_ACTION)
                ? Outcome.NO_ACTION
                : Outcome.ACTION_TAKEN;
    }
}
