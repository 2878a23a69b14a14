package waymark.accounts;

import static waymark.schema.Tables.RESTRICTION;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
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

    /** Restricts a member from now on; every session of theirs feels it with its next request. */
    public void impose(DSLContext tx, AccountId account, Restriction restriction) {
        lift(tx, account);
        tx.insertInto(RESTRICTION)
                .set(RESTRICTION.ID, ids.uuid())
                .set(RESTRICTION.ACCOUNT_ID, account)
                .set(RESTRICTION.KIND, restriction.kind().code())
                .set(RESTRICTION.UNTIL, restriction.until())
                .set(RESTRICTION.IMPOSED_AT, clock.instant())
                .execute();
    }

    /** @return whether one stood */
    public boolean lift(DSLContext tx, AccountId account) {
        return tx.update(RESTRICTION)
                        .set(RESTRICTION.LIFTED_AT, clock.instant())
                        .where(RESTRICTION.ACCOUNT_ID.eq(account))
                        .and(RESTRICTION.LIFTED_AT.isNull())
                        .execute()
                == 1;
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
}
