package waymark.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import waymark.platform.db.Database;

class TogetherTest {

    /** As a pool does that is still filling: PostgreSQL shows a transaction the others as they were when it first looked. */
    @Test
    void somebodyIsSeenWaitingWhoConnectedAfterTheFirstLook() {
        var settings = TestDatabases.create();
        try (var db = new Database(settings)) {
            var waiting = db.write(tx -> {
                tx.execute("select pg_advisory_xact_lock(1)");
                assertTrue(!Together.isSomebodyWaiting(tx), "there is nobody yet");
                var other = CompletableFuture.runAsync(() -> {
                    try (var connection = DriverManager.getConnection(
                                    settings.url(),
                                    settings.username().orElseThrow(),
                                    settings.password().orElseThrow());
                            var statement = connection.createStatement()) {
                        statement.execute("select pg_advisory_xact_lock(1)");
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                });
                long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
                while (!other.isDone() && !Together.isSomebodyWaiting(tx)) {
                    assertTrue(System.nanoTime() < end, "nobody was seen");
                }
                assertTrue(!other.isDone(), "it waits");
                return other;
            });
            Together.await(waiting);
        }
    }
}
