package waymark.stories;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.List;
import org.jooq.DSLContext;
import waymark.ids.StoryId;
import waymark.platform.access.Member;
import waymark.platform.http.Versions;
import waymark.platform.problem.Problem;

/**
 * The steps of stories for those who come from inside the forum, such as the demo content. They join the caller's
 * transaction and meet the same rules as over HTTP: who may take a step, from where, and what has to be there. A version is
 * not asked for.
 */
public final class StoryDesk {

    private final Stories stories;
    private final StoryConsents consents;
    private final StoryReviews reviews;
    private final Publications publications;
    private final Clock clock;

    StoryDesk(Stories stories, StoryConsents consents, StoryReviews reviews, Publications publications, Clock clock) {
        this.stories = stories;
        this.consents = consents;
        this.reviews = reviews;
        this.publications = publications;
        this.clock = clock;
    }

    /**
     * Begins a draft, which only its author sees.
     *
     * @param text the fields of the contract's StoryText
     * @throws Problem INVALID_VALUE
     */
    public StoryId begin(DSLContext tx, Member author, JsonNode text) {
        return stories.begin(tx, author, text).story().id();
    }

    /**
     * Consents for as long as usual, to the wording of today.
     *
     * @throws Problem INVALID_VALUE
     */
    public void consent(DSLContext tx, StoryId id, Member author, Uses uses) {
        var wording = ConsentStore.currentWording(tx).version();
        var unused = consents.give(
                tx,
                id,
                author,
                new StoryConsents.Wanted(
                        uses.scopes, uses.audience, uses.attribution, uses.givenBy, null, null, wording));
    }

    /** @throws Problem INVALID_VALUE naming all that is missing, CONSENT_NEEDED, STEP_NOT_POSSIBLE */
    public void submit(DSLContext tx, StoryId id, Member author) {
        var unused = stories.submit(tx, id, author, Versions.Expected.ANY);
    }

    /** Agrees to the newest text. */
    public void agree(DSLContext tx, StoryId id, Member author) {
        var unused = stories.agree(tx, id, author, newestHash(tx, id));
    }

    /** @param changes what becomes different, as a merge patch */
    public void amend(DSLContext tx, StoryId id, Member moderator, String message, JsonNode changes) {
        var unused = reviews.amend(tx, id, moderator, Versions.Expected.ANY, message, changes);
    }

    /** Returns it to its author. */
    public void giveBack(DSLContext tx, StoryId id, Member moderator, String reason, String message) {
        var verdict = new Verdict(reason, message);
        var unused = reviews.giveBack(tx, id, moderator, Versions.Expected.ANY, verdict);
    }

    /** Approves the newest text. */
    public void approve(DSLContext tx, StoryId id, Member moderator) {
        var unused = reviews.approve(tx, id, moderator, Versions.Expected.ANY, newestHash(tx, id), false);
    }

    /** @throws Problem CONSENT_NEEDED, AGREEMENT_NEEDED, APPROVAL_NEEDED, STEP_NOT_POSSIBLE */
    public void publish(DSLContext tx, StoryId id, Member moderator) {
        var unused = publications.publish(tx, id, moderator, Versions.Expected.ANY);
    }

    private String newestHash(DSLContext tx, StoryId id) {
        var story = StoryStore.find(tx, id, clock.instant()).orElseThrow(Problem::notFound);
        return TextStore.require(tx, id, story.revision()).hash();
    }

    /** What somebody allows, in the words of the contract. */
    public record Uses(List<String> scopes, String audience, String attribution, String givenBy) {}
}
