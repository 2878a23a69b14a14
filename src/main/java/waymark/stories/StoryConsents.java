package waymark.stories;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.ids.StoryId;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.http.Versions;
import waymark.platform.problem.FieldError;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** What authors allow to be done with their stories, for how long, and how they take it back. */
final class StoryConsents {

    private static final Logger log = LoggerFactory.getLogger(StoryConsents.class);
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final String FORUM = "forum";
    private static final int MOST_AT_ONCE = 100;

    private final Database db;
    private final Steps steps;
    private final Announcements announcements;
    private final Clock clock;

    StoryConsents(Database db, Steps steps, Announcements announcements, Clock clock) {
        this.db = db;
        this.steps = steps;
        this.announcements = announcements;
        this.clock = clock;
    }

    /** What authors are asked to agree to now. */
    Asked asked() {
        return db.read(tx -> new Asked(
                ConsentStore.currentWording(tx),
                StoryStore.settings(tx).consentMonths(),
                ConsentStore.scopes(tx),
                StepStore.reasons(tx)));
    }

    /**
     * Writes a consent into the ledger. What is published already is shown by it from now on, and copies for uses that it
     * does not allow any more are called back.
     *
     * @throws Problem NOT_FOUND, NOT_ALLOWED, GONE, INVALID_VALUE
     */
    StoryStore.Row give(StoryId id, Member author, Wanted wanted) {
        return db.write(tx -> give(tx, id, author, wanted));
    }

    StoryStore.Row give(DSLContext tx, StoryId id, Member author, Wanted wanted) {
        var story = steps.holdMine(tx, id, author);
        var now = clock.instant();
        ConsentStore.give(tx, id, author.id(), given(tx, wanted, now), now);
        CopyStore.recall(tx, id, wanted.scopes(), now);
        if (story.published()) {
            PublicationStore.consent(tx, id, requireLive(tx, id, FORUM, now).terms());
            announcements.changed(tx, id);
        }
        return steps.take(tx, story, Taken.by(author, StoryAction.CONSENT));
    }

    /**
     * Takes a story back from everywhere. From the end of the transaction on no reader gets it, on any server: what they get
     * is read from the rows that are gone. Doing it again changes nothing.
     *
     * @throws Problem NOT_FOUND, NOT_ALLOWED, GONE
     */
    Receipt withdraw(StoryId id, Member author) {
        return db.write(tx -> {
            var story = steps.holdMine(tx, id, author);
            if (story.state() != StoryState.WITHDRAWN || holds(tx, story)) {
                end(tx, story, "withdrawn");
                if (story.state() != StoryState.WITHDRAWN) {
                    story = steps.take(tx, story, Taken.by(author, StoryAction.WITHDRAW));
                }
            }
            return receipt(tx, story);
        });
    }

    /**
     * Takes a story back and erases its words.
     *
     * @throws Problem NOT_FOUND, NOT_ALLOWED, GONE, STALE_VERSION
     */
    void delete(StoryId id, Member author, Versions.Expected expected) {
        db.run(tx -> {
            var story = steps.holdMine(tx, id, author);
            expected.require(story.version());
            delete(tx, story, Taken.by(author, StoryAction.DELETE));
        });
    }

    /** The same for an author who has left for good. Call while holding the story. */
    void erase(DSLContext tx, StoryStore.Row story) {
        delete(tx, story, Taken.byItself(StoryAction.DELETE));
    }

    private void delete(DSLContext tx, StoryStore.Row story, Taken taken) {
        end(tx, story, "deleted");
        // What has to be kept by law is out of everybody's sight, and goes when it need not be kept any more.
        if (!StoryStore.isHeld(tx, story.authorId())) {
            eraseWords(tx, story.id());
        }
        StoryStore.delete(tx, story.id(), clock.instant());
        var unused = steps.take(tx, story, taken);
    }

    private static void eraseWords(DSLContext tx, StoryId id) {
        TextStore.erase(tx, id);
        RedactionStore.erase(tx, id);
        StepStore.eraseMessages(tx, id);
    }

    /** Erases the words of stories that were deleted while the law wanted them to be kept, and that it does not any more. */
    int eraseDeleted() {
        var deleted = db.read(tx -> StoryStore.deletedWithWords(tx, MOST_AT_ONCE));
        for (var id : deleted) {
            db.run(tx -> eraseWords(tx, id));
        }
        return deleted.size();
    }

    /**
     * The ledger, the newest first; to its author and to the team.
     *
     * @throws Problem NOT_FOUND, GONE, CONFLICT_OF_INTEREST
     */
    Page<Consent> of(StoryId id, Member reader, Paging paging) {
        return steps.read(db, id, reader, (tx, story) -> ConsentStore.page(tx, story.id(), paging, clock.instant()));
    }

    /**
     * The consent that allows this use now.
     *
     * @throws Problem CONSENT_NEEDED
     */
    static Consent requireLive(DSLContext tx, StoryId id, String scope, Instant now) {
        return ConsentStore.newest(tx, id, now)
                .filter(consent -> consent.allows(scope))
                .orElseThrow(() -> ProblemType.CONSENT_NEEDED.because(
                        "There has to be a consent for this that was not taken back and has not run out."));
    }

    /** Takes down what has no consent any more. Readers got nothing of it since the moment it ran out. */
    int takeDownRunOut() {
        int taken = 0;
        for (var id : db.read(tx -> PublicationStore.runOut(tx, clock.instant(), MOST_AT_ONCE))) {
            taken += db.write(tx -> expire(tx, id)) ? 1 : 0;
        }
        return taken;
    }

    /** Asks the authors of stories whose consent will soon run out whether it should go on. */
    int askAgain() {
        int asked = 0;
        var before = clock.instant()
                .plus(Duration.ofDays(db.read(StoryStore::settings).askAgainDays()));
        for (var id : db.read(tx -> ConsentStore.endingUnasked(tx, before, MOST_AT_ONCE))) {
            asked += db.write(tx -> askAgain(tx, id)) ? 1 : 0;
        }
        return asked;
    }

    private boolean expire(DSLContext tx, StoryId id) {
        var story = StoryStore.lock(tx, id, clock.instant()).orElseThrow();
        if (story.published() || !PublicationStore.remove(tx, id, "expired", clock.instant())) {
            return false;
        }
        CopyStore.recall(tx, id, List.of(), clock.instant());
        announcements.withdrawn(tx, id);
        var unused = steps.take(tx, story, Taken.byItself(StoryAction.EXPIRE));
        log.info("story {} taken down: its consent has run out", id);
        return true;
    }

    private boolean askAgain(DSLContext tx, StoryId id) {
        var story = StoryStore.lock(tx, id, clock.instant()).orElseThrow();
        var asked = ConsentStore.newest(tx, id, clock.instant())
                .filter(consent -> consent.live() && ConsentStore.remember(tx, id, consent.number(), clock.instant()));
        asked.ifPresent(consent -> {
            var unused = steps.take(tx, story, Taken.byItself(StoryAction.ASK_AGAIN));
        });
        return asked.isPresent();
    }

    private void end(DSLContext tx, StoryStore.Row story, String reason) {
        var now = clock.instant();
        if (holds(tx, story)) {
            ConsentStore.withdraw(tx, story.id(), story.authorId(), now);
        }
        if (PublicationStore.remove(tx, story.id(), reason, now)) {
            announcements.withdrawn(tx, story.id());
        }
        CopyStore.recall(tx, story.id(), List.of(), now);
    }

    /** Whether there is a consent to take back, also one that has run out. */
    private boolean holds(DSLContext tx, StoryStore.Row story) {
        return ConsentStore.newest(tx, story.id(), clock.instant())
                .filter(consent -> consent.action().equals(ConsentStore.GIVEN))
                .isPresent();
    }

    private Receipt receipt(DSLContext tx, StoryStore.Row story) {
        var at = ConsentStore.last(tx, story.id(), ConsentStore.WITHDRAWN, clock.instant())
                .map(Consent::at)
                .orElse(story.stateSince());
        var ever = ConsentStore.scopesEver(tx, story.id());
        var scopes = ConsentStore.scopes(tx);
        var recallable =
                scopes.stream().collect(Collectors.toMap(ConsentStore.Scope::scope, ConsentStore.Scope::recallable));
        return new Receipt(
                story.id(),
                at,
                scopes.stream().filter(scope -> ever.contains(scope.scope())).toList(),
                CopyStore.of(tx, story.id()).stream()
                        .map(copy -> new Receipt.Called(
                                copy.scope(),
                                copy.place(),
                                recallable.getOrDefault(copy.scope(), false),
                                copy.recalledAt()))
                        .toList());
    }

    private ConsentStore.Given given(DSLContext tx, Wanted wanted, Instant now) {
        var wording = ConsentStore.currentWording(tx);
        var errors = new ArrayList<FieldError>();
        if (!wording.version().equals(wanted.wordingVersion())) {
            errors.add(FieldError.body(
                    "/wordingVersion", "The wording has changed since; please read and agree to the present one."));
        }
        if (!wanted.scopes().contains(FORUM)) {
            errors.add(FieldError.body("/scopes", "The forum has to be one of them; to leave it, withdraw the story."));
        }
        if (wanted.scopes().contains("public-web") && !wanted.audience().equals("everyone")) {
            errors.add(FieldError.body("/audience", "What is for the whole web cannot be for members only."));
        }
        boolean parent = wanted.givenBy().equals("parent");
        if (parent && !Boolean.TRUE.equals(wanted.youngPersonAssents())) {
            errors.add(FieldError.body("/youngPersonAssents", "The young person has to want it too."));
        }
        if (!parent && wanted.youngPersonAssents() != null) {
            errors.add(FieldError.body("/youngPersonAssents", "This is only for a parent."));
        }
        if (!errors.isEmpty()) {
            throw ProblemType.INVALID_VALUE.because("Nothing was recorded.", errors);
        }
        int months = Optional.ofNullable(wanted.months())
                .orElseGet(() -> StoryStore.settings(tx).consentMonths());
        return new ConsentStore.Given(
                wanted.givenBy(),
                wanted.youngPersonAssents(),
                wanted.scopes().stream().sorted().toList(),
                wanted.audience(),
                wanted.attribution(),
                now.atZone(LONDON).plusMonths(months).toInstant(),
                wording);
    }

    /** @param months how long it holds; null for as long as usual */
    record Wanted(
            List<String> scopes,
            String audience,
            String attribution,
            String givenBy,
            @Nullable Boolean youngPersonAssents,
            @Nullable Integer months,
            String wordingVersion) {}

    /** @param months how long a consent holds when nothing else is said */
    record Asked(Wording wording, int months, List<ConsentStore.Scope> scopes, List<StepStore.Reason> reasons) {}

    /**
     * What the author is told who has taken a story back.
     *
     * @param scopes every use that was allowed, and what becomes of copies of that kind
     */
    record Receipt(StoryId story, Instant at, List<ConsentStore.Scope> scopes, List<Called> copies) {

        /** @param recalledAt null while the team has not heard that it is gone */
        record Called(
                String scope,
                String place,
                boolean recallable,
                @Nullable Instant recalledAt) {}
    }
}
