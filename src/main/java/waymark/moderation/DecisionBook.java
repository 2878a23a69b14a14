package waymark.moderation;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import waymark.audit.AuditEntry;
import waymark.cases.Target;
import waymark.ids.Ids;
import waymark.notifications.Happenings;
import waymark.platform.problem.Problem;

/** Every decision is written down in one way, whoever asked for it. */
final class DecisionBook {

    /** How long somebody has to ask for a decision to be looked at again. */
    private static final Duration APPEAL_WITHIN = Duration.ofDays(28);

    private final Ids ids;
    private final Clock clock;

    DecisionBook(Ids ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** @throws Problem INVALID_VALUE for what lacks a reason, a rule, words or an end that it needs */
    static void requireWhole(DSLContext tx, NewDecision wanted) {
        var action = wanted.action();
        if (!RulebookStore.hasReason(tx, wanted.reason())) {
            throw Problem.invalidValue("/reason", "There is no reason of this name.");
        }
        if (wanted.rule() == null ? action.needsRule() : !RulebookStore.hasRule(tx, wanted.rule())) {
            throw Problem.invalidValue("/rule", "Name the rule that this rests on.");
        }
        if (action.isTold() && wanted.words().isEmpty()) {
            throw Problem.invalidValue("/message", "Tell the person why, in your own words.");
        }
        if (action.needsUntil() && wanted.until() == null) {
            throw Problem.invalidValue("/until", "Say until when.");
        }
    }

    /** Writes down what was decided and done, which is a letter where the person is told. */
    Made keep(DSLContext tx, Ruling ruling, Measures.Done done) {
        var row = row(ruling, done);
        insert(tx, row);
        if (!ruling.action().ends().isEmpty()) {
            DecisionStore.reverseStanding(tx, ruling.target(), ruling.action().ends(), row.id());
        }
        return made(tx, row, List.of());
    }

    /** The same for what was done to many posts at once: each can still be put back by itself. */
    Made keepAll(DSLContext tx, Ruling ruling, Measures.Done done) {
        var row = row(ruling, done);
        insert(tx, row);
        var posts = done.touched().stream().map(Touched::target).toList();
        var fresh = Stream.generate(ids::decision).limit(posts.size()).toList();
        DecisionStore.insertChildren(tx, row, fresh, posts);
        return made(
                tx,
                row,
                posts.stream().map(post -> entry(ruling, "post-removed", post)).toList());
    }

    /** Those without words are told to nobody. */
    private static void insert(DSLContext tx, DecisionStore.NewRow row) {
        DecisionStore.insert(tx, row);
        Happenings.decided(tx, row.id(), row.at());
    }

    private DecisionStore.NewRow row(Ruling ruling, Measures.Done done) {
        var now = clock.instant();
        return new DecisionStore.NewRow(
                ids.decision(),
                ruling,
                done,
                now,
                ruling.action().isAppealable() ? Optional.of(now.plus(APPEAL_WITHIN)) : Optional.empty());
    }

    private static Made made(DSLContext tx, DecisionStore.NewRow row, List<AuditEntry> children) {
        var ruling = row.ruling();
        var done = row.done();
        var entries = new ArrayList<AuditEntry>();
        entries.add(entry(ruling, "decided-" + ruling.action().code(), ruling.target())
                .changed(done.before(), done.after()));
        // Every step of a story is in the log under its own name, whatever led to it.
        var step = ruling.action() == Action.REMOVE ? "story-archive" : "story-restore";
        done.touched().stream()
                .map(Touched::target)
                .filter(target -> target.type() == Target.Type.STORY)
                .forEach(target -> entries.add(entry(ruling, step, target)));
        entries.addAll(children);
        return new Made(DecisionStore.require(tx, row.id()), done.touched(), Optional.empty(), entries);
    }

    private static AuditEntry entry(Ruling ruling, String action, Target target) {
        var entry = AuditEntry.by(ruling.moderator(), action, target.type().code(), target.id())
                .because(ruling.wanted().reason());
        return ruling.caseId().map(entry::in).orElse(entry);
    }
}
