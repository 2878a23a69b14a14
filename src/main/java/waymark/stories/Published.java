package waymark.stories;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import waymark.guides.Guides;
import waymark.guides.SectionAbout;
import waymark.ids.AccountId;
import waymark.ids.StoryId;
import waymark.platform.access.Member;
import waymark.platform.access.Viewer;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.problem.FieldError;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** What readers get of stories. */
public final class Published {

    private static final int MOST_RELATED = 5;

    private final Guides guides;
    private final Clock clock;

    Published(Guides guides, Clock clock) {
        this.guides = guides;
        this.clock = clock;
    }

    /**
     * Whose story it is, which stays published until the transaction ends.
     *
     * @throws Problem NOT_FOUND, GONE
     */
    public AccountId lockAuthor(DSLContext tx, StoryId id, Member reader) {
        return PublicationStore.lockAuthor(tx, id, Viewer.of(reader), clock.instant())
                .orElseThrow(() -> missing(tx, id));
    }

    /** @throws Problem NOT_FOUND for what was never published or is for members only, GONE for what no longer is */
    Story require(DSLContext tx, StoryId id, Viewer viewer) {
        return PublicationStore.find(tx, id, viewer, clock.instant()).orElseThrow(() -> missing(tx, id));
    }

    /**
     * The newest first.
     *
     * @throws Problem INVALID_REQUEST for facets that are in no vocabulary
     */
    Page<Story> page(DSLContext tx, Filter filter, Viewer viewer, Paging paging) {
        var diagnoses = filter.diagnosis().map(wanted -> requireAny("diagnosis", Vocabulary.related(tx, wanted)));
        filter.stage().ifPresent(wanted -> requireAny("stage", Vocabulary.withNarrower(tx, "treatment-stage", wanted)));
        filter.topic().ifPresent(wanted -> requireAny("topic", Vocabulary.withNarrower(tx, "recovery-topic", wanted)));
        var query = new PublicationStore.Query(diagnoses, filter.stage(), filter.topic(), filter.role());
        return PublicationStore.page(tx, query, viewer, paging, clock.instant()).map(Story::inList);
    }

    /** Stories that may be found by everybody on the web, for those who tell others of them; the newest first. */
    public List<OnTheWeb> onTheWeb(DSLContext tx, int most) {
        return PublicationStore.indexable(tx, most, clock.instant());
    }

    /** What else there is about what a story is about; to members without what they would rather not come across. */
    Related related(DSLContext tx, Story story, Viewer viewer) {
        var tags = story.facets().relatedTags();
        return new Related(
                guides.sectionsAbout(tags).stream().limit(MOST_RELATED).toList(),
                PublicationStore.relatedThreads(tx, tags, viewer, MOST_RELATED));
    }

    boolean isBy(DSLContext tx, Story story, Member reader) {
        return StoryStore.isBy(tx, story.id(), reader.id());
    }

    boolean isLikedBy(DSLContext tx, Story story, Member reader) {
        return PublicationStore.likes(tx, story.id(), reader.id());
    }

    private Problem missing(DSLContext tx, StoryId id) {
        return PublicationStore.hasLeft(tx, id, clock.instant())
                ? ProblemType.GONE.because("Its author has taken it back, or it is no longer published.")
                : Problem.notFound();
    }

    private static List<String> requireAny(String parameter, List<String> tags) {
        if (tags.isEmpty()) {
            var detail = "There is no " + parameter + " of this name.";
            throw ProblemType.INVALID_REQUEST.because(detail, List.of(FieldError.query(parameter, detail)));
        }
        return tags;
    }

    record Filter(Optional<String> diagnosis, Optional<String> stage, Optional<String> topic, Optional<String> role) {}

    record Related(List<SectionAbout> guideSections, List<Story.RelatedThread> threads) {}

    /**
     * A story that its author allows search engines to find.
     *
     * @param attribution who tells it, as its author chose
     * @param revisedAt when what readers see was published
     */
    public record OnTheWeb(StoryId id, String title, String attribution, Instant publishedAt, Instant revisedAt) {}
}
