package waymark.platform.db;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.OptionalInt;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.migration.JavaMigration;

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
     * @param inJava those that need more than SQL
     * @return how many migrations were applied
     */
    public static int apply(DatabaseSettings settings, JavaMigration... inJava) {
        return Flyway.configure()
                .dataSource(
                        settings.url(),
                        settings.username().orElse(null),
                        settings.password().orElse(null))
                .locations("classpath:db/migration", "classpath:db/reference")
                .javaMigrations(inJava)
                .validateMigrationNaming(true)
                // Reference data may move out of the migrations, as the services did. A database from the future is let
                // through as before: a server of the version before it still serves while the next one takes over.
                .ignoreMigrationPatterns("repeatable:missing", "*:future")
                .load()
                .migrate()
                .migrationsExecuted;
    }
}
