package waymark.accounts;

import java.time.Clock;
import java.util.Collection;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import waymark.ids.AccountId;
import waymark.platform.access.Member;
import waymark.platform.access.Viewer;
import waymark.platform.db.Database;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/**
 * Whose words a member would rather not read. It changes what {@code viewer} says to that member and the lists that are
 * theirs; what everybody reads stays the same, so that nobody can tell who is muted by whom.
 */
public final class Mutes {

    private final Database db;
    private final Accounts accounts;
    private final Clock clock;

    public Mutes(Database db, Accounts accounts, Clock clock) {
        this.db = db;
        this.accounts = accounts;
        this.clock = clock;
    }

    /**
     * Mutes somebody. Muting them again changes nothing, so a resent request is harmless.
     *
     * @throws Problem NOT_FOUND, OWN_ACCOUNT
     */
    public void add(Member member, String username) {
        db.run(tx -> {
            var other = accounts.requireId(tx, username);
            if (other.equals(member.id())) {
                throw ProblemType.OWN_ACCOUNT.because("Only others can be muted.");
            }
            MuteStore.insert(tx, member.id(), other, clock.instant());
        });
    }

    /**
     * Reads somebody again. Doing it again changes nothing.
     *
     * @throws Problem NOT_FOUND
     */
    public void remove(Member member, String username) {
        db.run(tx -> MuteStore.delete(tx, member.id(), accounts.requireId(tx, username)));
    }

    /** Whom this member has muted, the latest first. */
    public Page<Mute> of(Member member, Paging paging) {
        return db.read(tx -> MuteStore.page(tx, member.id(), paging));
    }

    /**
     * Which of these people the one who asks has muted, with one query for all of them. For {@code viewer}, and for leaving
     * people out of lists that are the viewer's own; never for what others read too.
     */
    public static Set<AccountId> among(DSLContext tx, Viewer viewer, Collection<AccountId> people) {
        return viewer.member()
                .filter(me -> !people.isEmpty())
                .map(me -> MuteStore.among(tx, me.id(), people))
                .orElseGet(Set::of);
    }

    /** Of people whom the one who asks has not muted. For lists that are the viewer's own; never for what others read too. */
    public static Condition notMuted(Viewer viewer, Field<AccountId> people) {
        return viewer.member().map(me -> MuteStore.notMuted(me.id(), people)).orElseGet(DSL::noCondition);
    }

    /** The same for somebody who does not ask at the moment. */
    public static Condition notMuted(AccountId member, Field<AccountId> people) {
        return MuteStore.notMuted(member, people);
    }

    /** Forgets whom an account has muted, and by whom it was muted. For erasing the account. */
    public int forget(DSLContext tx, AccountId account) {
        return MuteStore.deleteAll(tx, account);
    }
}
