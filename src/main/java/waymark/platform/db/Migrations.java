package waymark.platform.db;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.OptionalInt;
import org.flywaydb.core.Flyway;

/** Brings a database to the schema and the reference data of this version. */
public final class Migrations {

    private Migrations() {}

    /** The major version of the server; empty when it cannot be asked. */
    public static OptionalInt serverVersion(DatabaseSettings settings) {
        try (var connection = DriverManager.getConnection(
                settings.url(),
                settings.username().orElse(null),
                settings.password().orElse(null))) {
            return OptionalInt.of(connection.getMetaData().getDatabaseMajorVersion());
        } catch (SQLException e) {
            return OptionalInt.empty();
        }
    }

    /**
     * Applies what is missing; does nothing to a database that is up to date. Several servers may start at once: one
     * migrates and the others wait.
     *
     * @return how many migrations were applied
     */
    public static int apply(DatabaseSettings settings) {
        return Flyway.configure()
                .dataSource(
                        settings.url(),
                        settings.username().orElse(null),
                        settings.password().orElse(null))
                .locations("classpath:db/migration", "classpath:db/reference")
                .validateMigrationNaming(true)
                // Reference data may move out of the migrations, as the services did. A database from the future is let
                // through as before: a server of the version before it still serves while the next one takes over.
                .ignoreMigrationPatterns("repeatable:missing", "*:future")
                .load()
                .migrate()
                .migrationsExecuted;
    }
}
