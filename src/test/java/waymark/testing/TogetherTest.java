package waymark.testing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import waymark.platform.db.Database;
import waymark.platform.db.DatabaseSettings;

class TogetherTest {

    private static final DatabaseSettings settings = TestDatabases.create();
    private static final Database db = new Database(settings);

    @AfterAll
    static void drop() {
        db.close();
        TestDatabases.drop(settings);
    }

    /** As a pool does that is still filling: some views of PostgreSQL show the others as they were at the first look. */
    @Test
    void somebodyIsSeenWaitingWhoConnectedAfterTheFirstLook() {
        var waiting = db.write(tx -> {
            tx.execute("select pg_advisory_xact_lock(1)");
            assertFalse(Together.isWaitedFor(tx), "there is nobody yet");
            var other = CompletableFuture.runAsync(TogetherTest::wantTheSame);
            Together.untilSomebodyWaits(tx, other);
            return other;
        });
        Together.await(waiting);
    }

    @Test
    void whoWaitsForSomebodyElseIsNotMeant() {
        var waiting = db.write(tx -> {
            tx.execute("select pg_advisory_xact_lock(1)");
            var other = CompletableFuture.runAsync(TogetherTest::wantTheSame);
            Together.untilSomebodyWaits(tx, other);
            var seenByAnother = Together.times(1, i -> db.write(Together::isWaitedFor));
            assertFalse(seenByAnother.get(0));
            return other;
        });
        Together.await(waiting);
    }

    @Test
    void whoIsThroughWithoutHavingWaitedIsAFault() {
        var through = CompletableFuture.completedFuture("the answer");
        var fault = assertThrows(
                AssertionError.class,
                () -> db.<Boolean>write(tx -> {
                    Together.untilSomebodyWaits(tx, through);
                    return true;
                }));
        assertTrue(fault.toString().contains("the answer"), fault::toString);
    }

    private static void wantTheSame() {
        try (var connection = Connections.open(settings);
                var statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(1)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
