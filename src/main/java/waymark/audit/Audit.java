package waymark.audit;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;

/**
 * What staff did and read, and what the server did by itself: append-only, each entry chained to the one before by its hash,
 * so that a change of an old entry shows.
 */
public final class Audit {

    private final Clock clock;

    public Audit(Clock clock) {
        this.clock = clock;
    }

    /**
     * Appends an entry in the transaction of what it tells about, so that there are either both or neither. It holds the end
     * of the chain until the transaction ends: call it last, after every other lock.
     */
    public void record(DSLContext tx, AuditEntry entry) {
        record(tx, List.of(entry));
    }

    /** The same for several entries, in their order. */
    public void record(DSLContext tx, Collection<AuditEntry> entries) {
        var now = clock.instant();
        AuditStore.lockEnd(tx);
        var end = AuditStore.end(tx);
        for (var entry : entries) {
            var link = Link.after(end, entry, now);
            AuditStore.insert(tx, link);
            end = link.end();
        }
    }
}
