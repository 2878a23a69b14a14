package waymark.cases;

import java.time.Clock;
import java.util.Optional;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import waymark.ids.CaseId;
import waymark.ids.Ids;
import waymark.platform.db.Database;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.problem.Problem;

/** What moderators should look at. There is at most one case about a thing that is not resolved. */
public final class Cases {

    private static final Logger log = LoggerFactory.getLogger(Cases.class);

    private final Database db;
    private final Ids ids;
    private final Clock clock;

    public Cases(Database db, Ids ids, Clock clock) {
        this.db = db;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Opens a case, or raises the one about the same thing that is not resolved yet: it becomes more urgent and due earlier
     * when this raise asks for that, never the other way round. The case stays locked until the transaction ends. A raise is
     * never taken for one that was made before, so each call counts.
     *
     * @param page whether the certainty is high enough for the on-call pager
     */
    public CaseId raise(DSLContext tx, Target target, Source source, Priority priority, boolean page) {
        var now = clock.instant();
        var id = CaseStore.upsert(tx, ids.moderationCase(), target, priority, page, now);
        CaseStore.insertSource(tx, ids.uuid(), id, source, priority, now);
        // Before the transaction has ended: an alarm about what was rolled back does less harm than one that is lost.
        log.atLevel(page || priority == Priority.P0 ? Level.WARN : Level.INFO)
                .log("case {} raised: {} {} {} {}", id, priority, target.type().code(), target.id(), source.code());
        return id;
    }

    /** One page of cases, the most urgent first, and among equals the one that is due first. */
    public Page<CaseView> list(CaseQuery query, Paging paging) {
        return db.read(tx -> CaseStore.page(tx, query, paging, clock.instant()));
    }

    /** @throws Problem NOT_FOUND */
    public CaseView require(DSLContext tx, CaseId id) {
        return CaseStore.find(tx, id, clock.instant()).orElseThrow(Problem::notFound);
    }

    /** @param state when it is absent, every state but resolved */
    public record CaseQuery(Optional<CaseState> state, Optional<Priority> priority) {}
}
