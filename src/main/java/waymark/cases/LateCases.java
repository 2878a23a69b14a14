package waymark.cases;

import static java.util.stream.Collectors.joining;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.ids.Ids;
import waymark.platform.db.Database;

/** Cases that nobody has looked at in time. */
public final class LateCases {

    private static final Logger log = LoggerFactory.getLogger(LateCases.class);
    private static final int AT_ONCE = 500;

    private final Database db;
    private final Ids ids;
    private final Clock clock;

    public LateCases(Database db, Ids ids, Clock clock) {
        this.db = db;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Notes of each case, once, that nobody has looked at it in time, and tells the log. Several servers may do it at once.
     *
     * @return how many there were
     */
    public int note() {
        int all = 0;
        int some;
        do {
            some = noteSome();
            all += some;
        } while (some == AT_ONCE);
        return all;
    }

    /** How many are waiting past their time for a first look, by priority; none where there is none. */
    public Map<Priority, Integer> count() {
        return db.read(tx -> LateCaseStore.count(tx, clock.instant()));
    }

    private int noteSome() {
        var late = db.write(tx -> {
            var now = clock.instant();
            var found = LateCaseStore.breach(tx, AT_ONCE, now);
            var fresh = Stream.generate(ids::uuid).limit(found.size()).toList();
            CaseHistoryStore.insertEvents(tx, fresh, found, CaseEvent.Kind.BREACHED, Optional.empty(), now);
            return found;
        });
        if (!late.isEmpty()) {
            log.warn(
                    "cases that nobody has looked at in time: {}",
                    late.stream().map(one -> one.id() + " " + one.priority()).collect(joining(", ")));
        }
        return late.size();
    }
}
