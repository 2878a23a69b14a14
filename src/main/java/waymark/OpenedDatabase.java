package waymark;

import java.util.Optional;
import java.util.Set;
import waymark.accounts.SealEmailAddresses;
import waymark.platform.db.Database;
import waymark.platform.db.DatabaseSettings;
import waymark.platform.db.Migrations;
import waymark.platform.db.embedded.EmbeddedPostgres;

/** The database of a run: the charity's own server, or the embedded one, which lives as long as this does. */
final class OpenedDatabase implements AutoCloseable {

    private static final Set<Integer> SUPPORTED = Set.of(15, 16, 17, 18);
    private static final String NAME = "waymark";

    private final Optional<EmbeddedPostgres> embedded;
    private final Database database;
    private final int migrationsApplied;

    private OpenedDatabase(Optional<EmbeddedPostgres> embedded, Database database, int migrationsApplied) {
        this.embedded = embedded;
        this.database = database;
        this.migrationsApplied = migrationsApplied;
    }

    /**
     * Starts or finds the server and brings the database to this version.
     *
     * @param farewell closes the server should the program be told to end before the caller does
     *
     * @throws StartupException when it cannot be used
     */
    static OpenedDatabase open(Config config, Farewell farewell) {
        var embedded = config.database().isPresent()
                ? Optional.<EmbeddedPostgres>empty()
                : Optional.of(
                        EmbeddedPostgres.start(config.data().resolve("postgres"), EmbeddedPostgres.Durability.SAFE));
        embedded.ifPresent(server -> farewell.add(server::close));
        try {
            var settings = embedded.map(server -> config.pool()
                            .on(server.jdbcUrl(NAME), Optional.of(server.username()), Optional.of(server.password())))
                    .orElseGet(() -> config.database().orElseThrow());
            requireSupported(settings);
            int applied = Migrations.apply(settings, new SealEmailAddresses(config.keys()));
            return new OpenedDatabase(embedded, new Database(settings), applied);
        } catch (RuntimeException e) {
            embedded.ifPresent(EmbeddedPostgres::close);
            throw e;
        }
    }

    private static void requireSupported(DatabaseSettings settings) {
        int version = Migrations.serverVersion(settings)
                .orElseThrow(
                        () -> new StartupException(
                                "The PostgreSQL of WAYMARK_DATABASE_URL does not answer, or does not accept the name and the password."));
        if (!SUPPORTED.contains(version)) {
            throw new StartupException("This is PostgreSQL " + version + "; Waymark runs on PostgreSQL 15 to 18.");
        }
    }

    Database database() {
        return database;
    }

    int migrationsApplied() {
        return migrationsApplied;
    }

    boolean isEmbedded() {
        return embedded.isPresent();
    }

    @Override
    public void close() {
        database.close();
        embedded.ifPresent(EmbeddedPostgres::close);
    }
}
