package waymark.accounts;

import static org.jooq.Records.mapping;
import static waymark.schema.Tables.RECOVERY_CODE;
import static waymark.schema.Tables.TOTP;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import waymark.ids.AccountId;

final class SecondFactorStore {

    private SecondFactorStore() {}

    /** @return false when one is in use already; one that was begun only is replaced */
    static boolean begin(DSLContext tx, AccountId account, byte[] sealedSecret, Instant now) {
        int begun = tx.insertInto(TOTP)
                .set(TOTP.ACCOUNT_ID, account)
                .set(TOTP.SECRET, sealedSecret)
                .set(TOTP.BEGUN_AT, now)
                .onConflict(TOTP.ACCOUNT_ID)
                .doUpdate()
                .set(TOTP.SECRET, DSL.excluded(TOTP.SECRET))
                .set(TOTP.BEGUN_AT, DSL.excluded(TOTP.BEGUN_AT))
                .where(TOTP.CONFIRMED_AT.isNull())
                .execute();
        return begun == 1;
    }

    static Optional<Totp> find(DSLContext tx, AccountId account) {
        return tx.select(TOTP.SECRET, TOTP.BEGUN_AT, TOTP.CONFIRMED_AT)
                .from(TOTP)
                .where(TOTP.ACCOUNT_ID.eq(account))
                .fetchOptional(mapping(Totp::new));
    }

    /** @return false when it was confirmed, replaced or taken off in the meantime */
    static boolean confirm(DSLContext tx, AccountId account, Instant begunAt, long step, Instant now) {
        return tx.update(TOTP)
                        .set(TOTP.CONFIRMED_AT, now)
                        .set(TOTP.LAST_STEP, step)
                        .where(TOTP.ACCOUNT_ID.eq(account))
                        .and(TOTP.CONFIRMED_AT.isNull())
                        .and(TOTP.BEGUN_AT.eq(begunAt))
                        .execute()
                == 1;
    }

    /** @return false when this code or a later one has counted already */
    static boolean useStep(DSLContext tx, AccountId account, long step) {
        return tx.update(TOTP)
                        .set(TOTP.LAST_STEP, step)
                        .where(TOTP.ACCOUNT_ID.eq(account))
                        .and(TOTP.CONFIRMED_AT.isNotNull())
                        .and(TOTP.LAST_STEP.lt(step))
                        .execute()
                == 1;
    }

    static void insertRecoveryCodes(DSLContext tx, AccountId account, List<byte[]> hashes) {
        var insert = tx.insertInto(RECOVERY_CODE, RECOVERY_CODE.ACCOUNT_ID, RECOVERY_CODE.CODE_HASH);
        for (var hash : hashes) {
            insert = insert.values(account, hash);
        }
        insert.execute();
    }

    /** @return false when it is none of theirs, or was used before */
    static boolean useRecoveryCode(DSLContext tx, AccountId account, Collection<byte[]> hashes, Instant now) {
        return tx.update(RECOVERY_CODE)
                        .set(RECOVERY_CODE.USED_AT, now)
                        .where(RECOVERY_CODE.ACCOUNT_ID.eq(account))
                        .and(RECOVERY_CODE.CODE_HASH.in(hashes))
                        .and(RECOVERY_CODE.USED_AT.isNull())
                        .execute()
                == 1;
    }

    static int countRecoveryCodes(DSLContext tx, AccountId account) {
        return tx.fetchCount(RECOVERY_CODE, RECOVERY_CODE.ACCOUNT_ID.eq(account).and(RECOVERY_CODE.USED_AT.isNull()));
    }

    /** @return whether there was one */
    static boolean delete(DSLContext tx, AccountId account) {
        tx.deleteFrom(RECOVERY_CODE).where(RECOVERY_CODE.ACCOUNT_ID.eq(account)).execute();
        return tx.deleteFrom(TOTP).where(TOTP.ACCOUNT_ID.eq(account)).execute() == 1;
    }

    static int deleteUnconfirmed(DSLContext tx, Instant begunBefore) {
        return tx.deleteFrom(TOTP)
                .where(TOTP.CONFIRMED_AT.isNull())
                .and(TOTP.BEGUN_AT.lt(begunBefore))
                .execute();
    }

    /** @param confirmedAt null as long as it was begun only */
    record Totp(byte[] secret, Instant begunAt, @Nullable Instant confirmedAt) {

        boolean isOn() {
            return confirmedAt != null;
        }
    }
}
