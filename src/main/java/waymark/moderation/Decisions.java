package waymark.moderation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import waymark.audit.Audit;
import waymark.audit.AuditEntry;
import waymark.cases.CaseWork;
import waymark.cases.Cases;
import waymark.cases.Recusals;
import waymark.cases.Target;
import waymark.ids.AccountId;
import waymark.ids.CaseId;
import waymark.ids.DecisionId;
import waymark.ids.Ids;
import waymark.platform.access.Member;
import waymark.platform.http.Versions;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;
import waymark.reports.Outcome;
import waymark.reports.Reports;
import waymark.threads.Removals;

/** What moderators decide. Each decision is kept, tells the person, and can be taken back. */
public final class Decisions {

    /** How long somebody has to ask for a decision to be looked at again. */
    static final Duration APPEAL_WITHIN = Duration.ofDays(28);

    private final Cases cases;
    private final CaseWork work;
    private final Recusals recusals;
    private final Removals removals;
    private final Measures measures;
    private final Reports reports;
    private final CannedReplies replies;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    Decisions(
            Cases cases,
            CaseWork work,
            Recusals recusals,
            Removals removals,
            Measures measures,
            Reports reports,
            CannedReplies replies,
            Audit audit,
            Ids ids,
            Clock clock) {
        this.cases = cases;
        this.work = work;
        this.recusals = recusals;
        this.removals = removals;
        this.measures = measures;
        this.reports = reports;
        this.replies = replies;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Decides a case, and brings it to an end unless it is to go on.
     *
     * @throws Problem NOT_FOUND, NOT_ALLOWED, CONFLICT_OF_INTEREST, CASE_TAKEN, CASE_RESOLVED, STALE_VERSION, INVALID_VALUE
     */
    Made decide(DSLContext tx, CaseId id, Member moderator, Versions.Expected expected, NewDecision wanted) {
        var target = cases.require(tx, id, moderator).target();
        var standing = measures.hold(tx, target, moderator);
        var held = work.lockForDecision(tx, id, moderator, expected);
        requireWhole(tx, wanted);
        requirePossible(standing, wanted.action());
        replies.requireOwnWords(tx, held, wanted.words());
        var made = make(tx, Optional.of(id), moderator, target, held.subject(), wanted.expected(), wanted);
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
     * Decides about something without a case.
     *
     * @throws Problem NOT_FOUND, NOT_ALLOWED, CONFLICT_OF_INTEREST, STALE_VERSION, INVALID_VALUE
     */
    Made act(DSLContext tx, Member moderator, Target target, Versions.Expected expected, NewDecision wanted) {
        var standing = measures.hold(tx, target, moderator);
        var subject = target.type() == Target.Type.MEMBER
                ? new AccountId(target.id())
                : standing.author().orElseThrow(Problem::notFound);
        recusals.require(tx, moderator, subject);
        requireWhole(tx, wanted);
        var made = make(tx, Optional.empty(), moderator, target, subject, expected, wanted);
        audit.record(tx, made.entries());
        return made;
    }

    /** Something good for which nobody has to find words: the letter says it in those of the charity. */
    NewDecision withoutWords(DSLContext tx, Action action) {
        return NewDecision.of(action, "appeal-considered", null, DecisionStore.sentence(tx, action));
    }

    /**
     * Takes down everything that a person wrote since then, as one decision that can be taken back as one.
     *
     * @throws Problem CONFLICT_OF_INTEREST, INVALID_VALUE
     */
    Made removeAll(DSLContext tx, Member moderator, AccountId subject, Instant since, NewDecision wanted) {
        recusals.require(tx, moderator, subject);
        requireWhole(tx, wanted);
        var posts = removals.removeAllBy(tx, subject, since, wanted.words().orElseThrow());
        var touched = posts.stream().map(post -> Touched.of(Target.of(post))).toList();
        var done = new Measures.Done(touched, Optional.empty(), Optional.empty(), "published", "removed");
        var row = row(Optional.empty(), moderator, Target.of(subject), subject, wanted, done);
        DecisionStore.insert(tx, row);
        DecisionStore.insertChildren(
                tx, row, Stream.generate(ids::decision).limit(posts.size()).toList(), posts);
        var made = made(tx, row, moderator);
        var entries = new ArrayList<>(made.entries());
        posts.forEach(post -> entries.add(
                AuditEntry.by(moderator, "post-removed", "post", post.value()).because(wanted.reason())));
        audit.record(tx, entries);
        return made;
    }

    /**
     * Takes a decision back, with all that it stands for.
     *
     * @throws Problem NOT_FOUND, CONFLICT_OF_INTEREST, STALE_VERSION, INVALID_VALUE, DECISION_REVERSED
     */
    Made reverse(
            DSLContext tx, DecisionId id, Member moderator, Versions.Expected expected, String reason, String message) {
        var found = DecisionStore.find(tx, id).orElseThrow(Problem::notFound);
        var wanted = NewDecision.of(Action.OVERTURN, reason, null, message);
        recusals.require(tx, moderator, found.subjectId());
        requireWhole(tx, wanted);
        var unused = measures.hold(tx, found.target(), moderator);
        var decision = DecisionStore.lock(tx, id).orElseThrow(Problem::notFound);
        expected.require(decision.version());
        var made = takeBack(tx, Optional.empty(), moderator, decision, wanted);
        audit.record(tx, made.entries());
        return made;
    }

    private Made make(
            DSLContext tx,
            Optional<CaseId> caseId,
            Member moderator,
            Target target,
            AccountId subject,
            Versions.Expected expected,
            NewDecision wanted) {
        if (target.type() == Target.Type.DECISION) {
            return answer(tx, caseId, moderator, DecisionId.of(target.id().toString()), wanted);
        }
        var done = measures.apply(tx, moderator, target, subject, expected, wanted);
        var row = row(caseId, moderator, target, subject, wanted, done);
        DecisionStore.insert(tx, row);
        if (wanted.action() == Action.RESTORE) {
            DecisionStore.reverseStanding(tx, target, List.of(Action.REMOVE), row.id());
        }
        if (wanted.action() == Action.LIFT) {
            DecisionStore.reverseStanding(tx, target, List.of(Action.SILENCE, Action.SUSPEND), row.id());
        }
        return made(tx, row, moderator);
    }

    /** Answers an appeal. */
    private Made answer(
            DSLContext tx, Optional<CaseId> caseId, Member moderator, DecisionId appealed, NewDecision wanted) {
        var decision = DecisionStore.lock(tx, appealed).orElseThrow(Problem::notFound);
        Made made;
        if (wanted.action() == Action.OVERTURN) {
            made = takeBack(tx, caseId, moderator, decision, wanted);
        } else {
            var row = row(
                    caseId,
                    moderator,
                    new Target(Target.Type.DECISION, appealed.value()),
                    decision.subjectId(),
                    wanted,
                    Measures.Done.NOTHING);
            DecisionStore.insert(tx, row);
            made = made(tx, row, moderator);
        }
        AppealStore.answer(
                tx,
                appealed,
                wanted.action() == Action.OVERTURN ? Decision.Appeal.State.OVERTURNED : Decision.Appeal.State.CONFIRMED,
                made.decision().id());
        return made;
    }

    private Made takeBack(
            DSLContext tx, Optional<CaseId> caseId, Member moderator, Decision decision, NewDecision wanted) {
        if (decision.reversedBy().isPresent()) {
            throw ProblemType.DECISION_REVERSED.because("Somebody has taken this decision back already.");
        }
        var undone = measures.undo(tx, moderator, decision);
        var done = new Measures.Done(
                undone.touched(),
                Optional.empty(),
                Optional.empty(),
                decision.action().code(),
                wanted.action().code());
        var target = new Target(Target.Type.DECISION, decision.id().value());
        var row = row(caseId, moderator, target, decision.subjectId(), wanted, done);
        DecisionStore.insert(tx, row);
        DecisionStore.reverse(tx, decision.id(), row.id());
        return made(tx, row, moderator, undone.notPutBack());
    }

    private DecisionStore.NewRow row(
            Optional<CaseId> caseId,
            Member moderator,
            Target target,
            AccountId subject,
            NewDecision wanted,
            Measures.Done done) {
        var now = clock.instant();
        return new DecisionStore.NewRow(
                ids.decision(),
                caseId,
                moderator.id(),
                subject,
                target,
                wanted,
                done,
                now,
                wanted.action().isAppealable() ? Optional.of(now.plus(APPEAL_WITHIN)) : Optional.empty());
    }

    private static Made made(DSLContext tx, DecisionStore.NewRow row, Member moderator) {
        return made(tx, row, moderator, Optional.empty());
    }

    private static Made made(
            DSLContext tx, DecisionStore.NewRow row, Member moderator, Optional<Measures.NotPutBack> notPutBack) {
        var decided = entry(row, moderator, "decided-" + row.wanted().action().code(), row.target())
                .changed(row.done().before(), row.done().after());
        // Every step of a story is in the log under its own name, whatever led to it.
        var step = row.wanted().action() == Action.REMOVE ? "story-archive" : "story-restore";
        var steps = row.done().touched().stream()
                .map(Touched::target)
                .filter(target -> target.type() == Target.Type.STORY)
                .map(target -> entry(row, moderator, step, target));
        return new Made(
                DecisionStore.find(tx, row.id()).orElseThrow(),
                row.done().touched(),
                notPutBack,
                Stream.concat(Stream.of(decided), steps).toList());
    }

    private static AuditEntry entry(DecisionStore.NewRow row, Member moderator, String action, Target target) {
        var entry = AuditEntry.by(moderator, action, target.type().code(), target.id())
                .because(row.wanted().reason());
        return row.caseId().map(entry::in).orElse(entry);
    }

    /** What those who reported it are told: whether anything was done, over all decisions on the case. */
    private static Outcome outcome(DSLContext tx, CaseId id) {
        return DecisionStore.of(tx, id).stream().allMatch(decision -> decision.action() == Action.NO_ACTION)
                ? Outcome.NO_ACTION
                : Outcome.ACTION_TAKEN;
    }

    private static void requireWhole(DSLContext tx, NewDecision wanted) {
        var action = wanted.action();
        if (!DecisionStore.hasReason(tx, wanted.reason())) {
            throw Problem.invalidValue("/reason", "There is no reason of this name.");
        }
        if (wanted.rule() == null ? action.needsRule() : !DecisionStore.hasRule(tx, wanted.rule())) {
            throw Problem.invalidValue("/rule", "Name the rule that this rests on.");
        }
        if (action.isTold() && wanted.words().isEmpty()) {
            throw Problem.invalidValue("/message", "Tell the person why, in your own words.");
        }
        if (action.needsUntil() && wanted.until() == null) {
            throw Problem.invalidValue("/until", "Say until when.");
        }
    }

    private static void requirePossible(Standing standing, Action action) {
        if (!standing.possible().contains(action)) {
            throw Problem.invalidValue("/action", "This cannot be done here, or not any more.");
        }
    }

    /**
     * A decision that has just been made.
     *
     * @param touched what it changed
     * @param notPutBack why a story that it was about is still not published
     * @param entries for the audit log
     */
    record Made(
            Decision decision,
            List<Touched> touched,
            Optional<Measures.NotPutBack> notPutBack,
            List<AuditEntry> entries) {}
}
