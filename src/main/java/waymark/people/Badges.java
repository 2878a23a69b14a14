package waymark.people;

import java.util.List;
import java.util.Optional;
import waymark.accounts.Accounts;
import waymark.accounts.Profile;
import waymark.audit.Audit;
import waymark.audit.AuditEntry;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.problem.Problem;

/** What the charity has checked about somebody, beside their name wherever it stands. It lets nobody do anything. */
public final class Badges {

    private static final String NONE = "none";

    private final Database db;
    private final Accounts accounts;
    private final Audit audit;

    public Badges(Database db, Accounts accounts, Audit audit) {
        this.db = db;
        this.accounts = accounts;
        this.audit = audit;
    }

    /** All that there are, in the order in which they are shown. */
    public List<Badge> all() {
        return db.read(PeopleStore::badges);
    }

    /**
     * Gives somebody a badge in place of the one they had. Giving the one they have changes nothing.
     *
     * @param reason a code
     * @throws Problem NOT_FOUND, INVALID_VALUE, OWN_ACCOUNT, NOT_ALLOWED
     */
    public Profile give(Member admin, String username, String badge, String reason) {
        return set(admin, username, Optional.of(badge), Optional.of(reason));
    }

    /**
     * Takes the badge away. Doing it again changes nothing.
     *
     * @throws Problem NOT_FOUND, OWN_ACCOUNT, NOT_ALLOWED
     */
    public Profile take(Member admin, String username) {
        return set(admin, username, Optional.empty(), Optional.empty());
    }

    private Profile set(Member admin, String username, Optional<String> badge, Optional<String> reason) {
        return db.write(tx -> {
            var person = accounts.requireId(tx, username);
            Roles.hold(tx, admin, person);
            if (badge.isPresent() && !PeopleStore.isBadge(tx, badge.get())) {
                throw Problem.invalidValue("/badge", "There is no such badge; GET /badges lists them.");
            }
            var before = Optional.ofNullable(
                    accounts.requireProfile(tx, person).author().badge());
            if (!before.equals(badge)) {
                accounts.setBadge(tx, person, badge);
                var entry = AuditEntry.by(
                                admin, badge.isPresent() ? "badge-given" : "badge-taken", "member", person.value())
                        .changed(before.orElse(NONE), badge.orElse(NONE));
                audit.record(tx, reason.map(entry::because).orElse(entry));
            }
            return accounts.requireProfile(tx, person);
        });
    }
}
