package waymark.gate;

import java.time.Clock;
import java.util.List;
import org.jooq.DSLContext;
import waymark.audit.Audit;
import waymark.audit.AuditEntry;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.http.Versions;
import waymark.platform.problem.Problem;

/** What happens to texts in which something looks like personal data. */
public final class PersonalDataRules {

    private final Database db;
    private final Audit audit;
    private final Clock clock;

    public PersonalDataRules(Database db, Audit audit, Clock clock) {
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    List<PersonalDataRule> list() {
        return db.read(SettingsStore::personalDataRules);
    }

    /** @throws Problem NOT_FOUND, STALE_VERSION */
    PersonalDataRule change(
            String pattern, Member moderator, Versions.Expected expected, PersonalDataRule.Action action) {
        return db.write(tx -> {
            SettingsStore.raiseRevision(tx);
            var present = require(tx, pattern);
            expected.require(present.version());
            SettingsStore.setPersonalData(tx, pattern, action, clock.instant());
            audit.record(
                    tx,
                    AuditEntry.by(moderator, "personal-data-rule-changed", "personal-data-rule")
                            .because(pattern)
                            .changed(present.action().code(), action.code()));
            return require(tx, pattern);
        });
    }

    private static PersonalDataRule require(DSLContext tx, String pattern) {
        return SettingsStore.lockPersonalDataRule(tx, pattern).orElseThrow(Problem::notFound);
    }
}
