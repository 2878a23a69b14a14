package waymark.platform.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.MarkerFactory;
import waymark.testing.Connections;
import waymark.testing.LogCapture;
import waymark.testing.TestDatabases;

/** What a line of the log has in it, and what never gets there. */
class LogTest {

    @RegisterExtension
    static final LogCapture logged = new LogCapture();

    private static final Logger ours = LoggerFactory.getLogger("waymark.test");
    private static final Logger aLibrary = LoggerFactory.getLogger("org.example.Library");

    @Test
    void aLineIsOneObjectWithTheTimeInUtc() {
        ours.warn("something happened to {}", 7);
        var line = last();
        assertEquals(Set.of("time", "level", "logger", "message"), names(line));
        assertEquals("something happened to 7", line.path("message").asText());
        assertEquals("WARN", line.path("level").asText());
        assertEquals("waymark.test", line.path("logger").asText());
        assertTrue(line.path("time").asText().endsWith("Z"));
        assertTrue(Instant.parse(line.path("time").asText()).isAfter(Instant.EPOCH));
    }

    @Test
    void onlyListedFieldsAreWritten() {
        MDC.put("request", "r-1");
        MDC.put("email", "a@example.org");
        ours.atWarn()
                .addKeyValue("event", "tried")
                .addKeyValue("password", "secret")
                .addKeyValue("username", "ada")
                .addMarker(MarkerFactory.getMarker("a-marker"))
                .log("said");
        MDC.clear();
        assertEquals(Set.of("time", "level", "logger", "message", "request", "event"), names(last()));
    }

    @Test
    void nothingCanForgeALine() {
        ours.warn("one\r\n{\"level\":\"ERROR\"}\u001b[31m\u0000\u2028\u0085\u009b\u202e");
        var line = logged.lines().get(logged.lines().size() - 1);
        assertEquals(1, line.lines().count());
        assertTrue(line.endsWith("}\n"));
        assertTrue(line.strip().chars().allMatch(c -> c >= ' ' && c < 127), line);
    }

    @Test
    void whatALibraryFillsIntoItsMessageIsLeftOut() {
        aLibrary.warn("could not read {} of {}", "a secret", "somebody");
        assertEquals("could not read {} of {}", last().path("message").asText());
    }

    @Test
    void anExceptionIsToldWithoutItsWords() {
        ours.error("failed", new IllegalStateException("a secret", new RuntimeException("another secret")));
        var stack = last().path("stack").asText();
        assertTrue(stack.startsWith("java.lang.IllegalStateException\n  at waymark.platform.log.LogTest."), stack);
        assertTrue(stack.contains("\ncaused by java.lang.RuntimeException"), stack);
        assertFalse(stack.contains("secret"), stack);
    }

    @Test
    void anErrorOfTheDatabaseNamesTheConstraintAndNotTheRow() throws SQLException {
        var settings = TestDatabases.createEmpty();
        try (var connection = Connections.open(settings);
                var statement = connection.createStatement()) {
            statement.execute("create table person (name text constraint person_pk primary key)");
            statement.execute("insert into person values ('a secret')");
            ours.error("failed", failure(() -> statement.execute("insert into person values ('a secret')")));
        } finally {
            TestDatabases.drop(settings);
        }
        var stack = last().path("stack").asText();
        assertTrue(stack.contains("PSQLException [23505 person person_pk]"), stack);
        assertFalse(stack.contains("secret"), stack);
    }

    private static SQLException failure(Work work) {
        try {
            work.run();
        } catch (SQLException e) {
            return e;
        }
        throw new AssertionError("it went well");
    }

    private static JsonNode last() {
        return LogCapture.read(logged.lines().get(logged.lines().size() - 1));
    }

    private static Set<String> names(JsonNode line) {
        var names = new ArrayList<String>();
        line.fieldNames().forEachRemaining(names::add);
        return new TreeSet<>(List.copyOf(names));
    }

    private interface Work {
        void run() throws SQLException;
    }
}
