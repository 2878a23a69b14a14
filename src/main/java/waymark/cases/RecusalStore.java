package waymark.cases;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.all;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.select;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.RECUSAL;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import waymark.ids.AccountId;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.schema.tables.Account;

final class RecusalStore {

    private static final Account MODERATOR = ACCOUNT.as("moderator");

    private static final Field<Recusal.Kind> KIND = RECUSAL.KIND.convertFrom(Recusal.Kind::of);

    private RecusalStore() {}

    /**
     * Only people this moderator is not close to. Those they are close to are fetched once and not looked for row by row, so
     * that a list of cases is still read in the order of its index.
     */
    static Condition notCloseTo(Field<AccountId> subject, AccountId moderator) {
        return subject.ne(all(array(select(RECUSAL.SUBJECT_ID).from(RECUSAL).where(RECUSAL.ACCOUNT_ID.eq(moderator)))));
    }

    static boolean exists(DSLContext tx, AccountId moderator, AccountId subject) {
        return tx.fetchExists(RECUSAL, key(moderator, subject));
    }

    static void upsert(DSLContext tx, AccountId moderator, AccountId subject, Recusal.Kind kind, Instant at) {
        tx.insertInto(RECUSAL)
                .set(RECUSAL.ACCOUNT_ID, moderator)
                .set(RECUSAL.SUBJECT_ID, subject)
                .set(RECUSAL.KIND, kind.code())
                .set(RECUSAL.DECLARED_AT, at)
                .onConflict(RECUSAL.ACCOUNT_ID, RECUSAL.SUBJECT_ID)
                .doUpdate()
                .set(RECUSAL.KIND, kind.code())
                .execute();
    }

    static int delete(DSLContext tx, AccountId moderator, AccountId subject) {
        return tx.deleteFrom(RECUSAL).where(key(moderator, subject)).execute();
    }

    static Recusal require(DSLContext tx, AccountId moderator, AccountId subject) {
        return tx.select(ACCOUNT.USERNAME, KIND, RECUSAL.DECLARED_AT)
                .from(RECUSAL)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(RECUSAL.SUBJECT_ID))
                .where(key(moderator, subject))
                .fetchSingle(mapping(RecusalStore::own));
    }

    static Page<Recusal> page(DSLContext tx, AccountId moderator, Paging paging) {
        return paging.page(
                tx.select(ACCOUNT.USERNAME, KIND, RECUSAL.DECLARED_AT)
                        .from(RECUSAL)
                        .join(ACCOUNT)
                        .on(ACCOUNT.ID.eq(RECUSAL.SUBJECT_ID))
                        .where(RECUSAL.ACCOUNT_ID.eq(moderator)),
                List.of(Paging.Key.ascending(ACCOUNT.USERNAME, Recusal::member, name -> name)),
                mapping(RecusalStore::own));
    }

    static Page<Recusal> page(DSLContext tx, Paging paging) {
        return paging.page(
                tx.select(MODERATOR.USERNAME, ACCOUNT.USERNAME, KIND, RECUSAL.DECLARED_AT)
                        .from(RECUSAL)
                        .join(ACCOUNT)
                        .on(ACCOUNT.ID.eq(RECUSAL.SUBJECT_ID))
                        .join(MODERATOR)
                        .on(MODERATOR.ID.eq(RECUSAL.ACCOUNT_ID))
                        .where(),
                List.of(
                        Paging.Key.ascending(
                                MODERATOR.USERNAME,
                                recusal -> recusal.moderator().orElseThrow(),
                                name -> name),
                        Paging.Key.ascending(ACCOUNT.USERNAME, Recusal::member, name -> name)),
                mapping((moderator, member, kind, at) -> new Recusal(Optional.of(moderator), member, kind, at)));
    }

    private static Recusal own(String member, Recusal.Kind kind, Instant at) {
        return new Recusal(Optional.empty(), member, kind, at);
    }

    private static Condition key(AccountId moderator, AccountId subject) {
        return RECUSAL.ACCOUNT_ID.eq(moderator).and(RECUSAL.SUBJECT_ID.eq(subject));
    }
}
