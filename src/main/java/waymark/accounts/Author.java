package waymark.accounts;

import static waymark.schema.Tables.ACCOUNT;

import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import waymark.platform.access.Role;
import waymark.schema.tables.Account;

/**
 * What everybody sees of the person who wrote something.
 *
 * @param badge what the charity has checked about them, an id of {@code GET /badges}
 * @param inMemoriam whether they have died
 */
public record Author(String username, Role role, @Nullable String badge, boolean inMemoriam) {

    /** Stands for somebody who does not agree at present that others are shown what they wrote. Nobody can join by it. */
    public static final Author KEPT_BACK = new Author("former-member", Role.MEMBER, null, false);

    /** The author in a row of a query that selects username, role, badge and memorial of the account. */
    public static Author in(Record row) {
        return in(row, ACCOUNT);
    }

    /** The same where the account goes by another name in the query. */
    public static Author in(Record row, Account account) {
        return new Author(
                row.get(account.USERNAME),
                Role.of(row.get(account.ROLE)),
                row.get(account.BADGE_ID),
                row.get(account.MEMORIAL_AT) != null);
    }
}
