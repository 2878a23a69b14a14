package waymark.people;

import static org.jooq.Records.mapping;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.BADGE;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import waymark.ids.AccountId;
import waymark.platform.access.Role;

final class PeopleStore {

    private PeopleStore() {}

    static Set<AccountId> lockAdmins(DSLContext tx) {
        return lock(tx, ACCOUNT.ROLE.eq(Role.ADMIN.code()));
    }

    /** @return the admins */
    static Set<AccountId> lockAdminsAnd(DSLContext tx, AccountId person) {
        return lock(tx, ACCOUNT.ROLE.eq(Role.ADMIN.code()).or(ACCOUNT.ID.eq(person)));
    }

    static List<Badge> badges(DSLContext tx) {
        return tx.select(BADGE.ID, BADGE.NAME, BADGE.DESCRIPTION)
                .from(BADGE)
                .orderBy(BADGE.POSITION, BADGE.ID)
                .fetch(mapping(Badge::new));
    }

    static boolean isBadge(DSLContext tx, String id) {
        return tx.fetchExists(BADGE, BADGE.ID.eq(id));
    }

    /** Those of them that are admins and have not left. In the order of their ids, as everybody; in nobody's way who only writes something of theirs. */
    private static Set<AccountId> lock(DSLContext tx, Condition which) {
        return tx
                .select(ACCOUNT.ID, ACCOUNT.ROLE, ACCOUNT.CLOSED_AT)
                .from(ACCOUNT)
                .where(which)
                .orderBy(ACCOUNT.ID)
                .forNoKeyUpdate()
                .fetch()
                .stream()
                .filter(row -> row.value2().equals(Role.ADMIN.code()) && row.value3() == null)
                .map(row -> row.value1())
                .collect(Collectors.toSet());
    }
}
