package waymark.privacy;

import java.time.Clock;
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

/** Accounts about which nothing may go away for now: nothing of theirs is deleted by itself, and their erasure waits. */
public final class LegalHolds {

    private final Database db;
    private final Accounts accounts;
    private final Audit audit;
    private final Clock clock;

    public LegalHolds(Database db, Accounts accounts, Audit audit, Clock clock) {
        this.db = db;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whether nothing about this account may be deleted now. */
    public boolean isHeld(DSLContext tx, AccountId account) {
        return LegalHoldStore.exists(tx, account);
    }

    /** The same, until the transaction ends: whoever imposes one meanwhile waits. */
    boolean isHeldThroughout(DSLContext tx, AccountId account) {
        accounts.holdBesideReferences(tx, account);
        return isHeld(tx, account);
    }

    /**
     * Holds what there is about somebody. Holding it again changes the reason.
     *
     * @throws Problem NOT_FOUND
     */
    LegalHold impose(Member admin, String username, LegalHold.Reason reason) {
        return db.write(tx -> {
            var account = accounts.requireId(tx, username);
            // Behind what an erasure is just doing, and before whatever it does next.
            accounts.holdBesideReferences(tx, account);
            LegalHoldStore.upsert(tx, account, reason, admin.id(), clock.instant());
            audit.record(
                    tx,
                    AuditEntry.by(admin, "legal-hold-imposed", "member", account.value())
                            .because(reason.code()));
            return LegalHoldStore.require(tx, account);
        });
    }

    /**
     * Lets go. Letting go again changes nothing.
     *
     * @throws Problem NOT_FOUND
     */
    void lift(Member admin, String username) {
        db.run(tx -> {
            var account = accounts.requireId(tx, username);
            if (LegalHoldStore.delete(tx, account) > 0) {
                audit.record(tx, AuditEntry.by(admin, "legal-hold-lifted", "member", account.value()));
            }
        });
    }

    /** The latest first; that somebody read them is written down. */
    Page<LegalHold> all(Member admin, Paging paging) {
        return db.write(tx -> {
            var page = LegalHoldStore.page(tx, paging);
            audit.record(tx, AuditEntry.by(admin, "legal-holds-read", "legal-holds"));
            return page;
        });
    }
}
