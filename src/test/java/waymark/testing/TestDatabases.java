package waymark.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import waymark.accounts.SealEmailAddresses;
import waymark.platform.db.DatabaseSettings;
import waymark.platform.db.Migrations;
import waymark.platform.db.embedded.EmbeddedPostgres;
import waymark.platform.secret.Keyring;

/** One real PostgreSQL for all tests of this process, and a database of its own for whoever asks. */
public final class TestDatabases {

    private static final String TEMPLATE = "waymark_template";
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Kept open, because a lock is gone with its channel. */
    private static final List<FileChannel> LOCKS = new ArrayList<>();

    private static final EmbeddedPostgres SERVER = start();

    private TestDatabases() {}

    /** A new database with the schema and the reference data, and nothing else. */
    public static DatabaseSettings create() {
        return create(" template " + TEMPLATE + " strategy file_copy");
    }

    /** A new database without anything. */
    public static DatabaseSettings createEmpty() {
        return create(" template template0");
    }

    private static DatabaseSettings create(String options) {
        var name = "test_" + COUNT.incrementAndGet();
        execute("drop database if exists " + name + " with (force)");
        execute("create database " + name + options);
        return settings(name);
    }

    public static void drop(DatabaseSettings settings) {
        execute("drop database " + settings.url().substring(settings.url().lastIndexOf('/') + 1) + " with (force)");
    }

    private static EmbeddedPostgres start() {
        var server = EmbeddedPostgres.start(freeFolder(), EmbeddedPostgres.Durability.LOST_ON_CRASH);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        makeConnectingCheap(server);
        execute(server, "drop database if exists " + TEMPLATE + " with (force)");
        execute(server, "create database " + TEMPLATE);
        var unused = migrate(settings(server, TEMPLATE));
        return server;
    }

    /** Each of hundreds of pools proves its password 16 times; nobody guesses at it here. */
    private static void makeConnectingCheap(EmbeddedPostgres server) {
        execute(
                server,
                "set scram_iterations = 1; alter role %s password '%s'"
                        .formatted(server.username(), server.password()));
    }

    /** The first that no other process has: several share the tests, and each has a server of its own. */
    private static Path freeFolder() {
        try {
            for (int i = 1; ; i++) {
                var folder = Files.createDirectories(
                        Path.of("target", "test-postgres", String.valueOf(i)).toAbsolutePath());
                var file = FileChannel.open(
                        folder.resolveSibling(i + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                if (file.tryLock() != null) {
                    LOCKS.add(file);
                    return folder;
                }
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Brings a database to the present schema. Whatever it has to seal, nobody will open. */
    public static int migrate(DatabaseSettings settings) {
        return migrate(settings, Keyring.parse(Keyring.fresh("test")));
    }

    /** The same, with keys that are needed afterwards. */
    public static int migrate(DatabaseSettings settings, Keyring keys) {
        return Migrations.apply(settings, new SealEmailAddresses(keys));
    }

    private static DatabaseSettings settings(String name) {
        return settings(SERVER, name);
    }

    private static DatabaseSettings settings(EmbeddedPostgres server, String name) {
        return new DatabaseSettings(
                server.jdbcUrl(name),
                Optional.of(server.username()),
                Optional.of(server.password()),
                16,
                Duration.ofSeconds(20),
                Duration.ofSeconds(20));
    }

    private static void execute(String sql) {
        execute(SERVER, sql);
    }

    private static void execute(EmbeddedPostgres server, String sql) {
        try (var connection =
                        DriverManager.getConnection(server.jdbcUrl("postgres"), server.username(), server.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
