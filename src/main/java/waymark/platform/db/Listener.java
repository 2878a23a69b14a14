package waymark.platform.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.platform.jobs.Rounds;

/**
 * Listens to what transactions of all servers say, on a connection of its own. While it is cut off, and behind a pooler that
 * shares connections between transactions, it hears nothing: whoever relies on it looks by themselves now and then, too.
 */
public final class Listener implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Listener.class);

    private static final Duration TRY_AGAIN_EVERY = Duration.ofSeconds(1);

    /** The longest that closing waits for it. */
    private static final Duration LISTENS_AT_A_TIME = Duration.ofSeconds(1);

    /** The one on which servers say something to each other. */
    public static final String CHANNEL = "waymark_told";

    private final Connecting connecting;
    private final Consumer<String> heard;
    private final Rounds rounds = new Rounds("listener", log, "nothing was heard");

    private boolean told;

    Listener(Connecting connecting, Consumer<String> heard) {
        this.connecting = connecting;
        this.heard = heard;
    }

    public void start() {
        rounds.every(Duration.ZERO, TRY_AGAIN_EVERY, this::listen);
    }

    @Override
    public void close() {
        boolean unused = rounds.end(LISTENS_AT_A_TIME.multipliedBy(2));
    }

    private void listen() {
        try (var connection = connecting.connect()) {
            try (var statement = connection.createStatement()) {
                statement.execute("listen " + CHANNEL);
            }
            told = false;
            var listening = connection.unwrap(PGConnection.class);
            while (!Thread.currentThread().isInterrupted()) {
                var notes = listening.getNotifications((int) LISTENS_AT_A_TIME.toMillis());
                for (var note : notes == null ? new PGNotification[0] : notes) {
                    heard.accept(note.getParameter());
                }
            }
        } catch (SQLException e) {
            // Once, and not each time.
            if (!told) {
                log.warn("nothing is heard from the database for now, SQL state {}", e.getSQLState());
            }
            told = true;
        }
    }

    interface Connecting {
        Connection connect() throws SQLException;
    }
}
