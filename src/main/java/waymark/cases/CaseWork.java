package waymark.cases;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import waymark.audit.Audit;
import waymark.audit.AuditEntry;
import waymark.ids.AccountId;
import waymark.ids.CaseId;
import waymark.ids.Ids;
import waymark.platform.access.Member;
import waymark.platform.access.Role;
import waymark.platform.db.Database;
import waymark.platform.http.Versions;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** Working on cases: taking one, giving it back, letting it wait, passing it on to a lead, bringing it to an end. */
public final class CaseWork {

    /** How long a claim lasts unless it is renewed. Somebody who falls asleep over a case keeps it from nobody. */
    static final Duration LEASE = Duration.ofMinutes(15);

    private static final Duration LONGEST_WAIT = Duration.ofDays(14);

    private final Database db;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    public CaseWork(Database db, Audit audit, Ids ids, Clock clock) {
        this.db = db;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Takes a case for fifteen minutes, or keeps it for fifteen more.
     *
     * @param overCap whether the moderator wants it although they have had enough of the most urgent in this shift
     * @throws Problem NOT_FOUND, NOT_ALLOWED, CONFLICT_OF_INTEREST, CASE_TAKEN, CASE_RESOLVED, STALE_VERSION, YOU_ARE_AWAY,
     *     CASE_CAP_REACHED
     */
    public CaseView claim(CaseId id, Member moderator, Versions.Expected expected, boolean overCap) {
        return db.write(tx -> {
            var now = clock.instant();
            if (!WellbeingStore.lock(tx, moderator.id()).includes(moderator.role())) {
                // Somebody has just taken the role that this request came with.
                throw ProblemType.NOT_ALLOWED.because("This is for those who look after the forum.");
            }
            var found = lockMine(tx, id, moderator);
            if (found.assignee().isPresent()) {
                CaseStore.renew(tx, id, now.plus(LEASE));
                return show(tx, id);
            }
            expected.require(found.version());
            Wellbeing.requireHere(tx, moderator, now);
            if (found.priority() == Priority.P0 && !overCap) {
                Wellbeing.requireRoom(tx, moderator, id, now);
            }
            look(tx, found, now);
            CaseStore.move(tx, id, CaseState.CLAIMED, moderator.id(), now.plus(LEASE), now);
            happened(tx, found, CaseEvent.Kind.CLAIMED, moderator, Optional.empty());
            return show(tx, id);
        });
    }

    /**
     * Gives a case back, without having to say why.
     *
     * @throws Problem NOT_FOUND, NOT_ALLOWED, CONFLICT_OF_INTEREST, CASE_TAKEN, CASE_RESOLVED, STALE_VERSION
     */
    public CaseView handBack(CaseId id, Member moderator, Versions.Expected expected) {
        return db.write(tx -> {
            var found = lockMine(tx, id, moderator);
            expected.require(found.version());
            if (found.assignee().isPresent()) {
                CaseStore.move(tx, id, found.unheld(), null, null, clock.instant());
                happened(tx, found, CaseEvent.Kind.HANDED_BACK, moderator, Optional.empty());
            }
            return show(tx, id);
        });
    }

    /**
     * Lets a case wait, for its author above all. It comes back by itself, and its clock stands still until then.
     *
     * @param until at most fourteen days from now
     * @throws Problem NOT_FOUND, NOT_ALLOWED, CONFLICT_OF_INTEREST, CASE_TAKEN, CASE_RESOLVED, STALE_VERSION, INVALID_VALUE
     */
    public CaseView await(CaseId id, Member moderator, Versions.Expected expected, Instant until, String note) {
        return db.write(tx -> {
            var now = clock.instant();
            if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST_WAIT))) {
                throw Problem.invalidValue("/until", "This has to be within the next fourteen days.");
            }
            var found = lockMine(tx, id, moderator);
            expected.require(found.version());
            look(tx, found, now);
            CaseStore.move(tx, id, CaseState.WAITING, null, until, now);
            CaseStore.postpone(tx, id, found.dueAt().plus(Duration.between(now, until)));
            happened(tx, found, CaseEvent.Kind.WAITING, moderator, Optional.of(note));
            return show(tx, id);
        });
    }

    /**
     * Passes a case on to a lead. From then on it is for leads only, until it is resolved.
     *
     * @throws Problem NOT_FOUND, NOT_ALLOWED, CONFLICT_OF_INTEREST, CASE_TAKEN, CASE_RESOLVED, STALE_VERSION
     */
    public CaseView escalate(CaseId id, Member moderator, Versions.Expected expected, String note) {
        return db.write(tx -> {
            var now = clock.instant();
            var found = lockMine(tx, id, moderator);
            expected.require(found.version());
            look(tx, found, now);
            CaseStore.move(tx, id, CaseState.ESCALATED, null, null, now);
            happened(tx, found, CaseEvent.Kind.ESCALATED, moderator, Optional.of(note));
            return show(tx, id);
        });
    }

    /**
     * The case, held until the transaction ends, for somebody who is about to decide it.
     *
     * @throws Problem NOT_FOUND, NOT_ALLOWED, CONFLICT_OF_INTEREST, CASE_TAKEN, CASE_RESOLVED, STALE_VERSION
     */
    public HeldCase lockForDecision(DSLContext tx, CaseId id, Member moderator, Versions.Expected expected) {
        var found = lockMine(tx, id, moderator);
        expected.require(found.version());
        look(tx, found, clock.instant());
        return found;
    }

    /** Brings a case to an end. Call with what {@link #lockForDecision} gave; write into the audit log after it. */
    public void resolve(DSLContext tx, HeldCase held, Member moderator) {
        CaseStore.move(tx, held.id(), CaseState.RESOLVED, null, null, clock.instant());
        insertEvent(tx, held, CaseEvent.Kind.RESOLVED, moderator, Optional.empty());
    }

    /** Notes that something was decided and the case goes on. Call with what {@link #lockForDecision} gave. */
    public void goOn(DSLContext tx, HeldCase held, Member moderator) {
        CaseStore.bump(tx, held.id());
        insertEvent(tx, held, CaseEvent.Kind.DECIDED, moderator, Optional.empty());
    }

    /**
     * Gives back what a moderator holds. Call while holding {@link WellbeingStore#lock}, and write into the audit log after it.
     *
     * @param subject only what is about this person
     * @return how many cases
     */
    int handBackAll(DSLContext tx, Member moderator, Optional<AccountId> subject) {
        return handBackAll(tx, moderator, moderator.id(), subject);
    }

    /**
     * Gives back all that somebody holds who looks after cases no more. Call while holding their account; what it writes
     * into the audit log holds that until the transaction ends.
     *
     * @param by who sees to it
     * @return how many cases
     */
    public int handBackAll(DSLContext tx, Member by, AccountId holder) {
        return handBackAll(tx, by, holder, Optional.empty());
    }

    private int handBackAll(DSLContext tx, Member moderator, AccountId holder, Optional<AccountId> subject) {
        var now = clock.instant();
        var freed = CaseStore.handBack(tx, holder, subject, now);
        var fresh = Stream.generate(ids::uuid).limit(freed.size()).toList();
        CaseHistoryStore.insertEvents(tx, fresh, freed, CaseEvent.Kind.HANDED_BACK, Optional.of(moderator.id()), now);
        if (!freed.isEmpty()) {
            audit.record(
                    tx,
                    freed.stream()
                            .map(one -> entry(moderator, CaseEvent.Kind.HANDED_BACK, one.id()))
                            .toList());
        }
        return freed.size();
    }

    /** What this moderator may do with the work on a case, by name. */
    public static List<String> actions(CaseView found, Member moderator) {
        boolean mine = found.assigneeId().map(moderator.id()::equals).orElse(false);
        if (found.state() == CaseState.RESOLVED
                || (found.state() == CaseState.CLAIMED && !mine)
                || (found.escalated() && !moderator.role().includes(Role.ADMIN))) {
            return List.of();
        }
        return mine
                ? List.of("renew", "hand-back", "wait", "escalate", "decide")
                : List.of("claim", "wait", "escalate", "decide");
    }

    private HeldCase lockMine(DSLContext tx, CaseId id, Member moderator) {
        var found = CaseStore.lock(tx, id, clock.instant()).orElseThrow(Problem::notFound);
        CaseViewStore.requireImpartial(tx, id, moderator);
        if (found.escalated() && !moderator.role().includes(Role.ADMIN)) {
            throw ProblemType.NOT_ALLOWED.because("This case was passed on to a lead.");
        }
        if (found.state() == CaseState.RESOLVED) {
            throw ProblemType.CASE_RESOLVED.because("This case has been brought to an end already.");
        }
        if (found.isHeldBySomebodyElse(moderator.id())) {
            throw ProblemType.CASE_TAKEN.because("Somebody else is looking after this case. Ask for the next one.");
        }
        return found;
    }

    private void happened(DSLContext tx, HeldCase found, CaseEvent.Kind kind, Member moderator, Optional<String> note) {
        insertEvent(tx, found, kind, moderator, note);
        audit.record(tx, entry(moderator, kind, found.id()));
    }

    /** Somebody looks. When that is late and the housekeeping has not noticed yet, it is noticed now. */
    private void look(DSLContext tx, HeldCase found, Instant now) {
        if (found.lookedAt() == null && LateCaseStore.breach(tx, found.id(), now)) {
            CaseHistoryStore.insertEvent(
                    tx,
                    ids.uuid(),
                    found.id(),
                    CaseEvent.Kind.BREACHED,
                    Optional.empty(),
                    found.priority(),
                    Optional.empty(),
                    now);
        }
        CaseStore.look(tx, found.id(), now);
    }

    private static AuditEntry entry(Member moderator, CaseEvent.Kind kind, CaseId id) {
        return AuditEntry.by(moderator, "case-" + kind.code(), "case", id.value())
                .in(id);
    }

    private void insertEvent(
            DSLContext tx, HeldCase found, CaseEvent.Kind kind, Member moderator, Optional<String> note) {
        CaseHistoryStore.insertEvent(
                tx, ids.uuid(), found.id(), kind, Optional.of(moderator.id()), found.priority(), note, clock.instant());
    }

    private CaseView show(DSLContext tx, CaseId id) {
        return CaseViewStore.find(tx, id, clock.instant()).orElseThrow();
    }
}
