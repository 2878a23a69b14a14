package waymark.people;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import waymark.accounts.Accounts;
import waymark.accounts.Profile;
import waymark.accounts.Sessions;
import waymark.audit.Audit;
import waymark.audit.AuditEntry;
import waymark.ids.AccountId;
import waymark.mail.Mails;
import waymark.platform.access.Member;
import waymark.platform.access.Role;
import waymark.platform.db.Database;
import waymark.platform.problem.Problem;
import waymark.threads.ThreadTools;

/**
 * Accounts of people who have died. Nobody signs in to them, so nobody writes in their name; nothing is sent to the person,
 * and nobody is asked to answer them. What they wrote stays.
 */
public final class Memorials {

    private final Database db;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Roles roles;
    private final Mails mails;
    private final Audit audit;
    private final Clock clock;

    public Memorials(
            Database db, Accounts accounts, Sessions sessions, Roles roles, Mails mails, Audit audit, Clock clock) {
        this.db = db;
        this.accounts = accounts;
        this.sessions = sessions;
        this.roles = roles;
        this.mails = mails;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Remembers somebody. They are signed out everywhere, and whoever was of the team is a member from then on. Doing it
     * again changes nothing.
     *
     * @param reason a code
     * @param lockReason what readers of the threads that the person began are told, which then take no more replies; absent
     *     where they stay open, so that others can say goodbye
     * @throws Problem NOT_FOUND, OWN_ACCOUNT, NOT_ALLOWED
     */
    public Remembered add(Member admin, String username, String reason, Optional<String> lockReason) {
        return db.write(tx -> {
            var person = accounts.requireId(tx, username);
            Roles.hold(tx, admin, person);
            var already = accounts.memorialOf(tx, person);
            return already.isPresent()
                    ? new Remembered(accounts.requireProfile(tx, person), already.get(), 0)
                    : close(tx, admin, person, reason, lockReason);
        });
    }

    private Remembered close(
            DSLContext tx, Member admin, AccountId person, String reason, Optional<String> lockReason) {
        var now = clock.instant();
        accounts.setMemorial(tx, person, Optional.of(now));
        int unused = sessions.endAll(tx, person);
        int unusedMails = mails.forget(tx, person);
        int locked = lockReason
                .map(text -> ThreadTools.lockAllOf(tx, person, text, now))
                .orElse(0);
        var before = accounts.roleOf(tx, person);
        if (before != Role.MEMBER) {
            int unusedCases = roles.change(tx, admin, person, before, Role.MEMBER, reason);
        }
        audit.record(
                tx,
                AuditEntry.by(admin, "memorial-set", "member", person.value()).because(reason));
        return new Remembered(accounts.requireProfile(tx, person), now, locked);
    }

    /**
     * Takes it back, because it was a mistake: the person signs in with their password as before, and the threads that were
     * locked with it are open again. Doing it again changes nothing. A role in the team is given anew.
     *
     * @throws Problem NOT_FOUND, OWN_ACCOUNT, NOT_ALLOWED
     */
    public Remembered remove(Member admin, String username) {
        return db.write(tx -> {
            var person = accounts.requireId(tx, username);
            Roles.hold(tx, admin, person);
            var since = accounts.memorialOf(tx, person);
            int opened = since.map(at -> open(tx, admin, person, at)).orElse(0);
            return new Remembered(accounts.requireProfile(tx, person), null, opened);
        });
    }

    private int open(DSLContext tx, Member admin, AccountId person, Instant since) {
        accounts.setMemorial(tx, person, Optional.empty());
        int opened = ThreadTools.unlockAllOf(tx, person, since);
        audit.record(tx, AuditEntry.by(admin, "memorial-taken-back", "member", person.value()));
        return opened;
    }

    /**
     * @param since absent when it was taken back
     * @param threads how many threads were locked or opened again with it
     */
    public record Remembered(Profile member, @Nullable Instant since, int threads) {}
}
