package waymark.privacy;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.platform.db.Database;

/**
 * Deletes what was kept for long enough: whatever the registry of personal data says goes by itself, in its order. Several
 * servers may do it at once; each finds less to do.
 */
public final class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    /** So that no transaction is long, and nobody waits for a row that is going. */
    private static final int BATCH = 500;

    private final Database db;
    private final Clock clock;
    private final Registry registry = Registry.get();

    public Retention(Database db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * What a rule of the registry did, or would do.
     *
     * @param rule table and column, {@code session.expires_at}
     * @param failed whether it did not get to its end; the next time it goes on
     */
    public record Swept(String rule, int rows, boolean failed) {}

    /** How much would go now. Changes nothing. */
    public List<Swept> count() {
        var now = clock.instant();
        return rules().map(rule -> new Swept(
                        rule.name(),
                        db.read(tx ->
                                RetentionStore.count(tx, rule, rule.sweep().before(now))),
                        false))
                .toList();
    }

    /** Deletes it. A rule that fails does not keep the others from being followed. */
    public List<Swept> run() {
        var now = clock.instant();
        var all = rules().map(rule -> sweep(rule, rule.sweep().before(now))).toList();
        var gone = all.stream()
                .filter(swept -> swept.rows() > 0)
                .map(swept -> swept.rule() + " " + swept.rows())
                .collect(Collectors.joining(", "));
        if (!gone.isEmpty()) {
            log.info("kept for long enough and gone: {}", gone);
        }
        return all;
    }

    private Swept sweep(Rule rule, Instant before) {
        int rows = 0;
        try {
            int batch = BATCH;
            while (batch == BATCH && !Thread.currentThread().isInterrupted()) {
                batch = db.write(tx -> RetentionStore.delete(tx, rule, before, BATCH));
                rows += batch;
            }
            return new Swept(rule.name(), rows, false);
        } catch (DataAccessException e) {
            log.error("what was kept for long enough could not be deleted: {}", rule.name(), e);
            return new Swept(rule.name(), rows, true);
        }
    }

    private Stream<Rule> rules() {
        return registry.tables().stream()
                .flatMap(table -> table.sweeps().stream().map(sweep -> new Rule(table, sweep)));
    }

    /** A sweep of a table. */
    record Rule(RegistryTable table, RegistryTable.Sweep sweep) {

        String name() {
            return table.name() + "." + sweep.from();
        }
    }
}
