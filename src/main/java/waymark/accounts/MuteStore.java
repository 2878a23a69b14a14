package waymark.accounts;

import static org.jooq.impl.DSL.select;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.MUTE;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import waymark.ids.AccountId;
import waymark.platform.http.Cursor;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;

final class MuteStore {

    private MuteStore() {}

    static void insert(DSLContext tx, AccountId account, AccountId muted, Instant at) {
        tx.insertInto(MUTE)
                .set(MUTE.ACCOUNT_ID, account)
                .set(MUTE.SUBJECT_ID, muted)
                .set(MUTE.MUTED_AT, at)
                .onConflictDoNothing()
                .execute();
    }

    static void delete(DSLContext tx, AccountId account, AccountId muted) {
        tx.deleteFrom(MUTE)
                .where(MUTE.ACCOUNT_ID.eq(account))
                .and(MUTE.SUBJECT_ID.eq(muted))
                .execute();
    }

    static int deleteAll(DSLContext tx, AccountId account) {
        return tx.deleteFrom(MUTE)
                .where(MUTE.ACCOUNT_ID.eq(account).or(MUTE.SUBJECT_ID.eq(account)))
                .execute();
    }

    static Set<AccountId> among(DSLContext tx, AccountId account, Collection<AccountId> people) {
        return tx.select(MUTE.SUBJECT_ID)
                .from(MUTE)
                .where(MUTE.ACCOUNT_ID.eq(account))
                .and(MUTE.SUBJECT_ID.in(people))
                .fetchSet(MUTE.SUBJECT_ID);
    }

    static Condition notMuted(AccountId account, Field<AccountId> people) {
        return people.notIn(select(MUTE.SUBJECT_ID).from(MUTE).where(MUTE.ACCOUNT_ID.eq(account)));
    }

    static Page<Mute> page(DSLContext tx, AccountId account, Paging paging) {
        return paging.page(
                tx.select(
                                ACCOUNT.USERNAME,
                                ACCOUNT.ROLE,
                                ACCOUNT.BADGE_ID,
                                ACCOUNT.MEMORIAL_AT,
                                MUTE.MUTED_AT,
                                MUTE.SUBJECT_ID)
                        .from(MUTE)
                        .join(ACCOUNT)
                        .on(ACCOUNT.ID.eq(MUTE.SUBJECT_ID))
                        .where(MUTE.ACCOUNT_ID.eq(account)),
                List.of(
                        Paging.Key.descending(MUTE.MUTED_AT, Mute::mutedAt, Cursor::instant),
                        Paging.Key.ascending(MUTE.SUBJECT_ID, Mute::mutedId, AccountId::of)),
                row -> new Mute(Author.in(row), row.get(MUTE.MUTED_AT), row.get(MUTE.SUBJECT_ID)));
    }
}
