package waymark.signposting;

import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import waymark.platform.db.Database;

/**
 * The services people are pointed to. Read once at the start and kept in memory: when the database is gone the way to a
 * human being is still there.
 */
public final class Directory {

    static final String HELPLINE = "helpline";

    private final List<Listing> listings;
    private final Listing helpline;
    private final Listing always;
    private final Catalogue catalogue = Catalogue.shipped();
    private final Clock clock;

    /** @throws IllegalStateException when the reference data has no helpline, or no service that is open at all hours */
    public Directory(Database db, Clock clock) {
        this.listings = db.read(DirectoryStore::listings);
        this.helpline = listings.stream()
                .filter(listing -> listing.id().equals(HELPLINE))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the reference data has no helpline"));
        this.always = listings.stream()
                .filter(Listing::alwaysOpen)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the reference data has no service that is always open"));
        this.clock = clock;
    }

    /** What every answer carries, as of now. */
    public Signposting signposting() {
        var now = clock.instant();
        return new Signposting(
                new Signposting.Helpline(helpline.at(now), always.at(now)),
                List.of(),
                Optional.empty(),
                catalogue.version());
    }

    /** What this server works with now. */
    public Catalogue current() {
        return catalogue;
    }

    public List<Notice> notices(Collection<String> signposts, Optional<Nation> nation) {
        var known = signposts.stream()
                .distinct()
                .filter(catalogue.tiers()::containsKey)
                .sorted(Comparator.comparing((String id) -> catalogue.tiers().getOrDefault(id, 3))
                        .thenComparing(id -> !id.equals("emergency-999"))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        return IntStream.range(0, known.size())
                .filter(i -> i < 3 || catalogue.tiers().getOrDefault(known.get(i), 3) == 1)
                .mapToObj(i -> notice(known.get(i)))
                .toList();
    }

    public List<Signposting.Topic> topics(Collection<String> signposts) {
        return signposts.stream()
                .filter(catalogue.tiers()::containsKey)
                .map(id -> new Signposting.Topic(id, "To come", "To come.", List.of()))
                .toList();
    }

    public List<Notice> standing(Optional<Nation> nation) {
        return List.of(new Notice("red-flags", 1, "To come", "To come.", List.of()), notice("crisis-mh"));
    }

    private Notice notice(String id) {
        return new Notice(id, catalogue.tiers().getOrDefault(id, 3), "To come", "To come.", List.of());
    }

    /** All services as of now, the helpline first. */
    public List<Service> services() {
        var now = clock.instant();
        return listings.stream().map(listing -> listing.at(now)).toList();
    }
}
