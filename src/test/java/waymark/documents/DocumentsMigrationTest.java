package waymark.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import waymark.platform.db.Database;
import waymark.platform.db.DatabaseSettings;
import waymark.testing.TestDatabases;

/** What moderators had agreed on when the catalogue was alone is still there, and still counts. */
class DocumentsMigrationTest {

    @Test
    void versionsOfTheCatalogueAreKept() {
        var settings = TestDatabases.createEmpty();
        migrateToBefore(settings);
        try (var db = new Database(settings)) {
            int unused = db.write(tx -> tx.execute("""
                    insert into account (id, username, email, password_hash, role, created_at)
                      values ('019a0000-0000-7000-8000-00000000000a', 'mo', 'mo@example.org', 'x', 'moderator', now());
                    insert into catalogue_version (version, document, reason, proposed_at)
                      values ('shipped-0a1b2c3d', '{"a": 1}', 'Came with Waymark', now());
                    insert into catalogue_version
                        (version, document, based_on, changes, reason, proposed_by, proposed_at)
                      values ('v1', '{"a": 2}', 'shipped-0a1b2c3d', '{"a": 2}', 'Two is better.',
                        '019a0000-0000-7000-8000-00000000000a', now());
                    insert into catalogue_activation (version, activated_by, activated_at)
                      values ('shipped-0a1b2c3d', '019a0000-0000-7000-8000-00000000000a', now()),
                        ('v1', '019a0000-0000-7000-8000-00000000000a', now());
                    """));
            unused = TestDatabases.migrate(settings);

            var catalogue = "signposting-catalogue";
            assertEquals(Optional.of("v1"), db.read(tx -> DocumentStore.current(tx, catalogue)));
            assertEquals(Optional.empty(), db.read(tx -> DocumentStore.current(tx, "guides")));
            assertEquals(
                    2,
                    db.read(tx -> DocumentStore.requireContent(tx, catalogue, "v1"))
                            .path("a")
                            .asInt());
            var kept = db.read(tx -> DocumentStore.find(tx, catalogue, "v1")).orElseThrow();
            assertEquals("shipped-0a1b2c3d", kept.basedOn());
            assertEquals("mo", kept.approvals().get(0).by());
            assertEquals("v2", db.write(tx -> DocumentStore.nextVersion(tx, catalogue)));
            assertEquals("v1", db.write(tx -> DocumentStore.nextVersion(tx, "guides")));
        }
        TestDatabases.drop(settings);
    }

    private static void migrateToBefore(DatabaseSettings settings) {
        var unused = Flyway.configure()
                .dataSource(
                        settings.url(),
                        settings.username().orElse(null),
                        settings.password().orElse(null))
                .locations("classpath:db/migration")
                // The mark lets it be where the version has no number of its own.
                .target("022?")
                .load()
                .migrate();
    }
}
