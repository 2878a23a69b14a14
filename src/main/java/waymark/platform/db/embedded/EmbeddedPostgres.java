package waymark.platform.db.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A PostgreSQL server that belongs to one folder and runs as long as this object is open. It is reachable from this
 * machine only, and with the password that lies in the folder.
 *
 * <p>Give it a folder of its own: an empty one is made private to its owner. When Waymark is killed the server stays; the
 * next start on the folder stops it and goes on with its data.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    /** What a crash may cost. It is chosen anew at each start. */
    public enum Durability {
        /** What was committed is there after a crash and after a power cut. */
        SAFE("on"),
        /** For tests: nothing waits for the disk, and a crash can lose the whole database. */
        LOST_ON_CRASH("off");

        private final String waitForDisk;

        Durability(String waitForDisk) {
            this.waitForDisk = waitForDisk;
        }
    }

    private static final String DATABASE = "waymark";
    private static final String USERNAME = "waymark";

    private final FolderLock lock;
    private final Postmaster postmaster;
    private final String password;
    private final int port;
    private boolean open = true;

    private EmbeddedPostgres(FolderLock lock, Postmaster postmaster, String password, int port) {
        this.lock = lock;
        this.postmaster = postmaster;
        this.password = password;
        this.port = port;
    }

    /**
     * Starts the server of the folder and makes whatever is missing: the folder, PostgreSQL's programs, the data, the
     * database {@code waymark}. The first start on a folder takes a few seconds, a later one well under a second.
     *
     * @throws EmbeddedPostgresException with a sentence for the operator; nothing is left running
     */
    public static EmbeddedPostgres start(Path folder, Durability durability) {
        return start(folder, durability, folder, List.of(HostUser.WayForRoot.values()));
    }

    /** Keeps the unpacked programs in another folder, which several servers can share. */
    static EmbeddedPostgres start(
            Path folder, Durability durability, Path programs, List<HostUser.WayForRoot> waysForRoot) {
        var absolute = folder.toAbsolutePath().normalize();
        try {
            var archive = PostgresPrograms.archive(absolute);
            var home = Folders.prepare(absolute);
            var user = HostUser.forServerIn(home, waysForRoot);
            var lock = FolderLock.take(home);
            try {
                Folders.deleteUnfinished(home);
                return start(
                        home, durability, user, PostgresPrograms.unpacked(archive, programs.toRealPath(), user), lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw EmbeddedPostgresException.of(absolute, e);
        }
    }

    private static EmbeddedPostgres start(
            Path home, Durability durability, HostUser user, PostgresPrograms programs, FolderLock lock)
            throws IOException {
        var cluster = new Cluster(home, user, programs);
        cluster.makeIfMissing(USERNAME, durability);
        var password = cluster.password();
        var postmaster = new Postmaster(home, programs);
        var whileStarting = new StopOnExit(postmaster);
        try (whileStarting) {
            var server = new EmbeddedPostgres(lock, postmaster, password, postmaster.start(settings(durability)));
            server.makeDatabaseIfMissing();
            programs.deleteEarlierVersions();
            return server;
        } catch (SQLException e) {
            postmaster.stop();
            throw new EmbeddedPostgresException(
                    "The database in the folder " + home + " started but refuses the password in "
                            + home.resolve("password") + " or cannot make the database " + DATABASE + " ("
                            + e.getMessage() + "); put password and data back from the same backup.",
                    e);
        } catch (IOException | RuntimeException e) {
            postmaster.stop();
            throw e;
        }
    }

    private static List<String> settings(Durability durability) {
        var settings = new ArrayList<>(List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "password_encryption=scram-sha-256",
                "max_connections=100",
                "shared_buffers=128MB",
                "timezone=UTC",
                "log_timezone=UTC",
                "log_destination=stderr",
                "logging_collector=off",
                "log_checkpoints=off"));
        // What people wrote must not be found in the log. Even the bare text of an error can quote it, as "syntax error
        // in tsquery" does, and the application is told of its errors anyway: hence nothing below LOG.
        settings.addAll(List.of(
                "log_min_messages=log",
                "log_statement=none",
                "log_min_error_statement=panic",
                "log_min_duration_statement=-1",
                "log_error_verbosity=terse",
                "log_parameter_max_length=0",
                "log_parameter_max_length_on_error=0"));
        for (var setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            settings.add(setting + "=" + durability.waitForDisk);
        }
        return settings;
    }

    private void makeDatabaseIfMissing() throws SQLException {
        try (var connection = DriverManager.getConnection(jdbcUrl("postgres"), USERNAME, password);
                var statement = connection.createStatement();
                var found = statement.executeQuery("select from pg_database where datname = '" + DATABASE + "'")) {
            if (!found.next()) {
                statement.execute("create database " + DATABASE);
            }
        }
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public String username() {
        return USERNAME;
    }

    public String password() {
        return password;
    }

    public int port() {
        return port;
    }

    /** Stops the server, cutting off whoever is connected, and waits until it has ended. Closing again does nothing. */
    @Override
    public synchronized void close() {
        if (!open) {
            return;
        }
        open = false;
        try (lock) {
            postmaster.stop();
        } catch (IOException e) {
            throw EmbeddedPostgresException.of(lock.folder(), e);
        }
    }
}
