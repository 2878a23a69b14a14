package waymark.stories;

import static waymark.schema.Tables.STORY_HINT;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import waymark.platform.access.Member;
import waymark.platform.access.Nation;
import waymark.platform.text.Diffs;
import waymark.stories.facets.PublishedFacets;
import waymark.stories.hints.Hint;

/** Puts together all that somebody needs who works on a story. */
final class Manuscripts {

    private static final int MOST_STEPS = 100;

    private final Assessments assessments;
    private final Approvals approvals;
    private final Clock clock;

    Manuscripts(Assessments assessments, Approvals approvals, Clock clock) {
        this.assessments = assessments;
        this.approvals = approvals;
        this.clock = clock;
    }

    ManuscriptView of(DSLContext tx, StoryStore.Row story, Member reader) {
        var now = clock.instant();
        boolean mine = story.isOf(reader.id());
        // The team reads what was handed on; what its author is writing since is theirs.
        int number = mine || story.sent() == null ? story.revision() : story.sent();
        var text = TextStore.require(tx, story.id(), number);
        var consent = ConsentStore.newest(tx, story.id(), now);
        var assessment = assessments.of(tx, story, text);
        return new ManuscriptView(
                ManuscriptView.Head.of(story, text.words().title()),
                mine ? text.toAuthor(reader) : text,
                PublicationStore.findLive(tx, story.id(), now).orElse(null),
                consent.orElse(null),
                assessment
                        .facets()
                        .map(facets -> preview(tx, text, facets, consent))
                        .orElse(null),
                hints(tx, assessment.hints()),
                diff(tx, story, text),
                mine ? null : approvals(tx, story, text),
                approvals.needed(tx, story, text),
                mine ? null : story.reviewer(),
                StepStore.latest(tx, story.id(), !mine, MOST_STEPS));
    }

    /** What this person may do with it now. */
    static List<String> actions(DSLContext tx, StoryStore.Row story, Member reader) {
        boolean mine = story.isOf(reader.id());
        var actor = mine ? StoryAction.Actor.AUTHOR : StoryAction.Actor.REVIEWER;
        boolean held = story.reviewerId() != null && !story.reviewerId().equals(reader.id());
        boolean edited = !mine && TextStore.editors(tx, story.id()).contains(reader.id());
        return StoryAction.possible(actor, story.state()).stream()
                .filter(action -> action != StoryAction.ARCHIVE || story.published())
                .filter(action -> mine || !held || !action.isReviewing())
                .filter(action -> action != StoryAction.APPROVE || !edited)
                .map(StoryAction::code)
                .toList();
    }

    private static ManuscriptView.Preview preview(
            DSLContext tx, StoryText text, PublishedFacets facets, Optional<Consent> consent) {
        boolean named = consent.filter(given -> given.attribution() != null)
                .map(given -> given.terms().named())
                .orElse(true);
        var words = text.words();
        return new ManuscriptView.Preview(
                Vocabulary.attribution(tx, facets.role(), facets.diagnosis(), named ? words.attributionName() : null),
                new Story.Shown(
                        facets.diagnosis(),
                        words.stage(),
                        words.topics(),
                        facets.role(),
                        facets.years()
                                .map(years -> new Story.Treated(years.from(), years.to()))
                                .orElse(null),
                        facets.nation().map(Nation::code).orElse(null)),
                facets.generalised(),
                facets.sharedBy(),
                facets.enough());
    }

    private static List<ManuscriptView.HintView> hints(DSLContext tx, List<Hint> hints) {
        if (hints.isEmpty()) {
            return List.of();
        }
        Map<String, String> explained =
                tx.select(STORY_HINT.CODE, STORY_HINT.TEXT).from(STORY_HINT).fetchMap(STORY_HINT.CODE, STORY_HINT.TEXT);
        return hints.stream()
                .map(hint -> new ManuscriptView.HintView(
                        hint.kind().code(),
                        hint.part().code(),
                        hint.start(),
                        hint.end(),
                        Objects.requireNonNull(explained.get(hint.kind().code())),
                        hint.kind().needsSecondApproval()))
                .toList();
    }

    private static @Nullable String diff(DSLContext tx, StoryStore.Row story, StoryText text) {
        if (text.agreed()) {
            return null;
        }
        return TextStore.agreedBefore(tx, story.id(), text.number())
                .flatMap(before -> Diffs.between(lines(before), lines(text)))
                .orElse(null);
    }

    /** Everything that readers would see, so that no change can hide. */
    private static String lines(StoryText text) {
        var words = text.words();
        var lines = new ArrayList<String>();
        lines.add("# " + words.title());
        lines.addAll(words.markdown().lines().toList());
        text.pullQuotes().forEach(quote -> lines.add("pull quote: " + quote.text()));
        lines.add("name: " + Objects.requireNonNullElse(words.attributionName(), "none"));
        lines.add("diagnosis: " + words.diagnosis());
        lines.add("stage: " + words.stage());
        lines.add("topics: " + String.join(", ", words.topics()));
        lines.add("role: " + words.role());
        lines.add("year: " + words.treatmentYear());
        lines.add("nation: " + words.nation());
        return String.join("\n", lines);
    }

    private static List<ManuscriptView.ApprovalView> approvals(DSLContext tx, StoryStore.Row story, StoryText text) {
        return ApprovalStore.of(tx, story.id(), text).stream()
                .map(approval -> new ManuscriptView.ApprovalView(approval.by(), approval.at(), approval.medicalClaim()))
                .toList();
    }
}
