package waymark.signposting;

import java.time.Clock;
import java.util.List;
import waymark.platform.db.Database;

/**
 * The services people are pointed to. Read once at the start and kept in memory: when the database is gone the way to a
 * human being is still there.
 */
public final class Directory {

    static final String HELPLINE = "helpline";

    /** Until there is a catalogue of signposts that has a version of its own. */
    private static final String VERSION = "helpline-only-1";

    private final List<Listing> listings;
    private final Listing helpline;
    private final Listing always;
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
        return new Signposting(new Signposting.Helpline(helpline.at(now), always.at(now)), List.of(), VERSION);
    }

    /** All services as of now, the helpline first. */
    public List<Service> services() {
        var now = clock.instant();
        return listings.stream().map(listing -> listing.at(now)).toList();
    }
}
