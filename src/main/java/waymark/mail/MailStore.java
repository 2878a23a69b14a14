package waymark.mail;

import static org.jooq.Records.mapping;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.MAIL;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import waymark.ids.AccountId;

final class MailStore {

    private static final AccountId NOBODY = new AccountId(new UUID(0, 0));

    private MailStore() {}

    /**
     * @param attempts with this one
     * @param inMemoriam whether it is about somebody who has died since it was written down
     */
    record Claimed(UUID id, String kind, byte[] sealed, Instant writtenAt, int attempts, boolean inMemoriam) {}

    static void insert(DSLContext tx, UUID id, Mail mail, byte[] sealed, Instant at) {
        tx.insertInto(MAIL)
                .set(MAIL.ID, id)
                .set(MAIL.KIND, mail.kind().code())
                .set(MAIL.ACCOUNT_ID, mail.about().orElse(null))
                .set(MAIL.SEALED, sealed)
                .set(MAIL.WRITTEN_AT, at)
                .set(MAIL.ATTEMPTS, 0)
                .set(MAIL.NEXT_ATTEMPT_AT, at)
                .execute();
    }

    /** Whether the person whose account it is has died. Asks, whoever it is about and whether or not it is about anybody. */
    static boolean isInMemoriam(DSLContext tx, Optional<AccountId> account) {
        return tx.fetchExists(ACCOUNT, ACCOUNT.ID.eq(account.orElse(NOBODY)).and(ACCOUNT.MEMORIAL_AT.isNotNull()));
    }

    /** A row that nothing comes of, and that is nobody's. */
    static void insertNothing(DSLContext tx, UUID id, MailKind kind, Instant at) {
        tx.insertInto(MAIL)
                .set(MAIL.ID, id)
                .set(MAIL.KIND, kind.code())
                .set(MAIL.WRITTEN_AT, at)
                .set(MAIL.ATTEMPTS, 0)
                .set(MAIL.DELIVERED_AT, at)
                .execute();
    }

    /**
     * Takes the one that has been due for the longest time, and nobody else gets it before that moment.
     *
     * @param until so long that whoever takes it has surely delivered it or has died
     */
    static Optional<Claimed> claim(DSLContext tx, Instant now, Instant until) {
        return tx.update(MAIL)
                .set(MAIL.ATTEMPTS, MAIL.ATTEMPTS.plus(1))
                .set(MAIL.LAST_ATTEMPT_AT, now)
                .set(MAIL.NEXT_ATTEMPT_AT, until)
                .where(MAIL.ID.eq(tx.select(MAIL.ID)
                        .from(MAIL)
                        .where(MAIL.NEXT_ATTEMPT_AT.le(now))
                        .orderBy(MAIL.NEXT_ATTEMPT_AT, MAIL.ID)
                        .limit(1)
                        .forUpdate()
                        .skipLocked()))
                .returningResult(
                        MAIL.ID,
                        MAIL.KIND,
                        MAIL.SEALED,
                        MAIL.WRITTEN_AT,
                        MAIL.ATTEMPTS,
                        DSL.field(DSL.exists(DSL.selectOne()
                                .from(ACCOUNT)
                                .where(ACCOUNT.ID.eq(MAIL.ACCOUNT_ID))
                                .and(ACCOUNT.MEMORIAL_AT.isNotNull()))))
                .fetchOptional(mapping(Claimed::new));
    }

    /** It has been taken, whoever else may be at it by now. */
    static void deliver(DSLContext tx, UUID id, @Nullable Integer status, Instant now) {
        tx.update(MAIL)
                .setNull(MAIL.SEALED)
                .set(MAIL.LAST_STATUS, status)
                .set(MAIL.DELIVERED_AT, now)
                .setNull(MAIL.NEXT_ATTEMPT_AT)
                .setNull(MAIL.GIVEN_UP_AT)
                .where(MAIL.ID.eq(id))
                .and(MAIL.DELIVERED_AT.isNull())
                .execute();
    }

    /** It has not been taken. Changes nothing when somebody else has claimed it since. */
    static void postpone(DSLContext tx, Claimed missed, @Nullable Integer status, Instant next) {
        tx.update(MAIL)
                .set(MAIL.LAST_STATUS, status)
                .set(MAIL.NEXT_ATTEMPT_AT, next)
                .where(MAIL.ID.eq(missed.id))
                .and(MAIL.ATTEMPTS.eq(missed.attempts))
                .and(MAIL.NEXT_ATTEMPT_AT.isNotNull())
                .execute();
    }

    /** It is not tried again. Changes nothing when somebody else has claimed it since. */
    static void giveUp(DSLContext tx, Claimed missed, @Nullable Integer status, Instant now) {
        tx.update(MAIL)
                .setNull(MAIL.SEALED)
                .set(MAIL.LAST_STATUS, status)
                .setNull(MAIL.NEXT_ATTEMPT_AT)
                .set(MAIL.GIVEN_UP_AT, now)
                .where(MAIL.ID.eq(missed.id))
                .and(MAIL.ATTEMPTS.eq(missed.attempts))
                .and(MAIL.NEXT_ATTEMPT_AT.isNotNull())
                .execute();
    }

    /** As if it had been delivered, so that whoever is at it at this moment changes nothing of it. */
    static void withdraw(DSLContext tx, AccountId account, MailKind kind, Instant now) {
        tx.update(MAIL)
                .setNull(MAIL.SEALED)
                .setNull(MAIL.NEXT_ATTEMPT_AT)
                .set(MAIL.DELIVERED_AT, now)
                .where(MAIL.ACCOUNT_ID.eq(account))
                .and(MAIL.KIND.eq(kind.code()))
                .and(MAIL.NEXT_ATTEMPT_AT.isNotNull())
                .execute();
    }

    static int countToAddressOf(DSLContext tx, AccountId account, MailKind kind, Instant since) {
        var theirs = tx.select(ACCOUNT.EMAIL_HASH).from(ACCOUNT).where(ACCOUNT.ID.eq(account));
        return tx.fetchCount(tx.selectOne()
                .from(MAIL)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(MAIL.ACCOUNT_ID))
                .where(ACCOUNT.EMAIL_HASH.in(theirs))
                .and(MAIL.KIND.eq(kind.code()))
                .and(MAIL.WRITTEN_AT.gt(since)));
    }

    static void delete(DSLContext tx, UUID id) {
        tx.deleteFrom(MAIL).where(MAIL.ID.eq(id)).execute();
    }

    static int deleteOf(DSLContext tx, AccountId account) {
        return tx.deleteFrom(MAIL).where(MAIL.ACCOUNT_ID.eq(account)).execute();
    }

    /** Those that are over and were written before that. */
    static int deleteOlder(DSLContext tx, Instant before) {
        return tx.deleteFrom(MAIL)
                .where(MAIL.WRITTEN_AT.lt(before))
                .and(MAIL.NEXT_ATTEMPT_AT.isNull())
                .execute();
    }

    /** Those of them that there still are. */
    static Set<UUID> known(DSLContext tx, Collection<UUID> ids) {
        return tx.select(MAIL.ID).from(MAIL).where(MAIL.ID.in(ids)).fetchSet(MAIL.ID);
    }

    static int countWaiting(DSLContext tx, Instant writtenBefore) {
        return tx.fetchCount(MAIL, MAIL.NEXT_ATTEMPT_AT.isNotNull().and(MAIL.WRITTEN_AT.lt(writtenBefore)));
    }

    /** Not those whose addresses are wrong: people mistype them every day, and nobody can mend that here. */
    static int countGivenUp(DSLContext tx, Instant since) {
        return tx.fetchCount(
                MAIL, MAIL.GIVEN_UP_AT.ge(since).and(MAIL.LAST_STATUS.isNull().or(MAIL.LAST_STATUS.lt(500))));
    }
}
