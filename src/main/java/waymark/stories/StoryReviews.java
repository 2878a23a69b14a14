package waymark.stories;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import org.jooq.DSLContext;
import waymark.ids.StoryId;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.http.Versions;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** How the team looks at stories before they are published: takes them up, returns, edits and approves them. */
final class StoryReviews {

    private final Database db;
    private final Steps steps;
    private final Approvals approvals;
    private final Clock clock;

    StoryReviews(Database db, Steps steps, Approvals approvals, Clock clock) {
        this.db = db;
        this.steps = steps;
        this.approvals = approvals;
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
        var story = steps.holdForReviewer(tx, id, moderator, expected, StoryAction.RETURN);
        verdict.requireFitting(tx, StepStore.Reason::mayReturn);
        return steps.take(tx, story, verdict.taken(moderator, StoryAction.RETURN));
    }

    /** Says that it will not be published, and why. What is published already stays. */
    StoryStore.Row decline(StoryId id, Member moderator, Versions.Expected expected, Verdict verdict) {
        return db.write(tx -> {
            var story = steps.holdForReviewer(tx, id, moderator, expected, StoryAction.DECLINE);
            verdict.requireFitting(tx, StepStore.Reason::mayDecline);
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
        var story = steps.holdForReviewer(tx, id, moderator, expected, StoryAction.AMEND);
        Verdict.requireWords(message);
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
     * Approves exactly one text. Who wrote or edited any text of the story cannot. While a second person is needed it stays in
     * the queue.
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
        var story = steps.holdForReviewer(tx, id, moderator, expected, StoryAction.APPROVE);
        var text = Stories.requireNewest(tx, story, hash);
        if (TextStore.editors(tx, id).contains(moderator.id())) {
            throw ProblemType.CONFLICT_OF_INTEREST.because(
                    "You have edited this story, so somebody else has to approve it.");
        }
        text.requireAgreed();
        boolean again = ApprovalStore.of(tx, id, text).stream()
                .anyMatch(one -> one.approver().equals(moderator.id()) && one.medicalClaim() == medicalClaim);
        if (!again) {
            TextStore.seal(tx, id, text.number());
            ApprovalStore.approve(tx, id, text, moderator.id(), medicalClaim, clock.instant());
        }
        var action = approvals.areEnough(tx, story, text) ? StoryAction.APPROVE : StoryAction.APPROVE_FIRST;
        // Sent twice, it is no news to the author.
        return again && steps.leadsTo(story, action) == story.state()
                ? story
                : steps.take(tx, story, Taken.by(moderator, action));
    }

    private StoryStore.Row step(StoryId id, Member moderator, Versions.Expected expected, Taken taken) {
        return db.write(
                tx -> steps.take(tx, steps.holdForReviewer(tx, id, moderator, expected, taken.action()), taken));
    }
}
