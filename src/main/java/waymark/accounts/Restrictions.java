package waymark.accounts;

import static waymark.schema.Tables.RESTRICTION;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import waymark.ids.AccountId;
import waymark.ids.Ids;
import waymark.platform.access.Restriction;

/** What members may not do for a time. One restriction stands at a time: a new one takes the place of the one before. */
public final class Restrictions {

    private final Ids ids;
    private final Clock clock;

    public Restrictions(Ids ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Restricts a member from now on; every session of theirs feels it with its next request. Call while holding the
     * account.
     *
     * @return its id, by which it can be lifted
     */
    public UUID impose(DSLContext tx, AccountId account, Restriction restriction) {
        boolean unused = lift(tx, account);
        var id = ids.uuid();
        tx.insertInto(RESTRICTION)
                .set(RESTRICTION.ID, id)
                .set(RESTRICTION.ACCOUNT_ID, account)
                .set(RESTRICTION.KIND, restriction.kind().code())
                .set(RESTRICTION.UNTIL, restriction.until())
                .set(RESTRICTION.IMPOSED_AT, clock.instant())
                .execute();
        return id;
    }

    /** @return whether one stood */
    public boolean lift(DSLContext tx, AccountId account) {
        return lift(tx, RESTRICTION.ACCOUNT_ID.eq(account));
    }

    /** Lifts this one; a later one that took its place stays. */
    public boolean lift(DSLContext tx, UUID restriction) {
        return lift(tx, RESTRICTION.ID.eq(restriction));
    }

    /** Forgets all that was ever imposed on an account that is erased. */
    public int erase(DSLContext tx, AccountId account) {
        return tx.deleteFrom(RESTRICTION)
                .where(RESTRICTION.ACCOUNT_ID.eq(account))
                .execute();
    }

    /** What this member may not do now. */
    public Optional<Restriction> of(DSLContext tx, AccountId account) {
        Instant now = clock.instant();
        return tx.select(RESTRICTION.KIND, RESTRICTION.UNTIL)
                .from(RESTRICTION)
                .where(RESTRICTION.ACCOUNT_ID.eq(account))
                .and(RESTRICTION.LIFTED_AT.isNull())
                .and(RESTRICTION.UNTIL.gt(now))
                .fetchOptional(row -> new Restriction(Restriction.Kind.of(row.value1()), row.value2()));
    }

    private boolean lift(DSLContext tx, Condition which) {
        return tx.update(RESTRICTION)
                        .set(RESTRICTION.LIFTED_AT, clock.instant())
                        .where(which)
                        .and(RESTRICTION.LIFTED_AT.isNull())
                        .execute()
                == 1;
    }
}
