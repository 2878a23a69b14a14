package waymark.documents;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.platform.db.Database;

/**
 * The version of a document that is served on this server now. It is kept in memory and looked up in the database every two
 * seconds; whatever goes wrong there, what is in memory stays, and at the start that is the version that comes with Waymark.
 */
public final class Served<T> implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Served.class);
    private static final Duration EVERY = Duration.ofSeconds(2);

    private final Database db;
    private final DocumentKind<T> kind;
    private final Clock clock;
    private final ScheduledExecutorService executor;

    private volatile Copy<T> copy;
    private boolean shippedRecorded;

    public Served(Database db, DocumentKind<T> kind, Clock clock) {
        this.db = db;
        this.kind = kind;
        this.clock = clock;
        this.executor = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, kind.name());
            thread.setDaemon(true);
            return thread;
        });
        this.copy = new Copy<>(new Version(kind.shippedVersion(), Optional.empty()), kind.shipped(), Optional.empty());
        refresh();
    }

    /**
     * Writes down the shipped version where it is new, and follows the database from now on.
     *
     * @param also what is done each time as well
     */
    public void start(Runnable also) {
        tend(also);
        var unused = executor.scheduleWithFixedDelay(
                () -> tend(also), EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    public T current() {
        return copy.document;
    }

    /** Why something else is served than the database says; empty when all is well. */
    public Optional<String> trouble() {
        return copy.trouble;
    }

    /** Takes over what the database says now. Never throws: what cannot be used leaves everything as it is. */
    public synchronized void refresh() {
        try {
            var wanted = db.read(tx -> DocumentStore.served(tx, kind.name()));
            if (wanted.isPresent()) {
                serve(wanted.get());
            } else if (!copy.version.name().equals(kind.shippedVersion())) {
                keep("the database names no version any more", null);
            } else {
                recover();
            }
        } catch (DataAccessException e) {
            keep("the database did not say which version is current", null);
        } catch (RuntimeException e) {
            keep("the version that the database names cannot be used", e);
        }
    }

    DocumentKind<T> kind() {
        return kind;
    }

    private void serve(Version version) {
        if (!version.equals(copy.version)) {
            var name = version.name();
            var next = name.equals(kind.shippedVersion())
                    ? kind.shipped()
                    : kind.reader().apply(name, db.read(tx -> DocumentStore.requireContent(tx, kind.name(), name)));
            copy = new Copy<>(version, next, Optional.empty());
            log.info("{} version {} is served", kind.called(), name);
        }
        recover();
    }

    private void recover() {
        if (copy.trouble.isPresent()) {
            copy = copy.with(Optional.empty());
            log.info("{} version {} is served again as it should be", kind.called(), copy.version.name());
        }
    }

    /** Told in the log when it begins, not every two seconds. */
    private void keep(String why, @Nullable RuntimeException cause) {
        var called =
                Character.toUpperCase(kind.called().charAt(0)) + kind.called().substring(1);
        var trouble = Optional.of(called + " version " + copy.version.name() + " is served: " + why + ".");
        if (!copy.trouble.equals(trouble)) {
            copy = copy.with(trouble);
            log.warn("{} version {} is served: {}", kind.called(), copy.version.name(), why, cause);
        }
    }

    private void tend(Runnable also) {
        try {
            refresh();
            recordShipped();
            also.run();
        } catch (RuntimeException e) {
            // An exception would end the schedule, and two seconds later all may be well again.
            log.debug("the {} could not be tended", kind.called(), e);
        }
    }

    private void recordShipped() {
        if (!shippedRecorded) {
            db.run(tx -> DocumentStore.insertShipped(tx, kind, clock.instant()));
            shippedRecorded = true;
        }
    }

    /** @param clearedAt when somebody's name was last taken out of it: then what is in memory is not what the database has */
    record Version(String name, Optional<Instant> clearedAt) {}

    /** @param trouble why this is not what the database says */
    private record Copy<T>(Version version, T document, Optional<String> trouble) {

        Copy<T> with(Optional<String> other) {
            return new Copy<>(version, document, other);
        }
    }
}
