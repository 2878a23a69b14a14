package waymark.notifications;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.NOTIFICATION_BOX;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;
import waymark.ids.AccountId;
import waymark.platform.db.Listener;

/** How far members are with what they are told. */
final class BoxStore {

    private BoxStore() {}

    /**
     * @param last number of what they were told; 0 when there is nothing
     * @param read the one up to which they have read
     */
    record Box(int last, int read) {

        static final Box EMPTY = new Box(0, 0);
    }

    /** Those of members whose accounts are held, made where there are none, and held in their order. */
    static Map<AccountId, Box> hold(DSLContext tx, Collection<AccountId> accounts) {
        // In the order of the accounts, as they are held: of two who make the same boxes none waits for the other for
        // ever.
        tx.insertInto(
                        NOTIFICATION_BOX,
                        NOTIFICATION_BOX.ACCOUNT_ID,
                        NOTIFICATION_BOX.LAST_NUMBER,
                        NOTIFICATION_BOX.READ_NUMBER,
                        NOTIFICATION_BOX.MAILED_NUMBER)
                .valuesOfRows(
                        accounts.stream().map(account -> row(account, 0, 0, 0)).toList())
                .onConflictDoNothing()
                .execute();
        var held = new LinkedHashMap<AccountId, Box>();
        tx.select(NOTIFICATION_BOX.ACCOUNT_ID, NOTIFICATION_BOX.LAST_NUMBER, NOTIFICATION_BOX.READ_NUMBER)
                .from(NOTIFICATION_BOX)
                .where(NOTIFICATION_BOX.ACCOUNT_ID.in(accounts))
                .orderBy(NOTIFICATION_BOX.ACCOUNT_ID)
                .forUpdate()
                .forEach(row -> held.put(row.value1(), new Box(row.value2(), row.value3())));
        return held;
    }

    /**
     * Counts one more for each of them.
     *
     * @param mailDue when a mail would be written; none to those who were written to and have not looked since
     */
    static void count(DSLContext tx, Collection<AccountId> accounts, Instant mailDue) {
        var looked = NOTIFICATION_BOX.MAILED_NUMBER.le(NOTIFICATION_BOX.READ_NUMBER);
        tx.update(NOTIFICATION_BOX)
                .set(NOTIFICATION_BOX.LAST_NUMBER, NOTIFICATION_BOX.LAST_NUMBER.plus(1))
                .set(
                        NOTIFICATION_BOX.MAIL_DUE_AT,
                        coalesce(NOTIFICATION_BOX.MAIL_DUE_AT, when(looked, val(mailDue, SQLDataType.INSTANT))))
                .where(NOTIFICATION_BOX.ACCOUNT_ID.in(accounts))
                .execute();
    }

    /** Lets every server know, when the transaction is there for good, that there is something new for them. */
    static void call(DSLContext tx, Collection<AccountId> accounts) {
        tx.select(field("pg_notify({0}, account_id::text)", Object.class, val(Listener.CHANNEL)))
                .from(NOTIFICATION_BOX)
                .where(NOTIFICATION_BOX.ACCOUNT_ID.in(accounts))
                .fetch();
    }

    /**
     * Somebody to whom a mail is due.
     *
     * @param mailed the last number that there was when they were written to before
     */
    record Due(AccountId account, int mailed) {}

    /** One of them, held until the transaction ends; another server takes another. */
    static Optional<Due> holdDue(DSLContext tx, Instant now) {
        return tx.select(NOTIFICATION_BOX.ACCOUNT_ID, NOTIFICATION_BOX.MAILED_NUMBER)
                .from(NOTIFICATION_BOX)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(NOTIFICATION_BOX.ACCOUNT_ID))
                .where(NOTIFICATION_BOX.MAIL_DUE_AT.le(now))
                // Whoever has left is not written to, also while something of theirs is kept.
                .and(ACCOUNT.CLOSED_AT.isNull())
                .and(ACCOUNT.MEMORIAL_AT.isNull())
                .orderBy(NOTIFICATION_BOX.MAIL_DUE_AT, NOTIFICATION_BOX.ACCOUNT_ID)
                .limit(1)
                .forUpdate()
                .of(NOTIFICATION_BOX)
                .skipLocked()
                .fetchOptional(mapping(Due::new));
    }

    static void postponeMail(DSLContext tx, AccountId account, Instant until) {
        tx.update(NOTIFICATION_BOX)
                .set(NOTIFICATION_BOX.MAIL_DUE_AT, until)
                .where(NOTIFICATION_BOX.ACCOUNT_ID.eq(account))
                .execute();
    }

    static void cancelMail(DSLContext tx, AccountId account) {
        tx.update(NOTIFICATION_BOX)
                .setNull(NOTIFICATION_BOX.MAIL_DUE_AT)
                .where(NOTIFICATION_BOX.ACCOUNT_ID.eq(account))
                .execute();
    }

    /** That a mail about all that there is was written. */
    static void noteMail(DSLContext tx, AccountId account) {
        tx.update(NOTIFICATION_BOX)
                .setNull(NOTIFICATION_BOX.MAIL_DUE_AT)
                .set(NOTIFICATION_BOX.MAILED_NUMBER, NOTIFICATION_BOX.LAST_NUMBER)
                .where(NOTIFICATION_BOX.ACCOUNT_ID.eq(account))
                .execute();
    }

    static Optional<Box> find(DSLContext tx, AccountId account) {
        return tx.select(NOTIFICATION_BOX.LAST_NUMBER, NOTIFICATION_BOX.READ_NUMBER)
                .from(NOTIFICATION_BOX)
                .where(NOTIFICATION_BOX.ACCOUNT_ID.eq(account))
                .fetchOptional(mapping(Box::new));
    }

    /**
     * Where somebody has read on to; a smaller number changes nothing. No mail is written about what they have read.
     *
     * @param mailDue when one would be written about the rest, now that they have looked
     */
    static void moveForward(DSLContext tx, AccountId account, int number, Instant mailDue) {
        tx.update(NOTIFICATION_BOX)
                .set(NOTIFICATION_BOX.READ_NUMBER, greatest(NOTIFICATION_BOX.READ_NUMBER, val(number)))
                .set(
                        NOTIFICATION_BOX.MAIL_DUE_AT,
                        when(
                                NOTIFICATION_BOX.LAST_NUMBER.gt(number),
                                coalesce(
                                        NOTIFICATION_BOX.MAIL_DUE_AT,
                                        when(
                                                NOTIFICATION_BOX.MAILED_NUMBER.le(number),
                                                val(mailDue, SQLDataType.INSTANT)))))
                .where(NOTIFICATION_BOX.ACCOUNT_ID.eq(account))
                .execute();
    }

    /** The last number of each of these members who was told anything, with one query for all of them. */
    static Map<AccountId, Integer> last(DSLContext tx, Collection<AccountId> accounts) {
        return tx.select(NOTIFICATION_BOX.ACCOUNT_ID, NOTIFICATION_BOX.LAST_NUMBER)
                .from(NOTIFICATION_BOX)
                .where(NOTIFICATION_BOX.ACCOUNT_ID.eq(any(accounts.toArray(AccountId[]::new))))
                .fetchMap(NOTIFICATION_BOX.ACCOUNT_ID, NOTIFICATION_BOX.LAST_NUMBER);
    }

    static int delete(DSLContext tx, AccountId account) {
        return tx.deleteFrom(NOTIFICATION_BOX)
                .where(NOTIFICATION_BOX.ACCOUNT_ID.eq(account))
                .execute();
    }
}
