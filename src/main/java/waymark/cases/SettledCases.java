package waymark.cases;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jooq.DSLContext;
import waymark.ids.Ids;
import waymark.platform.db.Database;
import waymark.platform.erasure.Batch;

/**
 * What becomes of cases that were settled long ago. What raised them may say how somebody was, so it is no longer said of them:
 * it moves, with everything that happened, to a case that is about nobody and is only counted. The one about the member stays,
 * for decisions and notes that name it, and says no more than that there was one. Not while the law wants what is known of the
 * member to be kept, nor while somebody waits for an answer to an appeal.
 */
public final class SettledCases {

    /** As the registry of personal data says: as long as reports of the same things. About 24 months. */
    static final Duration KEPT = Duration.ofDays(730);

    private final Database db;
    private final Ids ids;
    private final Clock clock;

    public SettledCases(Database db, Ids ids, Clock clock) {
        this.db = db;
        this.ids = ids;
        this.clock = clock;
    }

    /** How many still say something of somebody that would go now. Changes nothing. */
    public int count() {
        return db.read(tx -> SettledCaseStore.count(tx, before()));
    }

    /**
     * Takes what they say away from those they are about.
     *
     * @return how many
     */
    public int detach() {
        int detached = 0;
        int batch = Batch.SIZE;
        while (batch == Batch.SIZE && !Thread.currentThread().isInterrupted()) {
            batch = db.write(this::detachSome);
            detached += batch;
        }
        return detached;
    }

    private int detachSome(DSLContext tx) {
        var settled = SettledCaseStore.lock(tx, before(), Batch.SIZE);
        if (!settled.isEmpty()) {
            var fresh = settled.stream().map(each -> ids.moderationCase()).toList();
            SettledCaseStore.move(tx, settled, fresh);
            SettledCaseStore.empty(tx, settled);
        }
        return settled.size();
    }

    private Instant before() {
        return clock.instant().minus(KEPT);
    }
}
