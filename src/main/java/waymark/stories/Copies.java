package waymark.stories;

import java.time.Clock;
import java.util.UUID;
import org.jooq.DSLContext;
import waymark.audit.Audit;
import waymark.audit.AuditEntry;
import waymark.ids.Ids;
import waymark.ids.StoryId;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** Where else stories were used, so that they can be taken back from there too. */
final class Copies {

    private final Database db;
    private final Steps steps;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    Copies(Database db, Steps steps, Audit audit, Ids ids, Clock clock) {
        this.db = db;
        this.steps = steps;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Writes down that a story is used somewhere, which its author has to allow.
     *
     * @throws Problem NOT_FOUND, GONE, CONFLICT_OF_INTEREST, CONSENT_NEEDED, INVALID_VALUE
     */
    CopyStore.Copy note(DSLContext tx, StoryId id, Member moderator, String scope, String place) {
        var story = steps.holdForTeam(tx, id, moderator);
        if (place.isBlank()) {
            throw Problem.invalidValue("/place", "There are no words in this yet.");
        }
        if (!story.published()) {
            throw Steps.notPossible(story);
        }
        var unused = StoryConsents.requireLive(tx, id, scope, clock.instant());
        var copy = ids.uuid();
        CopyStore.insert(tx, copy, id, scope, place.strip(), moderator.id(), clock.instant());
        audit.record(
                tx,
                AuditEntry.by(moderator, "story-copy-noted", "story", id.value())
                        .because(scope));
        return require(tx, copy);
    }

    /** @throws Problem NOT_FOUND, GONE, CONFLICT_OF_INTEREST */
    Page<CopyStore.Copy> of(StoryId id, Member moderator, Paging paging) {
        return db.read(tx ->
                CopyStore.page(tx, steps.requireReadable(tx, id, moderator).id(), paging));
    }

    /** The longest wait first. */
    Page<CopyStore.Copy> toRecall(Paging paging) {
        return db.read(tx -> CopyStore.toRecall(tx, paging));
    }

    /**
     * Says that a copy is gone from where it was. Saying it again changes nothing.
     *
     * @throws Problem NOT_FOUND, STEP_NOT_POSSIBLE for one that may stay
     */
    CopyStore.Copy markRecalled(UUID id, Member moderator) {
        return db.write(tx -> {
            var copy = require(tx, id);
            if (copy.recallSince() == null) {
                throw ProblemType.STEP_NOT_POSSIBLE.because(
                        "Its author allows this copy, so it need not be called back.");
            }
            if (CopyStore.markRecalled(tx, id, moderator.id(), clock.instant())) {
                audit.record(
                        tx,
                        AuditEntry.by(
                                        moderator,
                                        "story-copy-recalled",
                                        "story",
                                        copy.story().value())
                                .because(copy.scope()));
            }
            return require(tx, id);
        });
    }

    private static CopyStore.Copy require(DSLContext tx, UUID id) {
        return CopyStore.find(tx, id).orElseThrow(Problem::notFound);
    }
}
