package waymark.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.List;
import org.jooq.DSLContext;
import waymark.audit.Audit;
import waymark.audit.AuditEntry;
import waymark.ids.Ids;
import waymark.ids.ReviewRuleId;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.http.Versions;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** What waits for a moderator because of who writes it, and where. */
public final class ReviewRules {

    private static final int MOST = 100;
    private static final String TARGET = "review-rule";

    private final Database db;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    public ReviewRules(Database db, Audit audit, Ids ids, Clock clock) {
        this.db = db;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    List<ReviewRule> list() {
        return db.read(ReviewRuleStore::all);
    }

    /** @throws Problem NOT_FOUND */
    ReviewRule require(ReviewRuleId id) {
        return db.read(tx -> require(tx, id));
    }

    /** @throws Problem INVALID_VALUE, ALREADY_LISTED, LIST_FULL */
    ReviewRule add(DSLContext tx, Member moderator, NewRule wanted) {
        var id = ids.reviewRule();
        SettingsStore.raiseRevision(tx);
        requireSound(tx, id, wanted);
        if (ReviewRuleStore.count(tx) >= MOST) {
            throw ProblemType.LIST_FULL.because("There are " + MOST + " rules. Please take one away first.");
        }
        ReviewRuleStore.insert(tx, id, wanted, clock.instant());
        audit.record(tx, AuditEntry.by(moderator, "review-rule-added", TARGET, id.value()));
        return require(tx, id);
    }

    /** @throws Problem NOT_FOUND, STALE_VERSION, INVALID_VALUE, ALREADY_LISTED */
    ReviewRule change(ReviewRuleId id, Member moderator, Versions.Expected expected, JsonNode patch) {
        return db.write(tx -> {
            SettingsStore.raiseRevision(tx);
            var present = require(tx, id);
            expected.require(present.version());
            var wanted = present.asWanted().patched(patch);
            requireSound(tx, id, wanted);
            ReviewRuleStore.update(tx, id, wanted, clock.instant());
            audit.record(
                    tx,
                    AuditEntry.by(moderator, "review-rule-changed", TARGET, id.value())
                            .changed(present.asWanted().toString(), wanted.toString()));
            return require(tx, id);
        });
    }

    /** @throws Problem NOT_FOUND, STALE_VERSION */
    void remove(ReviewRuleId id, Member moderator, Versions.Expected expected) {
        db.run(tx -> {
            SettingsStore.raiseRevision(tx);
            expected.require(require(tx, id).version());
            ReviewRuleStore.delete(tx, id);
            audit.record(tx, AuditEntry.by(moderator, "review-rule-removed", TARGET, id.value()));
        });
    }

    /** Call after raising the revision, which keeps others from writing the same rule meanwhile. */
    private static void requireSound(DSLContext tx, ReviewRuleId id, NewRule wanted) {
        var category = wanted.category();
        if (category != null && !ReviewRuleStore.hasCategory(tx, category)) {
            throw Problem.invalidValue("/category", "There is no category of this name.");
        }
        if (ReviewRuleStore.hasOther(tx, id, wanted)) {
            throw ProblemType.ALREADY_LISTED.because("There is a rule with the same conditions already.");
        }
    }

    private static ReviewRule require(DSLContext tx, ReviewRuleId id) {
        return ReviewRuleStore.find(tx, id).orElseThrow(Problem::notFound);
    }
}
