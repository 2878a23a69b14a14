package waymark.stories;

import java.time.Clock;
import java.util.Optional;
import org.jooq.DSLContext;
import waymark.ids.StoryId;
import waymark.platform.access.Member;
import waymark.platform.http.Versions;
import waymark.platform.problem.Problem;

/** Stories as cases are about them: what moderators read there, and what their decisions do to them. */
public final class StoryCases {

    private final Publications publications;
    private final Clock clock;

    StoryCases(Publications publications, Clock clock) {
        this.publications = publications;
        this.clock = clock;
    }

    /**
     * A story with the text that a case is about: what readers get, or got before it was taken down. Empty when its author has
     * deleted it.
     *
     * @param sent whether it is about what was sent to the team rather than what readers get
     */
    public Optional<CaseStory> find(DSLContext tx, StoryId id, boolean sent) {
        return StoryStore.find(tx, id, clock.instant())
                .filter(story -> !story.deleted())
                .map(story -> show(tx, story, sent));
    }

    /** Holds a story until the transaction ends, whatever its state; empty when there is none any more. */
    public Optional<CaseStory> hold(DSLContext tx, StoryId id) {
        return StoryStore.lock(tx, id, clock.instant())
                .filter(story -> !story.deleted())
                .map(story -> show(tx, story, false));
    }

    /**
     * Takes what is published down, and tells the author. A newer text goes on being worked on. Whoever calls writes it
     * down in the audit log, as the last thing.
     *
     * @throws Problem NOT_FOUND, STALE_VERSION, STEP_NOT_POSSIBLE
     */
    public CaseStory remove(DSLContext tx, StoryId id, Member moderator, Versions.Expected expected, String message) {
        return show(tx, publications.remove(tx, require(tx, id, expected), moderator, message), false);
    }

    /**
     * Puts back what the team has taken down. Nothing is written when its author has not allowed it, or not agreed to exactly
     * that text, or too few have approved it, as things are now. Whoever calls writes it down in the audit log.
     *
     * @throws Problem NOT_FOUND, STALE_VERSION, STEP_NOT_POSSIBLE, CONSENT_NEEDED, AGREEMENT_NEEDED, APPROVAL_NEEDED
     */
    public CaseStory restore(DSLContext tx, StoryId id, Member moderator, Versions.Expected expected) {
        return show(tx, publications.restore(tx, require(tx, id, expected), moderator), false);
    }

    private StoryStore.Row require(DSLContext tx, StoryId id, Versions.Expected expected) {
        var story = StoryStore.lock(tx, id, clock.instant())
                .filter(found -> !found.deleted())
                .orElseThrow(Problem::notFound);
        expected.require(story.version());
        return story;
    }

    private CaseStory show(DSLContext tx, StoryStore.Row story, boolean sent) {
        var live = PublicationStore.findLive(tx, story.id(), clock.instant()).map(PublicationStore.Live::number);
        var takenDown = PublicationStore.takenDown(tx, story.id());
        var seen = live.or(() -> takenDown).filter(number -> !sent);
        var text = seen.map(number -> TextStore.require(tx, story.id(), number))
                .or(() -> TextStore.newestSealed(tx, story.id()))
                .orElseGet(() -> TextStore.require(tx, story.id(), story.revision()));
        return new CaseStory(
                story.id(),
                story.state().code(),
                text.number(),
                live,
                text.words().title(),
                text.text(),
                text.html(),
                "/api/v1/stories/" + story.id() + "/manuscript",
                story.version(),
                takenDown.isPresent(),
                story.authorId());
    }
}
