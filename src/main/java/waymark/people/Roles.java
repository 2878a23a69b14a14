package waymark.people;

import org.jooq.DSLContext;
import waymark.accounts.Accounts;
import waymark.accounts.Profile;
import waymark.accounts.Sessions;
import waymark.audit.Audit;
import waymark.audit.AuditEntry;
import waymark.cases.CaseWork;
import waymark.ids.AccountId;
import waymark.mail.MailKind;
import waymark.mail.Mails;
import waymark.platform.access.Member;
import waymark.platform.access.Role;
import waymark.platform.db.Database;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** Who looks after the forum. */
public final class Roles {

    private final Database db;
    private final Accounts accounts;
    private final Sessions sessions;
    private final CaseWork work;
    private final Mails mails;
    private final Audit audit;

    public Roles(Database db, Accounts accounts, Sessions sessions, CaseWork work, Mails mails, Audit audit) {
        this.db = db;
        this.accounts = accounts;
        this.sessions = sessions;
        this.work = work;
        this.mails = mails;
        this.audit = audit;
    }

    /**
     * Gives somebody a role. They are signed out everywhere and told by mail, and the cases they hold go back to the others. Giving the role
     * that they have changes nothing, so a resent request is harmless. Since nobody changes their own role, there is always
     * an admin left.
     *
     * @param reason a code
     * @throws Problem NOT_FOUND, OWN_ACCOUNT, NOT_ALLOWED, IN_MEMORIAM
     */
    public Changed give(Member admin, String username, Role role, String reason) {
        return db.write(tx -> {
            var person = accounts.requireId(tx, username);
            hold(tx, admin, person);
            var before = accounts.roleOf(tx, person);
            if (before == role) {
                return new Changed(accounts.requireProfile(tx, person), 0);
            }
            if (accounts.memorialOf(tx, person).isPresent()) {
                throw ProblemType.IN_MEMORIAM.because("Nobody signs in to this account any more.");
            }
            int handedBack = change(tx, admin, person, before, role, reason);
            accounts.tell(tx, person, MailKind.ROLE_CHANGED, mails);
            return new Changed(accounts.requireProfile(tx, person), handedBack);
        });
    }

    /**
     * Gives a role to somebody who has another one. Call while holding the person.
     *
     * @return how many cases went back to the others
     */
    int change(DSLContext tx, Member admin, AccountId person, Role before, Role role, String reason) {
        accounts.setRole(tx, person, role);
        int unused = sessions.endAll(tx, person);
        int handedBack = work.handBackAll(tx, admin, person);
        audit.record(
                tx,
                AuditEntry.by(admin, "role-changed-to-" + role.code(), "member", person.value())
                        .because(reason)
                        .changed(before.code(), role.code()));
        return handedBack;
    }

    /** Whether nobody else could look after the forum if this account went. Holds all admins until the transaction ends. */
    public static boolean isLastAdmin(DSLContext tx, AccountId account) {
        var admins = PeopleStore.lockAdmins(tx);
        return admins.size() == 1 && admins.contains(account);
    }

    /**
     * Holds the admins and one other account: two admins who act on each other come one after the other, and the second one
     * is an admin no more.
     *
     * @throws Problem OWN_ACCOUNT, NOT_ALLOWED
     */
    static void hold(DSLContext tx, Member admin, AccountId person) {
        if (admin.id().equals(person)) {
            throw ProblemType.OWN_ACCOUNT.because("Another admin has to do this for you.");
        }
        if (!PeopleStore.lockAdminsAnd(tx, person).contains(admin.id())) {
            throw ProblemType.NOT_ALLOWED.because("This is for admins.");
        }
    }

    /** @param handedBack how many cases went back to the others */
    public record Changed(Profile member, int handedBack) {}
}
