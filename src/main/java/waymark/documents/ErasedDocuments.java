package waymark.documents;

import java.time.Clock;
import org.jooq.DSLContext;
import waymark.platform.erasure.Batch;
import waymark.platform.erasure.Traces;

/**
 * Takes the name of somebody who leaves for good out of what staff changed in versions. What people were once told can be read
 * again all the same. The versions that come with Waymark are files, and name nobody.
 */
public final class ErasedDocuments {

    private static final int LONGEST_REASON = 500;

    private final Clock clock;

    public ErasedDocuments(Clock clock) {
        this.clock = clock;
    }

    /** Servers that have the version in memory read it again. */
    public Batch clear(DSLContext tx, Traces traces) {
        int changed = 0;
        for (var proposed : DocumentStore.lockProposed(tx, traces)) {
            var cleared = new DocumentStore.Proposed(
                    proposed.document(),
                    proposed.version(),
                    traces.without(proposed.content().deepCopy(), false),
                    traces.without(proposed.changes().deepCopy(), false),
                    traces.without(proposed.reason(), false, LONGEST_REASON));
            if (!cleared.equals(proposed)) {
                DocumentStore.reword(tx, cleared, clock.instant());
                changed++;
            }
        }
        return Batch.last(changed);
    }
}
