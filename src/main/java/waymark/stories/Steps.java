package waymark.stories;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.audit.Audit;
import waymark.audit.AuditEntry;
import waymark.cases.Clocks;
import waymark.cases.Priority;
import waymark.cases.Recusals;
import waymark.ids.StoryId;
import waymark.notifications.Happenings;
import waymark.platform.access.Member;
import waymark.platform.access.Viewer;
import waymark.platform.db.Database;
import waymark.platform.http.Versions;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** Holds stories while somebody works on them, and takes their steps: each once, written down, and told to the author. */
final class Steps {

    private static final Logger log = LoggerFactory.getLogger(Steps.class);

    private final Recusals recusals;
    private final Audit audit;
    private final Clock clock;

    Steps(Recusals recusals, Audit audit, Clock clock) {
        this.recusals = recusals;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A story of this member, held until the transaction ends.
     *
     * @throws Problem NOT_FOUND for one that they cannot see, NOT_ALLOWED for one of somebody else's, GONE
     */
    StoryStore.Row holdMine(DSLContext tx, StoryId id, Member member) {
        var story = hold(tx, id);
        if (!story.isOf(member.id())) {
            boolean known = member.mayModerate() && story.sent() != null;
            throw known || isRead(tx, id, member)
                    ? ProblemType.NOT_ALLOWED.because("This story is somebody else's.")
                    : Problem.notFound();
        }
        return requireThere(story);
    }

    /**
     * A story that somebody from the team works on, held until the transaction ends.
     *
     * @throws Problem NOT_FOUND, GONE, CONFLICT_OF_INTEREST for their own and for those of people they are close to
     */
    StoryStore.Row holdForTeam(DSLContext tx, StoryId id, Member moderator) {
        return requireForTeam(tx, hold(tx, id), moderator);
    }

    /** The same for one who says which version they mean. */
    StoryStore.Row holdForTeam(DSLContext tx, StoryId id, Member moderator, Versions.Expected expected) {
        var story = holdForTeam(tx, id, moderator);
        expected.require(story.version());
        return story;
    }

    /**
     * The same for a step of a review. Whoever has taken it up decides; anybody may take it over first, and that is written
     * down.
     *
     * @throws Problem also STALE_VERSION, STEP_NOT_POSSIBLE, STORY_TAKEN
     */
    StoryStore.Row holdForReviewer(
            DSLContext tx, StoryId id, Member moderator, Versions.Expected expected, StoryAction action) {
        var story = holdForTeam(tx, id, moderator, expected);
        requirePossible(story, action);
        if (action != StoryAction.TAKE_UP
                && story.reviewerId() != null
                && !moderator.id().equals(story.reviewerId())) {
            throw ProblemType.STORY_TAKEN.because("You can take it over first.");
        }
        return story;
    }

    /** To its author and to the team. */
    StoryStore.Row requireReadable(DSLContext tx, StoryId id, Member member) {
        var story = StoryStore.find(tx, id, clock.instant()).orElseThrow(Problem::notFound);
        if (story.isOf(member.id())) {
            return requireThere(story);
        }
        if (!member.mayModerate()) {
            throw Problem.notFound();
        }
        return requireForTeam(tx, story, member);
    }

    /**
     * Reads something of a story, for its author or for the team. That somebody from the team has read it is in the audit
     * log.
     *
     * @throws Problem NOT_FOUND, GONE, CONFLICT_OF_INTEREST
     */
    <T> T read(Database db, StoryId id, Member reader, BiFunction<DSLContext, StoryStore.Row, T> reading) {
        return db.write(tx -> {
            var story = requireReadable(tx, id, reader);
            var found = reading.apply(tx, story);
            if (!story.isOf(reader.id())) {
                audit.record(tx, AuditEntry.by(reader, "story-read", "story", id.value()));
            }
            return found;
        });
    }

    /** @throws Problem STEP_NOT_POSSIBLE */
    void requirePossible(StoryStore.Row story, StoryAction action) {
        var unused = leadsTo(story, action);
    }

    /**
     * Where a step would lead.
     *
     * @throws Problem STEP_NOT_POSSIBLE
     */
    StoryState leadsTo(StoryStore.Row story, StoryAction action) {
        boolean needsReaders = action == StoryAction.ARCHIVE;
        return action.leadsFrom(story.state())
                .filter(to -> story.published() || !needsReaders)
                .orElseThrow(() -> notPossible(story));
    }

    static Problem notPossible(StoryStore.Row story) {
        boolean also = story.published() && story.state() != StoryState.PUBLISHED;
        return ProblemType.STEP_NOT_POSSIBLE.because("This cannot be done while the story is "
                + story.state().code().replace('-', ' ') + (also ? " and an older text published." : "."));
    }

    /**
     * Takes a step, as the last thing of a transaction that holds the story.
     *
     * @return the story as it is then
     */
    StoryStore.Row take(DSLContext tx, StoryStore.Row story, Taken taken) {
        var after = takeWithoutAudit(tx, story, taken);
        audit.record(tx, entry(story, after, taken));
        return after;
    }

    /** The same for a step that is a part of something, which writes it down in the audit log when it comes to its end. */
    StoryStore.Row takeWithoutAudit(DSLContext tx, StoryStore.Row story, Taken taken) {
        var to = leadsTo(story, taken.action());
        int revision = taken.revision().orElse(story.revision());
        move(tx, story, to, revision, taken, clock.instant());
        tell(tx, story, to, revision, taken);
        return again(tx, story);
    }

    /** The first step of a new story. */
    StoryStore.Row begin(DSLContext tx, StoryStore.Row story, Member author) {
        var begun = Taken.by(author, StoryAction.BEGIN);
        tell(tx, story, story.state(), story.revision(), begun);
        audit.record(tx, entry(story, story, begun));
        return story;
    }

    /** A change that is no step: what somebody writes while they go on writing. */
    StoryStore.Row touch(DSLContext tx, StoryStore.Row story, int revision) {
        move(tx, story, story.state(), revision, Taken.byItself(StoryAction.EDIT), clock.instant());
        return again(tx, story);
    }

    private void tell(DSLContext tx, StoryStore.Row story, StoryState to, int revision, Taken taken) {
        var now = clock.instant();
        StepStore.insert(tx, story, taken, to, revision, now);
        if (to != story.state()
                && taken.by().map(Member::id).filter(story::isOf).isEmpty()) {
            Happenings.storyMoved(tx, story.id(), to.code(), now);
        }
        log.info(
                "story {} {}: {} {}",
                story.id(),
                taken.action().code(),
                story.state().code(),
                to.code());
    }

    /** As it is now. Call while holding it. */
    private StoryStore.Row again(DSLContext tx, StoryStore.Row story) {
        return StoryStore.find(tx, story.id(), clock.instant()).orElseThrow();
    }

    private StoryStore.Row hold(DSLContext tx, StoryId id) {
        return StoryStore.lock(tx, id, clock.instant()).orElseThrow(Problem::notFound);
    }

    private boolean isRead(DSLContext tx, StoryId id, Member member) {
        return PublicationStore.find(tx, id, Viewer.of(member), clock.instant()).isPresent();
    }

    /** What was never handed on is its author's alone. */
    private StoryStore.Row requireForTeam(DSLContext tx, StoryStore.Row story, Member moderator) {
        if (story.sent() == null && !story.isOf(moderator.id())) {
            throw Problem.notFound();
        }
        recusals.require(tx, moderator, story.authorId());
        return requireThere(story);
    }

    private static StoryStore.Row requireThere(StoryStore.Row story) {
        if (story.deleted()) {
            throw ProblemType.GONE.because("Its author has deleted it.");
        }
        return story;
    }

    private static void move(
            DSLContext tx, StoryStore.Row story, StoryState to, int revision, Taken taken, Instant now) {
        boolean waits = to == StoryState.SUBMITTED || to == StoryState.IN_REVIEW;
        var since = story.submittedAt() == null ? now : story.submittedAt();
        var due = story.dueAt() == null ? Clocks.due(tx, Priority.P3, now) : story.dueAt();
        var reviewer = taken.action() == StoryAction.TAKE_UP
                ? taken.by().map(Member::id)
                : Optional.ofNullable(story.reviewerId());
        var day = taken.scheduledFor() == null ? story.scheduledFor() : taken.scheduledFor();
        var place = new StoryStore.Place(
                to,
                revision,
                to == StoryState.IN_REVIEW ? reviewer.orElse(null) : null,
                waits ? since : null,
                waits ? due : null,
                to == StoryState.SCHEDULED ? day : null);
        if (!StoryStore.move(tx, story, place, now)) {
            throw new IllegalStateException("story " + story.id() + " moved while it was held");
        }
    }

    private static AuditEntry entry(StoryStore.Row before, StoryStore.Row after, Taken taken) {
        var action = "story-" + taken.action().code();
        var id = before.id().value();
        var entry = taken.by()
                .map(member -> AuditEntry.by(member, action, "story", id))
                .orElseGet(() -> AuditEntry.byTheServer(action, "story", id))
                .changed(place(before), place(after));
        return taken.reason().map(entry::because).orElse(entry);
    }

    private static String place(StoryStore.Row story) {
        return story.state().code() + " " + story.revision();
    }
}
