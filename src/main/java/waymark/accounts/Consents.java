package waymark.accounts;

import java.time.Clock;
import java.util.List;
import org.jooq.DSLContext;
import waymark.accounts.ConsentStore.Agreed;
import waymark.ids.AccountId;
import waymark.ids.Ids;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.problem.Problem;
import waymark.platform.secret.Sha256;

/**
 * What members have agreed to. The ledger is only ever added to. Whoever took something back, or agreed to older words than
 * the present ones, reads on and writes when they have agreed; and nobody is shown what is written by people who took
 * back that it is kept and shown, until they agree again.
 */
public final class Consents {

    /** Without it nobody is shown what somebody wrote. */
    static final String SHOWING = "health-data";

    private final Database db;
    private final Accounts accounts;
    private final List<Follower> followers;
    private final Ids ids;
    private final Clock clock;

    /** @param followers what has to know when somebody's words go out of sight, or come back */
    public Consents(Database db, Accounts accounts, List<Follower> followers, Ids ids, Clock clock) {
        this.db = db;
        this.accounts = accounts;
        this.followers = List.copyOf(followers);
        this.ids = ids;
        this.clock = clock;
    }

    /** The ledger of this member, the latest first, and how each consent stands. */
    Ledger of(Member member, Paging paging) {
        return db.read(
                tx -> new Ledger(ConsentStore.page(tx, member.id(), paging), ConsentStore.standing(tx, member.id())));
    }

    /**
     * Agrees to the present wording. Agreeing to what one has agreed to already changes nothing.
     *
     * @return whether there is a new line in the ledger
     * @throws Problem INVALID_VALUE when it is another wording
     */
    boolean give(DSLContext tx, Member member, String purpose, String wordingVersion) {
        accounts.holdBesideReferences(tx, member.id());
        var now = ConsentStore.standing(tx, member.id(), purpose);
        if (!now.current().version().equals(wordingVersion)) {
            throw Problem.invalidValue(
                    "/wordingVersion", "The wording has changed since; please read and agree to the present one.");
        }
        if (now.stands()) {
            return false;
        }
        write(tx, member.id(), new Agreed(purpose, wordingVersion, false));
        if (now.isWithdrawn()) {
            follow(tx, member.id(), purpose, true);
        }
        return true;
    }

    /**
     * Takes a consent back, in whichever wording it was given. Doing it again changes nothing.
     *
     * @throws Problem NOT_FOUND when nobody is asked to agree to such a thing
     */
    ConsentStanding withdraw(Member member, String purpose) {
        return db.write(tx -> {
            accounts.holdBesideReferences(tx, member.id());
            var now = ConsentStore.findStanding(tx, member.id(), purpose).orElseThrow(Problem::notFound);
            var given = now.wordingVersion();
            if (given == null || now.isWithdrawn()) {
                return now;
            }
            write(tx, member.id(), new Agreed(purpose, given, true));
            follow(tx, member.id(), purpose, false);
            return ConsentStore.standing(tx, member.id(), purpose);
        });
    }

    private void write(DSLContext tx, AccountId account, Agreed agreed) {
        var hash = Sha256.of(ConsentStore.wording(tx, agreed));
        ConsentStore.insert(tx, ids.uuid(), account, agreed, hash, ConsentMethod.SETTINGS, clock.instant());
        ConsentStore.stand(tx, account, agreed, clock.instant());
    }

    private void follow(DSLContext tx, AccountId account, String purpose, boolean shown) {
        if (purpose.equals(SHOWING)) {
            followers.forEach(each -> each.changed(tx, account, shown));
        }
    }

    /** Has to know of it in the same transaction. */
    public interface Follower {

        /** @param shown whether others are shown what this person wrote, from now on */
        void changed(DSLContext tx, AccountId author, boolean shown);
    }

    record Ledger(Page<ConsentEntry> page, List<ConsentStanding> standing) {}
}
