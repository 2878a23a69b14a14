package waymark.cases;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import waymark.ids.AccountId;
import waymark.ids.CaseId;
import waymark.ids.Ids;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.problem.Problem;

/** What moderators should look at. There is one case about a thing: what is raised again opens it again. */
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
     * Opens a case, opens the resolved one about the same thing again, or raises the one that is being worked on: it becomes
     * more urgent and due earlier when this raise asks for that, never the other way round, and stops waiting. The case stays
     * locked until the transaction ends. A raise is never taken for one that was made before, so each call counts.
     */
    public CaseId raise(DSLContext tx, Raise raise) {
        var now = clock.instant();
        var due = Clocks.due(tx, raise.priority(), now);
        var id = ids.moderationCase();
        CaseEvent.Kind kind;
        if (CaseStore.insert(tx, id, raise, due, now)) {
            kind = CaseEvent.Kind.OPENED;
        } else {
            var present = CaseStore.lock(tx, raise.target(), now);
            id = present.id();
            kind = present.state() == CaseState.RESOLVED ? CaseEvent.Kind.REOPENED : CaseEvent.Kind.RAISED;
            if (kind == CaseEvent.Kind.REOPENED) {
                CaseStore.reopen(tx, id, raise, due, now);
            } else {
                CaseStore.raise(tx, present, raise, due);
            }
        }
        CaseHistoryStore.insertSource(tx, ids.uuid(), id, raise, now);
        CaseHistoryStore.insertEvent(
                tx, ids.uuid(), id, kind, Optional.empty(), raise.priority(), Optional.empty(), now);
        // Before the transaction has ended: an alarm about what was rolled back does less harm than one that is lost.
        log.atLevel(raise.page() || raise.priority() == Priority.P0 ? Level.WARN : Level.INFO)
                .log(
                        "case {} raised: {} {} {} {}",
                        id,
                        raise.priority(),
                        raise.target().type().code(),
                        raise.target().id(),
                        raise.source().code());
        return id;
    }

    /** One page of cases that this moderator may take, the most urgent first, and among equals the one that is due first. */
    public Page<CaseView> list(CaseQuery query, Member moderator, Paging paging) {
        return db.read(tx -> CaseViewStore.page(tx, query, moderator, paging, clock.instant()));
    }

    /**
     * The most urgent case that nobody holds and this moderator may take. None for somebody who is away, and none of the most
     * urgent for somebody who has had enough of those in this shift.
     */
    public Optional<CaseView> next(DSLContext tx, Member moderator, Wellbeing wellbeing) {
        return wellbeing.away()
                ? Optional.empty()
                : CaseViewStore.next(tx, moderator, wellbeing.capReached(), clock.instant());
    }

    public Wellbeing wellbeing(DSLContext tx, Member moderator) {
        return Wellbeing.of(tx, moderator, clock.instant());
    }

    /** @throws Problem NOT_FOUND, CONFLICT_OF_INTEREST */
    public CaseView require(DSLContext tx, CaseId id, Member moderator) {
        var found = CaseViewStore.find(tx, id, clock.instant()).orElseThrow(Problem::notFound);
        CaseViewStore.requireImpartial(tx, id, moderator);
        return found;
    }

    /**
     * What a case is about, for somebody who is going to decide it: they hold that before the case.
     *
     * @throws Problem NOT_FOUND, CONFLICT_OF_INTEREST
     */
    public About requireAbout(DSLContext tx, CaseId id, Member moderator) {
        var about = CaseStore.findAbout(tx, id).orElseThrow(Problem::notFound);
        CaseViewStore.requireImpartial(tx, id, moderator);
        return about;
    }

    /** What happened to a case, the earliest first. */
    public List<CaseEvent> events(DSLContext tx, CaseId id) {
        return CaseHistoryStore.events(tx, id);
    }

    /** Which cases there were about this person, but for the given one; the newest first. */
    public List<CaseView> about(DSLContext tx, AccountId subject, CaseId except, int most) {
        return CaseViewStore.about(tx, subject, except, most, clock.instant());
    }

    /** @param subject whose words or whose account it is about */
    public record About(Target target, AccountId subject) {}

    /**
     * @param state when it is absent, every state but resolved
     * @param assignee username of who holds it
     * @param breached whether nobody had looked in time
     */
    public record CaseQuery(
            Optional<CaseState> state,
            Optional<Priority> priority,
            Optional<String> assignee,
            Optional<Boolean> breached) {}
}
