package waymark.platform.db;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import waymark.testing.TestDatabases;

class MigrationsTest {

    /** The services were such data before they moved into the catalogue. */
    @Test
    void aDatabaseThatWasGivenReferenceDataWhichIsGoneIsStillMigrated() {
        var settings = TestDatabases.create();
        try (var db = new Database(settings)) {
            int recorded = db.write(tx -> tx.execute("""
                    insert into flyway_schema_history
                        (installed_rank, description, type, script, checksum, installed_by, execution_time, success)
                      select max(installed_rank) + 1, 'services', 'SQL', 'R__services.sql', 1, current_user, 1, true
                        from flyway_schema_history
                    """));
            assertEquals(1, recorded);
            assertEquals(0, TestDatabases.migrate(settings));
        }
        TestDatabases.drop(settings);
    }
}
