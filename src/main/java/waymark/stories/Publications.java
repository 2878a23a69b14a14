package waymark.stories;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.ids.StoryId;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.http.Versions;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** Puts stories before readers, now or on a day, and takes them down. */
final class Publications {

    private static final Logger log = LoggerFactory.getLogger(Publications.class);
    private static final int MOST_AT_ONCE = 100;

    private final Database db;
    private final Steps steps;
    private final Assessments assessments;
    private final Approvals approvals;
    private final Announcements announcements;
    private final Clock clock;

    Publications(
            Database db,
            Steps steps,
            Assessments assessments,
            Approvals approvals,
            Announcements announcements,
            Clock clock) {
        this.db = db;
        this.steps = steps;
        this.assessments = assessments;
        this.approvals = approvals;
        this.announcements = announcements;
        this.clock = clock;
    }

    /**
     * Chooses when it is published.
     *
     * @throws Problem NOT_FOUND, GONE, CONFLICT_OF_INTEREST, STALE_VERSION, STEP_NOT_POSSIBLE, as all of these;
     *     INVALID_VALUE for a time that is not ahead, and all that publishing is refused with
     */
    StoryStore.Row schedule(StoryId id, Member moderator, Versions.Expected expected, Instant day) {
        return db.write(tx -> {
            var story = steps.holdForReviewer(tx, id, moderator, expected, StoryAction.SCHEDULE);
            if (!day.isAfter(clock.instant())) {
                throw Problem.invalidValue("/publishAt", "This has to be in the future.");
            }
            var unused = requirePublishable(tx, story, story.revision(), day);
            return steps.take(
                    tx, story, Taken.by(moderator, StoryAction.SCHEDULE).on(day));
        });
    }

    StoryStore.Row unschedule(StoryId id, Member moderator, Versions.Expected expected) {
        return db.write(tx -> {
            var story = steps.holdForReviewer(tx, id, moderator, expected, StoryAction.UNSCHEDULE);
            return steps.take(tx, story, Taken.by(moderator, StoryAction.UNSCHEDULE));
        });
    }

    /**
     * Puts the newest text before readers.
     *
     * @throws Problem also CONSENT_NEEDED, AGREEMENT_NEEDED, APPROVAL_NEEDED
     */
    StoryStore.Row publish(StoryId id, Member moderator, Versions.Expected expected) {
        return db.write(tx -> publish(tx, id, moderator, expected));
    }

    StoryStore.Row publish(DSLContext tx, StoryId id, Member moderator, Versions.Expected expected) {
        var story = steps.holdForTeam(tx, id, moderator, expected);
        steps.requirePossible(story, StoryAction.PUBLISH);
        return publish(tx, story, Taken.by(moderator, StoryAction.PUBLISH));
    }

    /** Takes what is published down, and tells the author why. A newer text goes on being worked on. */
    StoryStore.Row archive(StoryId id, Member moderator, Versions.Expected expected, Verdict verdict) {
        return db.write(tx -> {
            var story = steps.holdForTeam(tx, id, moderator, expected);
            steps.requirePossible(story, StoryAction.ARCHIVE);
            verdict.requireFitting(tx, StepStore.Reason::mayDecline);
            takeDown(tx, id);
            return steps.take(tx, story, verdict.taken(moderator, StoryAction.ARCHIVE));
        });
    }

    /**
     * The same by a decision on a case, whose letter says why, and which is written down in the audit log. Call while holding
     * the story.
     *
     * @throws Problem STEP_NOT_POSSIBLE
     */
    StoryStore.Row remove(DSLContext tx, StoryStore.Row story, Member moderator, String message) {
        steps.requirePossible(story, StoryAction.ARCHIVE);
        takeDown(tx, story.id());
        return steps.takeWithoutAudit(
                tx, story, Taken.by(moderator, StoryAction.ARCHIVE).saying(message.strip()));
    }

    /**
     * Puts the text back that the team took down, when it could be published now. Refuses before it has written anything. Call
     * while holding the story, as a part of a decision.
     *
     * @throws Problem STEP_NOT_POSSIBLE, CONSENT_NEEDED, AGREEMENT_NEEDED, APPROVAL_NEEDED
     */
    StoryStore.Row restore(DSLContext tx, StoryStore.Row story, Member moderator) {
        steps.requirePossible(story, StoryAction.RESTORE);
        int number = PublicationStore.takenDown(tx, story.id()).orElseThrow(() -> Steps.notPossible(story));
        show(tx, story, number);
        return steps.takeWithoutAudit(tx, story, Taken.by(moderator, StoryAction.RESTORE));
    }

    /** Publishes stories whose day has come. One that lacks something by then goes back to the team. */
    int publishDue() {
        int published = 0;
        for (var id : db.read(tx -> StoryStore.due(tx, clock.instant(), MOST_AT_ONCE))) {
            published += db.write(tx -> publishDue(tx, id)) ? 1 : 0;
        }
        return published;
    }

    private boolean publishDue(DSLContext tx, StoryId id) {
        var story = StoryStore.lock(tx, id, clock.instant()).orElseThrow();
        if (story.state() != StoryState.SCHEDULED || story.scheduledFor() == null) {
            return false;
        }
        try {
            var unused = publish(tx, story, Taken.byItself(StoryAction.PUBLISH));
            return true;
        } catch (Problem missing) {
            log.warn(
                    "story {} is not published on its day: {}",
                    id,
                    missing.type().code());
            var unused = steps.take(tx, story, Taken.byItself(StoryAction.NOT_PUBLISHED));
            return false;
        }
    }

    /** Refuses before it has written anything. */
    private StoryStore.Row publish(DSLContext tx, StoryStore.Row story, Taken taken) {
        show(tx, story, story.revision());
        return steps.take(tx, story, taken);
    }

    private void show(DSLContext tx, StoryStore.Row story, int number) {
        var now = clock.instant();
        var terms = requirePublishable(tx, story, number, now);
        var text = TextStore.require(tx, story.id(), number);
        var facets = assessments.of(tx, story, text).facets().orElseThrow();
        PublicationStore.put(tx, story.id(), text, facets, terms, now);
        announcements.published(tx, story.id());
    }

    private Consent.Terms requirePublishable(DSLContext tx, StoryStore.Row story, int number, Instant then) {
        var terms = StoryConsents.requireLive(tx, story.id(), "forum", clock.instant())
                .terms();
        if (!terms.until().isAfter(then)) {
            throw ProblemType.CONSENT_NEEDED.because("The time that its author gave will have run out by then.");
        }
        var text = TextStore.require(tx, story.id(), number);
        text.requireAgreed();
        if (!approvals.areEnough(tx, story, text)) {
            throw ProblemType.APPROVAL_NEEDED.because("Somebody else has to read and approve this text first.");
        }
        return terms;
    }

    private void takeDown(DSLContext tx, StoryId id) {
        boolean unusedThere = PublicationStore.remove(tx, id, PublicationStore.TAKEN_DOWN, clock.instant());
        CopyStore.recall(tx, id, List.of(), clock.instant());
        announcements.withdrawn(tx, id);
    }
}
