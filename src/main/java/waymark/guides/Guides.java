package waymark.guides;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.audit.Audit;
import waymark.documents.DocumentVersions;
import waymark.documents.Served;
import waymark.platform.db.Database;
import waymark.platform.http.Contract;
import waymark.platform.problem.Problem;
import waymark.signposting.Directory;

/** The guides that are served on this server now: general information, the same for everybody. */
public final class Guides implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Guides.class);
    private static final ZoneId OF_THE_CHARITY = ZoneId.of("Europe/London");

    private final Database db;
    private final Clock clock;
    private final Served<Book> served;
    private Optional<LocalDate> reviewsWatchedOn = Optional.empty();

    public Guides(Database db, Clock clock) {
        this.db = db;
        this.clock = clock;
        this.served = new Served<>(db, ShippedGuides.get().kind(), clock);
    }

    /** Writes down the shipped version where it is new, and follows the database from now on. */
    public void start() {
        served.start(this::watchReviews);
    }

    @Override
    public void close() {
        served.close();
    }

    /** Takes over what the database says now. Never throws: what cannot be used leaves everything as it is. */
    public void refresh() {
        served.refresh();
    }

    /** The name of the version that is served. */
    public String version() {
        return served.current().version();
    }

    /** Why something else is served than the database says; empty when all is well. */
    public Optional<String> trouble() {
        return served.trouble();
    }

    /** The slugs of the guides whose review is due. They are still shown. */
    public List<String> reviewsOverdue() {
        return served.current().overdue(LocalDate.ofInstant(clock.instant(), OF_THE_CHARITY));
    }

    /**
     * The sections that have one of these tags as a topic: those with the most of them first, then in the order in which
     * they are meant to be read. Tags count as they are: give the broader ones too where they should count.
     */
    public List<SectionAbout> sectionsAbout(Collection<String> tagIds) {
        var wanted = Set.copyOf(tagIds);
        return served.current().guides().stream()
                .flatMap(guide -> guide.sections().stream().map(section -> new Found(guide, section, wanted)))
                .filter(found -> found.shared() > 0)
                .sorted(Comparator.comparingLong(Found::shared).reversed())
                .map(Found::asSection)
                .toList();
    }

    /** Everything that is served now, in the order in which it is meant to be read. */
    public List<Passage> passages() {
        return served.current().guides().stream()
                .flatMap(guide -> guide.sections().stream()
                        .map(section -> new Passage(
                                section.id(),
                                guide.title(),
                                section.title(),
                                section.text(),
                                section.topics(),
                                Book.href(guide, section))))
                .toList();
    }

    /** How moderators change them: one proposes, another approves. */
    public DocumentVersions<?> versions(Directory directory, Contract contract, Audit audit) {
        return new DocumentVersions<>(
                db,
                served,
                (tx, document) -> GuideRules.wrong(
                        contract, directory.current().lint(), tags -> RelatedStore.existingTags(tx, tags), document),
                audit,
                clock);
    }

    List<Guide.Heading> list() {
        return served.current().guides().stream().map(Guide::heading).toList();
    }

    /** @throws Problem NOT_FOUND */
    Guide require(String slug) {
        return served.current().find(slug).orElseThrow(Problem::notFound);
    }

    private void watchReviews() {
        var today = Optional.of(LocalDate.ofInstant(clock.instant(), OF_THE_CHARITY));
        if (!reviewsWatchedOn.equals(today)) {
            reviewsWatchedOn = today;
            var overdue = reviewsOverdue();
            if (!overdue.isEmpty()) {
                log.warn("somebody has to review these guides again: {}", overdue);
            }
        }
    }

    private record Found(Guide guide, Guide.Section section, long shared) {

        Found(Guide guide, Guide.Section section, Set<String> wanted) {
            this(
                    guide,
                    section,
                    section.topics().stream().filter(wanted::contains).count());
        }

        SectionAbout asSection() {
            return new SectionAbout(
                    guide.slug(), section.anchor(), guide.title(), section.title(), Book.href(guide, section));
        }
    }
}
