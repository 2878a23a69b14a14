package waymark.accounts;

import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.IDENTITY;
import static waymark.schema.Tables.IDENTITY_ATTEMPT;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import waymark.ids.AccountId;

final class IdentityStore {

    private IdentityStore() {}

    static void begin(DSLContext tx, byte[] attemptSha256, @Nullable AccountId account, Instant expiresAt) {
        tx.insertInto(IDENTITY_ATTEMPT)
                .set(IDENTITY_ATTEMPT.ATTEMPT_SHA256, attemptSha256)
                .set(IDENTITY_ATTEMPT.ACCOUNT_ID, account)
                .set(IDENTITY_ATTEMPT.EXPIRES_AT, expiresAt)
                .execute();
    }

    /** @return whether it was there, for this purpose; it is used up with that */
    static boolean take(DSLContext tx, byte[] attemptSha256, @Nullable AccountId account, Instant now) {
        return tx.deleteFrom(IDENTITY_ATTEMPT)
                        .where(IDENTITY_ATTEMPT.ATTEMPT_SHA256.eq(attemptSha256))
                        .and(IDENTITY_ATTEMPT.ACCOUNT_ID.isNotDistinctFrom(account))
                        .and(IDENTITY_ATTEMPT.EXPIRES_AT.gt(now))
                        .execute()
                == 1;
    }

    /** Whose it is, also where nobody signs in to the account any more. */
    static Optional<AccountId> owner(DSLContext tx, Collection<byte[]> hashes) {
        return tx.select(IDENTITY.ACCOUNT_ID)
                .from(IDENTITY)
                .where(IDENTITY.SUBJECT_HASH.in(hashes))
                .fetchOptional(IDENTITY.ACCOUNT_ID);
    }

    /** The account that somebody signs in to. */
    static Optional<AccountId> openTo(DSLContext tx, Collection<byte[]> hashes) {
        return tx.select(ACCOUNT.ID)
                .from(IDENTITY)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(IDENTITY.ACCOUNT_ID))
                .where(IDENTITY.SUBJECT_HASH.in(hashes))
                .and(ACCOUNT.CLOSED_AT.isNull())
                .and(ACCOUNT.MEMORIAL_AT.isNull())
                .fetchOptional(ACCOUNT.ID);
    }

    /** @return false when somebody else has linked it in the meantime */
    static boolean link(DSLContext tx, AccountId account, byte[] sealed, byte[] hash, Instant now) {
        boolean unused = unlink(tx, account);
        return tx.insertInto(IDENTITY)
                        .set(IDENTITY.ACCOUNT_ID, account)
                        .set(IDENTITY.SUBJECT_SEALED, sealed)
                        .set(IDENTITY.SUBJECT_HASH, hash)
                        .set(IDENTITY.LINKED_AT, now)
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    static Optional<Instant> linkedAt(DSLContext tx, AccountId account) {
        return tx.select(IDENTITY.LINKED_AT)
                .from(IDENTITY)
                .where(IDENTITY.ACCOUNT_ID.eq(account))
                .fetchOptional(IDENTITY.LINKED_AT);
    }

    /** @return whether there was one */
    static boolean unlink(DSLContext tx, AccountId account) {
        return tx.deleteFrom(IDENTITY).where(IDENTITY.ACCOUNT_ID.eq(account)).execute() == 1;
    }

    static int deleteAttempts(DSLContext tx, AccountId account) {
        return tx.deleteFrom(IDENTITY_ATTEMPT)
                .where(IDENTITY_ATTEMPT.ACCOUNT_ID.eq(account))
                .execute();
    }

    static int deleteExpired(DSLContext tx, Instant now) {
        return tx.deleteFrom(IDENTITY_ATTEMPT)
                .where(IDENTITY_ATTEMPT.EXPIRES_AT.le(now))
                .execute();
    }
}
