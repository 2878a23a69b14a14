package waymark.platform.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderNameCase;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;

/**
 * The only holder of connections. Everything else gets a {@link DSLContext} for as long as one read or one transaction
 * lasts. A method that takes a {@code tx} joins the caller's transaction; a method that does not, starts its own.
 */
public final class Database implements AutoCloseable {

    private final DatabaseSettings settings;
    private final HikariDataSource pool;
    private final DSLContext dsl;
    private final ThreadLocal<Boolean> writing = ThreadLocal.withInitial(() -> false);

    public Database(DatabaseSettings settings) {
        this.settings = settings;
        this.pool = new HikariDataSource(poolOf(settings));
        // Names are rendered as they are: they are all lower case, and unquoted SQL is easier to read in a plan.
        this.dsl = DSL.using(
                pool,
                SQLDialect.POSTGRES,
                new Settings()
                        .withRenderSchema(false)
                        .withRenderNameCase(RenderNameCase.AS_IS)
                        .withRenderQuotedNames(RenderQuotedNames.EXPLICIT_DEFAULT_UNQUOTED)
                        .withExecuteLogging(false));
    }

    /** Runs queries outside a transaction: each statement sees what was committed when it began. */
    public <T> T read(Function<DSLContext, T> queries) {
        return queries.apply(dsl);
    }

    /**
     * Runs a transaction: all of it happens or, when an exception leaves it, nothing.
     *
     * @throws IllegalStateException inside another {@code write}; pass the {@code tx} instead
     */
    public <T> T write(Function<DSLContext, T> transaction) {
        if (writing.get()) {
            throw new IllegalStateException("a transaction is already open here; pass its tx");
        }
        writing.set(true);
        try {
            return dsl.transactionResult(configuration -> transaction.apply(configuration.dsl()));
        } finally {
            writing.remove();
        }
    }

    /** The same for one that gives nothing back. */
    public void run(Consumer<DSLContext> transaction) {
        boolean unused = write(tx -> {
            transaction.accept(tx);
            return true;
        });
    }

    /**
     * Listens to what transactions say with {@code pg_notify} on {@link Listener#CHANNEL}.
     *
     * @param heard gets what was said, on one thread
     */
    public Listener listener(Consumer<String> heard) {
        return new Listener(this::connect, heard);
    }

    /** One that is not of the pool, and so is not missing from it. */
    private Connection connect() throws SQLException {
        var properties = driverProperties(settings.statementTimeout());
        settings.username().ifPresent(name -> properties.setProperty("user", name));
        settings.password().ifPresent(password -> properties.setProperty("password", password));
        // It may have nothing to hear for days, and has to notice when the other side is gone.
        properties.setProperty("tcpKeepAlive", "true");
        return DriverManager.getConnection(settings.url(), properties);
    }

    @Override
    public void close() {
        pool.close();
    }

    private static HikariConfig poolOf(DatabaseSettings settings) {
        var config = new HikariConfig();
        config.setPoolName("waymark");
        config.setJdbcUrl(settings.url());
        settings.username().ifPresent(config::setUsername);
        settings.password().ifPresent(config::setPassword);
        config.setMaximumPoolSize(settings.poolSize());
        config.setConnectionTimeout(settings.connectionTimeout().toMillis());
        config.setDataSourceProperties(driverProperties(settings.statementTimeout()));
        return config;
    }

    private static Properties driverProperties(Duration statementTimeout) {
        var properties = new Properties();
        properties.setProperty("ApplicationName", "waymark");
        properties.setProperty("reWriteBatchedInserts", "true");
        // The detail of an error holds the whole row, and so what people wrote; it must not get into a log.
        properties.setProperty("logServerErrorDetail", "false");
        // A lost network must not hold a request for longer than a statement may take.
        properties.setProperty("socketTimeout", String.valueOf(statementTimeout.toSeconds() + 5));
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("options", "-c statement_timeout=" + statementTimeout.toMillis() + " -c TimeZone=UTC");
        return properties;
    }
}
