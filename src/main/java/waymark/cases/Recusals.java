package waymark.cases;

import java.time.Clock;
import java.util.Optional;
import org.jooq.DSLContext;
import waymark.accounts.Accounts;
import waymark.audit.Audit;
import waymark.audit.AuditEntry;
import waymark.ids.AccountId;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** Whom moderators are close to. They neither see nor decide cases about those people. */
public final class Recusals {

    private final Database db;
    private final Accounts accounts;
    private final CaseWork work;
    private final Audit audit;
    private final Clock clock;

    public Recusals(Database db, Accounts accounts, CaseWork work, Audit audit, Clock clock) {
        this.db = db;
        this.accounts = accounts;
        this.work = work;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Lets this moderator decide about that person.
     *
     * @throws Problem CONFLICT_OF_INTEREST when it is themselves or somebody they are close to
     */
    public void require(DSLContext tx, Member moderator, AccountId subject) {
        if (moderator.id().equals(subject)) {
            throw ProblemType.CONFLICT_OF_INTEREST.because("Somebody else has to decide about what is yours.");
        }
        if (RecusalStore.exists(tx, moderator.id(), subject)) {
            throw ProblemType.CONFLICT_OF_INTEREST.because("Somebody else has to look after this one.");
        }
    }

    /**
     * Declares a link. What the moderator holds about that person goes back at once. Declaring it again changes its kind.
     *
     * @throws Problem NOT_FOUND
     */
    public Recusal declare(Member moderator, String username, Recusal.Kind kind) {
        return db.write(tx -> {
            var subject = accounts.requireId(tx, username);
            var unusedRole = WellbeingStore.lock(tx, moderator.id());
            RecusalStore.upsert(tx, moderator.id(), subject, kind, clock.instant());
            int unused = work.handBackAll(tx, moderator, Optional.of(subject));
            audit.record(
                    tx,
                    AuditEntry.by(moderator, "recusal-declared", "member", subject.value())
                            .because(kind.code()));
            return RecusalStore.require(tx, moderator.id(), subject);
        });
    }

    /**
     * Takes a link back. Taking it back again changes nothing.
     *
     * @throws Problem NOT_FOUND
     */
    public void withdraw(Member moderator, String username) {
        db.run(tx -> {
            var subject = accounts.requireId(tx, username);
            if (RecusalStore.delete(tx, moderator.id(), subject) > 0) {
                audit.record(tx, AuditEntry.by(moderator, "recusal-withdrawn", "member", subject.value()));
            }
        });
    }

    /** Of one moderator, by the names of the people. */
    public Page<Recusal> of(Member moderator, Paging paging) {
        return db.read(tx -> RecusalStore.page(tx, moderator.id(), paging));
    }

    /** Of all moderators, by their names; that somebody read them is written down. */
    public Page<Recusal> all(Member lead, Paging paging) {
        return db.write(tx -> {
            var page = RecusalStore.page(tx, paging);
            audit.record(tx, AuditEntry.by(lead, "recusals-read", "recusals"));
            return page;
        });
    }
}
