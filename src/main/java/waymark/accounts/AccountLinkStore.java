package waymark.accounts;

import static org.jooq.Records.mapping;
import static waymark.schema.Tables.ACCOUNT_LINK;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import waymark.ids.AccountId;

final class AccountLinkStore {

    private AccountLinkStore() {}

    static void insert(DSLContext tx, UUID id, LinkKind kind, byte[] tokenSha256, Row row, Instant now) {
        tx.insertInto(ACCOUNT_LINK)
                .set(ACCOUNT_LINK.ID, id)
                .set(ACCOUNT_LINK.KIND, kind.code())
                .set(ACCOUNT_LINK.TOKEN_SHA256, tokenSha256)
                .set(ACCOUNT_LINK.ACCOUNT_ID, row.account())
                .set(ACCOUNT_LINK.ADDRESS_SEALED, row.addressSealed())
                .set(ACCOUNT_LINK.ADDRESS_HASH, row.addressHash())
                .set(ACCOUNT_LINK.CREATED_AT, now)
                .set(ACCOUNT_LINK.EXPIRES_AT, now.plus(kind.lasts()))
                .execute();
    }

    /** Those of which somebody has a mail. */
    static Optional<Held> find(DSLContext tx, LinkKind kind, byte[] tokenSha256, Instant now) {
        return tx.select(ACCOUNT_LINK.ACCOUNT_ID, ACCOUNT_LINK.ADDRESS_SEALED)
                .from(ACCOUNT_LINK)
                .where(working(kind, tokenSha256, now))
                .fetchOptional(mapping(Held::new));
    }

    /** @return how many it was: of two who open a link at once, one finds it gone */
    static int delete(DSLContext tx, LinkKind kind, byte[] tokenSha256, Instant now) {
        return tx.deleteFrom(ACCOUNT_LINK)
                .where(working(kind, tokenSha256, now))
                .execute();
    }

    private static Condition working(LinkKind kind, byte[] tokenSha256, Instant now) {
        return ACCOUNT_LINK
                .TOKEN_SHA256
                .eq(tokenSha256)
                .and(ACCOUNT_LINK.KIND.eq(kind.code()))
                .and(ACCOUNT_LINK.EXPIRES_AT.gt(now))
                .and(ACCOUNT_LINK.ACCOUNT_ID.isNotNull());
    }

    static void deleteOf(DSLContext tx, AccountId account) {
        tx.deleteFrom(ACCOUNT_LINK).where(ACCOUNT_LINK.ACCOUNT_ID.eq(account)).execute();
    }

    /** @param account that the links lead to; empty for links that lead nowhere */
    static Earlier countSince(
            DSLContext tx,
            LinkKind kind,
            Collection<byte[]> addressHashes,
            Optional<AccountId> account,
            Instant since) {
        var own = account.map(ACCOUNT_LINK.ACCOUNT_ID::eq).orElse(ACCOUNT_LINK.ACCOUNT_ID.isNull());
        var leading = account.isPresent() ? ACCOUNT_LINK.ACCOUNT_ID.isNotNull() : ACCOUNT_LINK.ACCOUNT_ID.isNull();
        return tx.select(DSL.count().filterWhere(own), DSL.count())
                .from(ACCOUNT_LINK)
                .where(ACCOUNT_LINK.ADDRESS_HASH.in(addressHashes))
                .and(ACCOUNT_LINK.KIND.eq(kind.code()))
                .and(leading)
                .and(ACCOUNT_LINK.CREATED_AT.gt(since))
                .fetchSingle(mapping(Earlier::new));
    }

    /**
     * How many links were asked for lately with an address.
     *
     * @param own those of one account
     */
    record Earlier(int own, int all) {}

    static int deleteExpired(DSLContext tx, Instant before) {
        return tx.deleteFrom(ACCOUNT_LINK)
                .where(ACCOUNT_LINK.EXPIRES_AT.lt(before))
                .execute();
    }

    /**
     * @param account null: it leads nowhere
     * @param addressSealed the address to be proved; null for a new password
     */
    record Row(@Nullable AccountId account, byte @Nullable [] addressSealed, byte[] addressHash) {}

    record Held(AccountId account, byte @Nullable [] addressSealed) {}
}
