package waymark.stories;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.ids.StoryId;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.http.Versions;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** What the team does with stories: reads, returns, edits, approves and publishes them. */
final class StoryReviews {

    private static final Logger log = LoggerFactory.getLogger(StoryReviews.class);
    private static final int MOST_AT_ONCE = 100;

    private final Database db;
    private final Steps steps;
    private final Assessments assessments;
    private final Announcements announcements;
    private final Clock clock;

    StoryReviews(Database db, Steps steps, Assessments assessments, Announcements announcements, Clock clock) {
        this.db = db;
        this.steps = steps;
        this.assessments = assessments;
        this.announcements = announcements;
        this.clock = clock;
    }

    /** Stories whose authors wait for an answer, the longest wait first. */
    Page<StoryStore.Row> queue(Paging paging) {
        return db.read(tx -> StoryStore.queue(tx, paging, clock.instant()));
    }

    /**
     * Says that somebody looks at it. Taking it over from a colleague is the same.
     *
     * @throws Problem NOT_FOUND, GONE, CONFLICT_OF_INTEREST, STALE_VERSION, STEP_NOT_POSSIBLE, as all of these
     */
    StoryStore.Row takeUp(StoryId id, Member moderator, Versions.Expected expected) {
        return step(id, moderator, expected, Taken.by(moderator, StoryAction.TAKE_UP));
    }

    StoryStore.Row handBack(StoryId id, Member moderator, Versions.Expected expected) {
        return step(id, moderator, expected, Taken.by(moderator, StoryAction.HAND_BACK));
    }

    /** Asks the author for changes; their text stays as they left it. */
    StoryStore.Row giveBack(StoryId id, Member moderator, Versions.Expected expected, Verdict verdict) {
        return db.write(tx -> giveBack(tx, id, moderator, expected, verdict));
    }

    StoryStore.Row giveBack(DSLContext tx, StoryId id, Member moderator, Versions.Expected expected, Verdict verdict) {
        var story = holdForReviewer(tx, id, moderator, expected, StoryAction.RETURN);
        requireReason(tx, verdict, StepStore.Reason::mayReturn);
        return steps.take(tx, story, verdict.taken(moderator, StoryAction.RETURN));
    }

    /** Says that it will not be published, and why. What is published already stays. */
    StoryStore.Row decline(StoryId id, Member moderator, Versions.Expected expected, Verdict verdict) {
        return db.write(tx -> {
            var story = holdForReviewer(tx, id, moderator, expected, StoryAction.DECLINE);
            requireReason(tx, verdict, StepStore.Reason::mayDecline);
            return steps.take(tx, story, verdict.taken(moderator, StoryAction.DECLINE));
        });
    }

    /**
     * Makes another text of it, which waits for the author's agreement. Agreements and approvals belong to a text, so those
     * of the one before do not count for it.
     *
     * @throws Problem also INVALID_VALUE
     */
    StoryStore.Row amend(StoryId id, Member moderator, Versions.Expected expected, String message, JsonNode changes) {
        return db.write(tx -> amend(tx, id, moderator, expected, message, changes));
    }

    StoryStore.Row amend(
            DSLContext tx, StoryId id, Member moderator, Versions.Expected expected, String message, JsonNode changes) {
        var story = holdForReviewer(tx, id, moderator, expected, StoryAction.AMEND);
        requireWords(message);
        var present = TextStore.require(tx, id, story.revision());
        var change = new StoryChange(changes);
        var words = change.appliedTo(present.words());
        Vocabulary.requireKnown(tx, "/changes", words);
        var text = change.pullQuotes()
                .map(quotes -> Composed.of(words, quotes, "/changes"))
                .orElseGet(() -> Composed.keeping(words, present.pullQuotes()));
        if (words.equals(present.words()) && text.quotes().equals(present.pullQuotes())) {
            throw Problem.invalidValue("/changes", "Nothing would change.");
        }
        if (words.title().isBlank()
                || words.markdown().isBlank()
                || words.diagnosis() == null
                || words.role() == null) {
            throw Problem.invalidValue("/changes", "A title, a text, a diagnosis and a role have to stay.");
        }
        int number = present.number() + 1;
        TextStore.insert(tx, id, number, text, moderator.id(), clock.instant());
        TextStore.seal(tx, id, number);
        return steps.take(
                tx, story, Taken.by(moderator, StoryAction.AMEND).to(number).saying(message.strip()));
    }

    /**
     * Approves exactly one text. Who wrote or edited any text of the story cannot. A second person is needed where a hint or
     * a medical claim is flagged, or too few stories are like it; until then it stays in the queue.
     *
     * @throws Problem also TEXT_CHANGED, AGREEMENT_NEEDED
     */
    StoryStore.Row approve(
            StoryId id, Member moderator, Versions.Expected expected, String hash, boolean medicalClaim) {
        return db.write(tx -> approve(tx, id, moderator, expected, hash, medicalClaim));
    }

    StoryStore.Row approve(
            DSLContext tx,
            StoryId id,
            Member moderator,
            Versions.Expected expected,
            String hash,
            boolean medicalClaim) {
        var story = holdForReviewer(tx, id, moderator, expected, StoryAction.APPROVE);
        var text = Stories.requireNewest(tx, story, hash);
        if (TextStore.editors(tx, id).contains(moderator.id())) {
            throw ProblemType.CONFLICT_OF_INTEREST.because(
                    "You have edited this story, so somebody else has to approve it.");
        }
        requireAgreed(text);
        boolean again = TextStore.approvals(tx, id, text).stream()
                .anyMatch(one -> one.approver().equals(moderator.id()) && one.medicalClaim() == medicalClaim);
        if (!again) {
            TextStore.seal(tx, id, text.number());
            TextStore.approve(tx, id, text, moderator.id(), medicalClaim, clock.instant());
        }
        boolean enough = countApprovals(tx, story, text) >= approvalsNeeded(tx, story, text);
        var action = enough ? StoryAction.APPROVE : StoryAction.APPROVE_FIRST;
        // Sent twice, it is no news to the author.
        return again && steps.leadsTo(story, action) == story.state()
                ? story
                : steps.take(tx, story, Taken.by(moderator, action));
    }

    /**
     * Chooses when it is published.
     *
     * @throws Problem also INVALID_VALUE for a time that is not ahead, and all that publishing is refused with
     */
    StoryStore.Row schedule(StoryId id, Member moderator, Versions.Expected expected, Instant day) {
        return db.write(tx -> {
            var story = holdForReviewer(tx, id, moderator, expected, StoryAction.SCHEDULE);
            if (!day.isAfter(clock.instant())) {
                throw Problem.invalidValue("/publishAt", "This has to be in the future.");
            }
            var unused = requirePublishable(tx, story, story.revision(), day);
            return steps.take(
                    tx, story, Taken.by(moderator, StoryAction.SCHEDULE).on(day));
        });
    }

    StoryStore.Row unschedule(StoryId id, Member moderator, Versions.Expected expected) {
        return step(id, moderator, expected, Taken.by(moderator, StoryAction.UNSCHEDULE));
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
            requireReason(tx, verdict, StepStore.Reason::mayDecline);
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

    /** How many have to approve that text. */
    int approvalsNeeded(DSLContext tx, StoryStore.Row story, StoryText text) {
        boolean flagged = TextStore.approvals(tx, story.id(), text).stream().anyMatch(TextStore.Approval::medicalClaim);
        return flagged || assessments.of(tx, story, text).needsSecondPerson() ? 2 : 1;
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

    private void takeDown(DSLContext tx, StoryId id) {
        boolean unusedThere = PublicationStore.remove(tx, id, PublicationStore.TAKEN_DOWN, clock.instant());
        CopyStore.recall(tx, id, List.of(), clock.instant());
        announcements.withdrawn(tx, id);
    }

    private Consent.Terms requirePublishable(DSLContext tx, StoryStore.Row story, int number, Instant then) {
        var terms = StoryConsents.requireLive(tx, story.id(), "forum", clock.instant())
                .terms();
        if (!terms.until().isAfter(then)) {
            throw ProblemType.CONSENT_NEEDED.because("The time that its author gave will have run out by then.");
        }
        var text = TextStore.require(tx, story.id(), number);
        requireAgreed(text);
        if (countApprovals(tx, story, text) < approvalsNeeded(tx, story, text)) {
            throw ProblemType.APPROVAL_NEEDED.because("Somebody else has to read and approve this text first.");
        }
        return terms;
    }

    private static void requireAgreed(StoryText text) {
        if (!text.agreed()) {
            throw ProblemType.AGREEMENT_NEEDED.because("Its author has not agreed to exactly this text.");
        }
    }

    private static long countApprovals(DSLContext tx, StoryStore.Row story, StoryText text) {
        var editors = TextStore.editors(tx, story.id());
        return TextStore.approvals(tx, story.id(), text).stream()
                .filter(approval -> !editors.contains(approval.approver()))
                .count();
    }

    private StoryStore.Row step(StoryId id, Member moderator, Versions.Expected expected, Taken taken) {
        return db.write(tx -> steps.take(tx, holdForReviewer(tx, id, moderator, expected, taken.action()), taken));
    }

    /** Whoever has taken it up decides; anybody may take it over first, and that is written down. */
    private StoryStore.Row holdForReviewer(
            DSLContext tx, StoryId id, Member moderator, Versions.Expected expected, StoryAction action) {
        var story = steps.holdForTeam(tx, id, moderator, expected);
        steps.requirePossible(story, action);
        if (action != StoryAction.TAKE_UP
                && story.reviewerId() != null
                && !moderator.id().equals(story.reviewerId())) {
            throw ProblemType.STORY_TAKEN.because("You can take it over first.");
        }
        return story;
    }

    private static void requireReason(DSLContext tx, Verdict verdict, Predicate<StepStore.Reason> fits) {
        List<StepStore.Reason> reasons = StepStore.reasons(tx);
        if (reasons.stream().noneMatch(reason -> reason.reason().equals(verdict.reason()) && fits.test(reason))) {
            throw Problem.invalidValue("/reason", "There is no reason of this name for this.");
        }
        requireWords(verdict.message());
    }

    private static void requireWords(String message) {
        if (message.isBlank()) {
            throw Problem.invalidValue("/message", "There are no words in this yet.");
        }
    }

    /** @param message to the author */
    record Verdict(String reason, String message) {

        Taken taken(Member moderator, StoryAction action) {
            return Taken.by(moderator, action).because(reason).saying(message.strip());
        }
    }
}
