package waymark.accounts;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.lower;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.MAIL;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import waymark.ids.AccountId;
import waymark.mail.MailKind;
import waymark.platform.access.Nation;
import waymark.platform.access.Role;

final class AccountStore {

    private AccountStore() {}

    /** @return false when somebody has the name already */
    static boolean insert(DSLContext tx, Account account, Address address, NewAccount wanted) {
        int inserted = tx.insertInto(ACCOUNT)
                .set(ACCOUNT.ID, account.id())
                .set(ACCOUNT.USERNAME, account.username())
                .set(ACCOUNT.EMAIL_SEALED, address.sealed())
                .set(ACCOUNT.EMAIL_HASH, address.hash())
                .set(ACCOUNT.EMAIL_VERIFIED_AT, account.emailVerified() ? account.createdAt() : null)
                .set(ACCOUNT.PASSWORD_HASH, wanted.passwordHash())
                .set(ACCOUNT.DECLARED_AGE, shortOrNull(wanted.declaredAge()))
                .set(ACCOUNT.ROLE, account.role().code())
                .set(ACCOUNT.CREATED_AT, account.createdAt())
                .set(ACCOUNT.LAST_VISIT_ON, day(account.createdAt()))
                .onConflictDoNothing()
                .execute();
        return inserted == 1;
    }

    static Optional<Account> find(DSLContext tx, EmailSeal emails, AccountId id) {
        return tx.select(
                        ACCOUNT.ID,
                        ACCOUNT.USERNAME,
                        ACCOUNT.EMAIL_SEALED.convertFrom(emails::openIfAny),
                        ACCOUNT.EMAIL_VERIFIED_AT.isNotNull(),
                        ACCOUNT.ROLE.convertFrom(Role::of),
                        ACCOUNT.NATION.convertFrom(AccountStore::nation),
                        ACCOUNT.CREATED_AT)
                .from(ACCOUNT)
                .where(ACCOUNT.ID.eq(id))
                .fetchOptional(mapping(Account::new));
    }

    /** Who has proved that the address of one of these hashes is theirs. */
    static Optional<AccountId> findVerified(DSLContext tx, Collection<byte[]> hashes) {
        return tx.select(ACCOUNT.ID)
                .from(ACCOUNT)
                .where(ACCOUNT.EMAIL_HASH.in(hashes))
                .and(ACCOUNT.EMAIL_VERIFIED_AT.isNotNull())
                // Under several keys one address may once have been proved twice.
                .orderBy(ACCOUNT.EMAIL_VERIFIED_AT)
                .limit(1)
                .fetchOptional(ACCOUNT.ID);
    }

    /** Call it while holding the address and the account. */
    static void setVerified(DSLContext tx, AccountId id, Address address, Instant now) {
        tx.update(ACCOUNT)
                .set(ACCOUNT.EMAIL_SEALED, address.sealed())
                .set(ACCOUNT.EMAIL_HASH, address.hash())
                .set(ACCOUNT.EMAIL_VERIFIED_AT, now)
                .where(ACCOUNT.ID.eq(id))
                .execute();
    }

    static void setPassword(DSLContext tx, AccountId id, String passwordHash) {
        tx.update(ACCOUNT)
                .set(ACCOUNT.PASSWORD_HASH, passwordHash)
                .where(ACCOUNT.ID.eq(id))
                .execute();
    }

    /** Notes that somebody is here. A write once a day at the most. */
    static void noteVisit(DSLContext tx, AccountId id, Instant now) {
        tx.update(ACCOUNT)
                .set(ACCOUNT.LAST_VISIT_ON, day(now))
                .setNull(ACCOUNT.UNUSED_TOLD_AT)
                .where(ACCOUNT.ID.eq(id))
                .and(ACCOUNT.LAST_VISIT_ON.lt(day(now)))
                .execute();
    }

    /** Notes of those who were not here after that day that a mail of this kind has reached them since. */
    static void noteToldUnused(DSLContext tx, MailKind kind, LocalDate since) {
        tx.update(ACCOUNT)
                .set(ACCOUNT.UNUSED_TOLD_AT, MAIL.DELIVERED_AT)
                .from(MAIL)
                .where(MAIL.ACCOUNT_ID.eq(ACCOUNT.ID))
                .and(MAIL.KIND.eq(kind.code()))
                .and(MAIL.DELIVERED_AT.isNotNull())
                .and(ACCOUNT.LAST_VISIT_ON.le(since))
                .and(ACCOUNT.UNUSED_TOLD_AT.isNull())
                .execute();
    }

    static void hold(DSLContext tx, AccountId id) {
        tx.select(ACCOUNT.ID).from(ACCOUNT).where(ACCOUNT.ID.eq(id)).forUpdate().execute();
    }

    static void holdBesideReferences(DSLContext tx, AccountId id) {
        tx.select(ACCOUNT.ID)
                .from(ACCOUNT)
                .where(ACCOUNT.ID.eq(id))
                .forNoKeyUpdate()
                .execute();
    }

    /** @return whether it is there to be signed in to; it cannot be closed before the transaction ends */
    static boolean holdOpen(DSLContext tx, AccountId id) {
        return tx.select(ACCOUNT.ID)
                .from(ACCOUNT)
                .where(ACCOUNT.ID.eq(id))
                .and(ACCOUNT.MEMORIAL_AT.isNull())
                .and(ACCOUNT.CLOSED_AT.isNull())
                .forNoKeyUpdate()
                .fetchOptional()
                .isPresent();
    }

    static void setNation(DSLContext tx, AccountId id, Optional<Nation> nation) {
        tx.update(ACCOUNT)
                .set(ACCOUNT.NATION, nation.map(Nation::code).orElse(null))
                .where(ACCOUNT.ID.eq(id))
                .execute();
    }

    static Optional<Nation> findNation(DSLContext tx, AccountId id) {
        return tx.select(ACCOUNT.NATION)
                .from(ACCOUNT)
                .where(ACCOUNT.ID.eq(id))
                .fetchOptional(ACCOUNT.NATION)
                .map(Nation::of);
    }

    static Optional<Role> findRole(DSLContext tx, AccountId id) {
        return tx.select(ACCOUNT.ROLE)
                .from(ACCOUNT)
                .where(ACCOUNT.ID.eq(id))
                .fetchOptional(ACCOUNT.ROLE)
                .map(Role::of);
    }

    static void setRole(DSLContext tx, AccountId id, Role role) {
        tx.update(ACCOUNT)
                .set(ACCOUNT.ROLE, role.code())
                .where(ACCOUNT.ID.eq(id))
                .execute();
    }

    static void setBadge(DSLContext tx, AccountId id, @Nullable String badge) {
        tx.update(ACCOUNT).set(ACCOUNT.BADGE_ID, badge).where(ACCOUNT.ID.eq(id)).execute();
    }

    static void setMemorial(DSLContext tx, AccountId id, @Nullable Instant since) {
        tx.update(ACCOUNT)
                .set(ACCOUNT.MEMORIAL_AT, since)
                .where(ACCOUNT.ID.eq(id))
                .execute();
    }

    static @Nullable Instant findMemorial(DSLContext tx, AccountId id) {
        return tx.select(ACCOUNT.MEMORIAL_AT)
                .from(ACCOUNT)
                .where(ACCOUNT.ID.eq(id))
                .fetchOptional(ACCOUNT.MEMORIAL_AT)
                .orElse(null);
    }

    static Optional<Profile> findProfile(DSLContext tx, String username) {
        return findProfile(tx, lower(ACCOUNT.USERNAME).eq(username.toLowerCase(Locale.ROOT)));
    }

    static Optional<Profile> findProfile(DSLContext tx, AccountId id) {
        return findProfile(tx, ACCOUNT.ID.eq(id));
    }

    private static Optional<Profile> findProfile(DSLContext tx, Condition which) {
        return tx.select(
                        ACCOUNT.USERNAME,
                        ACCOUNT.ROLE,
                        ACCOUNT.BADGE_ID,
                        ACCOUNT.MEMORIAL_AT,
                        ACCOUNT.CREATED_AT,
                        ACCOUNT.ID)
                .from(ACCOUNT)
                .where(which)
                .and(ACCOUNT.CLOSED_AT.isNull())
                .fetchOptional(row -> Profile.of(Author.in(row), row.get(ACCOUNT.CREATED_AT), row.get(ACCOUNT.ID)));
    }

    static Map<String, Accounts.Named> named(DSLContext tx, Collection<String> lowerCaseNames) {
        return tx.select(ACCOUNT.ID, ACCOUNT.USERNAME)
                .from(ACCOUNT)
                .where(lower(ACCOUNT.USERNAME).in(lowerCaseNames))
                .and(ACCOUNT.CLOSED_AT.isNull())
                .fetchMap(row -> row.value2().toLowerCase(Locale.ROOT), mapping(Accounts.Named::new));
    }

    static Optional<AccountId> findId(DSLContext tx, String lowerCaseName) {
        return tx.select(ACCOUNT.ID)
                .from(ACCOUNT)
                .where(lower(ACCOUNT.USERNAME).eq(lowerCaseName))
                .fetchOptional(ACCOUNT.ID);
    }

    static Optional<Secret> findSecret(DSLContext tx, String username) {
        return tx.select(ACCOUNT.ID, ACCOUNT.PASSWORD_HASH)
                .from(ACCOUNT)
                .where(lower(ACCOUNT.USERNAME).eq(username.toLowerCase(Locale.ROOT)))
                .and(ACCOUNT.MEMORIAL_AT.isNull())
                .and(ACCOUNT.CLOSED_AT.isNull())
                .fetchOptional(mapping(Secret::new));
    }

    /** Whether this password still opens this account. Call it while holding the account. */
    static boolean holds(DSLContext tx, Secret secret) {
        return tx.fetchExists(
                ACCOUNT,
                ACCOUNT.ID.eq(secret.account()),
                ACCOUNT.PASSWORD_HASH.eq(secret.passwordHash()),
                ACCOUNT.MEMORIAL_AT.isNull(),
                ACCOUNT.CLOSED_AT.isNull());
    }

    /** Whether somebody has proved that the address of one of these hashes is theirs. Call it while holding the address. */
    static boolean isVerified(DSLContext tx, Collection<byte[]> hashes) {
        return tx.fetchExists(ACCOUNT, ACCOUNT.EMAIL_HASH.in(hashes).and(ACCOUNT.EMAIL_VERIFIED_AT.isNotNull()));
    }

    /** Whoever claims or proves an address does so one after the other, whichever key each of them hashes with. */
    static void holdAddress(DSLContext tx, Collection<byte[]> hashes) {
        hashes.stream()
                .map(hash -> ByteBuffer.wrap(hash).getLong())
                .sorted()
                .forEach(lock -> tx.execute("select pg_advisory_xact_lock(?)", lock));
    }

    private static @Nullable Short shortOrNull(@Nullable Integer number) {
        return number == null ? null : number.shortValue();
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }

    private static @Nullable Nation nation(@Nullable String code) {
        return code == null ? null : Nation.of(code);
    }

    /** An address as it is kept. */
    record Address(byte[] sealed, byte[] hash) {}

    record Secret(AccountId account, String passwordHash) {}
}
