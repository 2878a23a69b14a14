package waymark.signposting;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.audit.Audit;
import waymark.documents.DocumentVersions;
import waymark.documents.Served;
import waymark.platform.access.Nation;
import waymark.platform.db.Database;
import waymark.platform.http.Contract;
import waymark.platform.time.Holidays;

/**
 * What people are told on this server now. It is kept in memory and looked up in the database every two seconds; whatever
 * goes wrong there, what is in memory stays, and at the start that is the catalogue that comes with Waymark. So there is
 * always a way to a human being.
 */
public final class Directory implements AutoCloseable {

    /** As much as somebody can take in at once. */
    static final int MOST_NOTICES = 3;

    private static final Logger log = LoggerFactory.getLogger(Directory.class);
    private static final ZoneId OF_THE_CHARITY = ZoneId.of("Europe/London");
    private static final String RED_FLAGS = "red-flags";

    private final Database db;
    private final Clock clock;
    private final Served<Catalogue> served;

    private volatile Holidays holidays = Holidays.NONE;
    private volatile boolean holidaysKnown;
    private Optional<LocalDate> reviewsWatchedOn = Optional.empty();

    public Directory(Database db, Clock clock) {
        this.db = db;
        this.clock = clock;
        this.served = new Served<>(db, ShippedCatalogue.get().kind(), clock);
        readHolidays();
    }

    /** Writes down the shipped version where it is new, and follows the database from now on. */
    public void start() {
        served.start(() -> {
            readHolidays();
            watchReviews();
        });
    }

    @Override
    public void close() {
        served.close();
    }

    /** Takes over what the database says now. Never throws: what cannot be used leaves everything as it is. */
    public void refresh() {
        readHolidays();
        served.refresh();
    }

    /** How moderators change what people are told and what is recognised: one proposes, another approves. */
    public DocumentVersions<Catalogue> versions(Contract contract, Audit audit) {
        return new DocumentVersions<>(
                db, served, (tx, document) -> CatalogueCheck.wrong(contract, document), audit, clock);
    }

    private void readHolidays() {
        if (!holidaysKnown) {
            try {
                holidays = db.read(Holidays::read);
                holidaysKnown = true;
            } catch (DataAccessException e) {
                // Read again with the next look at the database; whether it answers, what is served tells.
                log.debug("the bank holidays could not be read", e);
            }
        }
    }

    private void watchReviews() {
        var today = Optional.of(today());
        if (!reviewsWatchedOn.equals(today)) {
            reviewsWatchedOn = today;
            var overdue = reviewsOverdue();
            if (!overdue.isEmpty()) {
                log.warn("somebody has to look at these services again, their review is due: {}", overdue);
            }
        }
    }

    /** Why something else is served than the database says; empty when all is well. */
    public Optional<String> trouble() {
        return served.trouble();
    }

    /** The ids of the services whose review is due. They are still shown: a number that may be old is better than none. */
    public List<String> reviewsOverdue() {
        return current().overdue(today());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), OF_THE_CHARITY);
    }

    public Catalogue current() {
        return served.current();
    }

    /** What every answer carries, as of now. */
    public Signposting signposting() {
        var now = now();
        return new Signposting(
                new Signposting.Helpline(now.service(CatalogueRules.HELPLINE), now.atAllHours()),
                List.of(),
                Optional.empty(),
                now.catalogue.version());
    }

    /** Who is there to talk to, in one line for letters: the helpline and who answers when it is shut, with their numbers. */
    public String whomToTalkTo() {
        var now = now();
        return Stream.of(now.service(CatalogueRules.HELPLINE), now.atAllHours())
                .filter(service -> service.phone() != null)
                .map(service -> service.name() + ", "
                        + Objects.requireNonNull(service.phone()).display())
                .distinct()
                .collect(Collectors.joining("; "));
    }

    /** The services for that nation, or all of them, as of now; the helpline first. */
    public List<Service> services(Optional<Nation> nation) {
        var now = now();
        return now.catalogue.services().entrySet().stream()
                .filter(entry -> entry.getValue().isFor(nation))
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing((String id) -> !id.equals(CatalogueRules.HELPLINE))
                        .thenComparing(Comparator.naturalOrder()))
                .map(now::service)
                .toList();
    }

    /**
     * What somebody is told because of what they wrote: the most urgent first and no more than they can take in, though
     * nothing that may save a life is left out for that. Ids that the catalogue does not know are passed over.
     *
     * @param nation when it is known, services of other nations are left out
     */
    public List<Notice> notices(Collection<String> signpostIds, Optional<Nation> nation) {
        var now = now();
        var ids = ordered(signpostIds);
        long urgent = ids.stream().filter(id -> id.tier() == 1).count();
        return ids.stream()
                .limit(Math.max(MOST_NOTICES, urgent))
                .map(id -> now.notice(id, nation))
                .toList();
    }

    /** The same for every reader, so that an answer does not tell who asked: services of all nations. */
    public List<Signposting.Topic> topics(Collection<String> signpostIds) {
        var now = now();
        return ordered(signpostIds).stream()
                .map(id -> now.notice(id, Optional.empty()))
                .map(notice -> new Signposting.Topic(notice.id(), notice.title(), notice.text(), notice.services()))
                .toList();
    }

    /** For when nobody could look at what was written: when to ring the team, and whom to talk to in a crisis. */
    public List<Notice> standing(Optional<Nation> nation) {
        var now = now();
        return List.of(now.redFlags(nation), now.notice(SignpostId.CRISIS_MH, nation));
    }

    /** Every signpost, for the help pages of clients. */
    List<Notice> signposts(Optional<Nation> nation) {
        var now = now();
        return Stream.of(SignpostId.values()).map(id -> now.notice(id, nation)).toList();
    }

    /** For the neighbourhood of the editor. */
    String editorText() {
        return current().standing().editor();
    }

    private static List<SignpostId> ordered(Collection<String> signpostIds) {
        return signpostIds.stream()
                .flatMap(id -> SignpostId.find(id).stream())
                .filter(id -> id != SignpostId.HELPLINE)
                .distinct()
                .sorted()
                .toList();
    }

    /** One version at one moment: an answer is never made of two. */
    private Now now() {
        return new Now(current(), holidays, clock.instant());
    }

    private record Now(Catalogue catalogue, Holidays holidays, Instant instant) {

        Service service(String id) {
            return catalogue.service(id).at(id, instant, holidays);
        }

        Service atAllHours() {
            return service(catalogue.standing().atAllHours());
        }

        Notice notice(SignpostId id, Optional<Nation> nation) {
            var signpost = catalogue.signpost(id);
            return new Notice(
                    id.code(), id.tier(), signpost.title(), signpost.text(), reachable(signpost.services(), nation));
        }

        Notice redFlags(Optional<Nation> nation) {
            var text = catalogue.standing().redFlags();
            return new Notice(RED_FLAGS, 1, text.title(), text.text(), reachable(text.services(), nation));
        }

        /** Whoever is in need at three at night is not left with numbers that ring out. */
        private List<Service> reachable(List<String> ids, Optional<Nation> nation) {
            var services = new ArrayList<Service>();
            for (var id : ids) {
                if (catalogue.service(id).isFor(nation)) {
                    services.add(service(id));
                }
            }
            if (services.stream().noneMatch(Service::answersThePhone)) {
                services.add(atAllHours());
            }
            return List.copyOf(services);
        }
    }
}
