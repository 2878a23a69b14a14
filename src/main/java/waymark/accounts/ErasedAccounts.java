package waymark.accounts;

import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.ACCOUNT_LINK;
import static waymark.schema.Tables.RESERVED_NAME;
import static waymark.schema.Tables.SESSION;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import waymark.ids.AccountId;
import waymark.platform.access.Role;
import waymark.platform.erasure.Traces;
import waymark.platform.secret.Keyring;

/**
 * What becomes of the account of somebody who leaves for good: nobody signs in to it any more, and nothing in it leads to
 * them. The row stays, for what refers to it. Their name is reserved, as a keyed hash: nobody else can pass for them, and
 * nobody can read who it was.
 */
public final class ErasedAccounts {

    /** Nobody who joins can choose a name that begins so. */
    static final String NEUTRAL = "former-member-";

    private static final String PURPOSE = "reserved-name";

    private final Accounts accounts;
    private final List<Consents.Follower> followers;
    private final Keyring keys;
    private final Clock clock;

    /** @param followers what has to know when somebody's words go out of sight, or come back */
    public ErasedAccounts(Accounts accounts, List<Consents.Follower> followers, Keyring keys, Clock clock) {
        this.accounts = accounts;
        this.followers = List.copyOf(followers);
        this.keys = keys;
        this.clock = clock;
    }

    /** Ends every session at once and lets nobody sign in again. Doing it again changes nothing. */
    public void close(DSLContext tx, AccountId id) {
        accounts.holdBesideReferences(tx, id);
        tx.update(ACCOUNT)
                .set(ACCOUNT.CLOSED_AT, DSL.coalesce(ACCOUNT.CLOSED_AT, DSL.val(clock.instant())))
                .where(ACCOUNT.ID.eq(id))
                .execute();
        endWaysIn(tx, id);
    }

    /** Of an account that was closed and has to wait: what somebody wrote is out of sight meanwhile. */
    public void keepBack(DSLContext tx, AccountId id) {
        followers.forEach(each -> each.changed(tx, id, false));
    }

    /** Erases an account that was closed before; what is left of their words is shown again, without their name. */
    public void eraseAtLast(DSLContext tx, AccountId id, String ending) {
        if (isErased(tx, id)) {
            return;
        }
        erase(tx, id, ending);
        boolean shown = ConsentStore.findStanding(tx, id, Consents.SHOWING)
                .map(standing -> !standing.isWithdrawn())
                .orElse(true);
        if (shown) {
            followers.forEach(each -> each.changed(tx, id, true));
        }
    }

    /** What leads to the person in words; of an account that is erased already, nothing but its neutral name. */
    public Traces traces(DSLContext tx, AccountId id) {
        var account = accounts.require(tx, id);
        return new Traces(
                account.username(),
                Optional.ofNullable(account.email()).map(List::of).orElse(List.of()));
    }

    /** Of an older backup: whether somebody had joined by then. */
    public boolean exists(DSLContext tx, AccountId id) {
        return tx.fetchExists(ACCOUNT, ACCOUNT.ID.eq(id));
    }

    /** Whether name and address are gone. */
    public boolean isErased(DSLContext tx, AccountId id) {
        return tx.fetchExists(ACCOUNT, ACCOUNT.ID.eq(id).and(ACCOUNT.ERASED_AT.isNotNull()));
    }

    /**
     * Takes name, address and password out of an account that is closed. Doing it again changes nothing.
     *
     * @param ending of its neutral name: the same each time it is erased, also from a backup
     */
    public void erase(DSLContext tx, AccountId id, String ending) {
        accounts.holdBesideReferences(tx, id);
        if (isErased(tx, id)) {
            return;
        }
        var now = clock.instant();
        endWaysIn(tx, id);
        reserve(tx, accounts.require(tx, id).username(), now);
        tx.update(ACCOUNT)
                .set(ACCOUNT.USERNAME, freeName(tx, ending))
                .setNull(ACCOUNT.EMAIL_SEALED)
                .setNull(ACCOUNT.EMAIL_HASH)
                .setNull(ACCOUNT.EMAIL_VERIFIED_AT)
                // No password has this hash.
                .set(ACCOUNT.PASSWORD_HASH, "")
                .set(ACCOUNT.ROLE, Role.MEMBER.code())
                .setNull(ACCOUNT.NATION)
                .setNull(ACCOUNT.BADGE_ID)
                .setNull(ACCOUNT.DECLARED_AGE)
                .setNull(ACCOUNT.LAST_VISIT_ON)
                .setNull(ACCOUNT.UNUSED_TOLD_AT)
                .set(ACCOUNT.CLOSED_AT, DSL.coalesce(ACCOUNT.CLOSED_AT, DSL.val(now)))
                .set(ACCOUNT.ERASED_AT, now)
                .where(ACCOUNT.ID.eq(id))
                .execute();
    }

    /** Whether nobody may join by this name, though no account has it. */
    static boolean isReserved(DSLContext tx, Keyring keys, String username) {
        var name = username.toLowerCase(Locale.ROOT);
        return name.startsWith(NEUTRAL)
                || name.equals(Author.KEPT_BACK.username())
                || tx.fetchExists(RESERVED_NAME, RESERVED_NAME.NAME_HASH.in(keys.hashes(PURPOSE, name)));
    }

    /**
     * How many names are reserved. A name is hashed with the key that came first at the time, and cannot be hashed anew, since
     * nobody knows it any more: that key has to stay among the others for as long as the name is to stay reserved.
     */
    public static int countReserved(DSLContext tx) {
        return tx.fetchCount(RESERVED_NAME);
    }

    /** Sessions, the second factor, the account elsewhere, and links that were mailed to the address, also those that lead nowhere. Before the address goes. */
    private static void endWaysIn(DSLContext tx, AccountId id) {
        tx.deleteFrom(SESSION).where(SESSION.ACCOUNT_ID.eq(id)).execute();
        boolean unused = SecondFactorStore.delete(tx, id);
        boolean unusedToo = IdentityStore.unlink(tx, id);
        int unusedAsWell = IdentityStore.deleteAttempts(tx, id);
        tx.deleteFrom(ACCOUNT_LINK)
                .where(ACCOUNT_LINK.ACCOUNT_ID.eq(id))
                .or(ACCOUNT_LINK.ADDRESS_HASH.in(
                        DSL.select(ACCOUNT.EMAIL_HASH).from(ACCOUNT).where(ACCOUNT.ID.eq(id))))
                .execute();
    }

    private void reserve(DSLContext tx, String username, Instant at) {
        tx.insertInto(RESERVED_NAME)
                .set(RESERVED_NAME.NAME_HASH, keys.hash(PURPOSE, username.toLowerCase(Locale.ROOT)))
                .set(RESERVED_NAME.RESERVED_AT, at)
                .onConflictDoNothing()
                .execute();
    }

    private static String freeName(DSLContext tx, String ending) {
        var wanted = NEUTRAL + ending;
        for (int i = 2; isTaken(tx, wanted); i++) {
            wanted = NEUTRAL + ending + "-" + i;
        }
        return wanted;
    }

    private static boolean isTaken(DSLContext tx, String username) {
        return tx.fetchExists(ACCOUNT, DSL.lower(ACCOUNT.USERNAME).eq(username));
    }
}
