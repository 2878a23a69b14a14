package waymark.platform.db;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.api.Test;
import waymark.accounts.SealEmailAddresses;
import waymark.platform.secret.Keyring;
import waymark.testing.Connections;
import waymark.testing.Lists;
import waymark.testing.TestDatabases;

/**
 * Whoever comes from any earlier version, with what people wrote there and the reference data of the time, has in the end
 * what a new database has. One database climbs from version to version; from each it goes on to the present, is looked at,
 * and is rolled back to where it was. Flyway itself made the new one.
 */
class EveryVersionTest {

    /** There is no such table, no such column, or one that files of now have nothing for, because it has gone since. */
    private static final List<String> OF_ANOTHER_TIME = List.of("42P01", "42703", "23502");

    @Test
    void aDatabaseOfEveryEarlierVersionBecomesWhatANewOneIs() throws Exception {
        var fresh = TestDatabases.create();
        var climbing = TestDatabases.createEmpty();
        try (var made = Connections.open(fresh);
                var connection = Connections.open(climbing)) {
            connection.setAutoCommit(false);
            var things = DescribedSchema.things(made);
            var rows = DescribedSchema.rows(made);
            assertTrue(things.size() > 1000, () -> "things that are compared: " + things.size());

            var written = writtenByVersion();
            var steps = versioned();
            for (int next = 0; next < steps.size(); next++) {
                var version = steps.get(next).version();
                steps.get(next).apply(connection);
                giveReferenceDataThatFits(connection);
                execute(connection, Objects.requireNonNullElse(written.remove(version), ""));
                connection.commit();

                for (var later : steps.subList(next + 1, steps.size())) {
                    later.apply(connection);
                }
                for (var file : files("db/reference")) {
                    execute(connection, Files.readString(file));
                }
                var from = "one that was at " + version;
                Lists.requireSame("a new database", things, from, DescribedSchema.things(connection));
                var lost = new TreeSet<>(rows);
                lost.removeAll(new TreeSet<>(DescribedSchema.rows(connection)));
                assertEquals(List.of(), List.copyOf(lost), "reference data of a new database, and not of " + from);
                connection.rollback();
            }
            assertEquals(Map.of(), written, "rows of versions that there are not");
        }
        TestDatabases.drop(climbing);
        TestDatabases.drop(fresh);
    }

    private static List<Step> versioned() throws IOException {
        var steps = new TreeMap<String, Step>();
        for (var file : files("db/migration")) {
            var version = file.getFileName().toString().split("__", 2)[0];
            steps.put(version, new Step(version, connection -> execute(connection, Files.readString(file))));
        }
        var inJava = new SealEmailAddresses(Keyring.parse(Keyring.fresh("test")));
        var version = "V" + inJava.getVersion();
        steps.put(version, new Step(version, connection -> inJava.migrate(new Given(connection))));
        return List.copyOf(steps.values());
    }

    /** The files of now: those that do not fit came later. */
    private static void giveReferenceDataThatFits(Connection connection) throws Exception {
        for (var file : files("db/reference")) {
            var before = connection.setSavepoint();
            try {
                execute(connection, Files.readString(file));
            } catch (SQLException e) {
                assertTrue(OF_ANOTHER_TIME.contains(e.getSQLState()), file + ": " + e.getMessage());
                connection.rollback(before);
            }
        }
    }

    /** What {@code rows.sql} has, by the version it was written at. */
    private static Map<String, String> writtenByVersion() throws IOException {
        try (var in = Objects.requireNonNull(EveryVersionTest.class.getResourceAsStream("/migrations/rows.sql"))) {
            var parts = new TreeMap<String, String>();
            for (var part : new String(in.readAllBytes(), UTF_8).split("(?m)^-- (?=V\\d)", -1)) {
                if (part.startsWith("V")) {
                    parts.put(part.substring(0, part.indexOf('\n')), part.substring(part.indexOf('\n')));
                }
            }
            return parts;
        }
    }

    private static List<Path> files(String folder) throws IOException {
        try (var files = Files.list(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private record Step(String version, Change change) {

        void apply(Connection connection) throws Exception {
            change.in(connection);
            // As at the end of the transaction that each has in earnest; tables are not altered before.
            execute(connection, "set constraints all immediate; set constraints all deferred");
        }
    }

    private interface Change {
        void in(Connection connection) throws Exception;
    }

    private record Given(Connection connection) implements Context {

        @Override
        public Connection getConnection() {
            return connection;
        }

        @Override
        public Configuration getConfiguration() {
            return new FluentConfiguration();
        }
    }
}
