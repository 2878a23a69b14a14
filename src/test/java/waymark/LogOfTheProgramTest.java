package waymark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import waymark.CommandLineTest.Program;
import waymark.platform.db.Database;
import waymark.testing.Answer;
import waymark.testing.Client;
import waymark.testing.LogCapture;
import waymark.testing.TestDatabases;

/** What the program writes when it runs by itself: one JSON object a line, and nothing that was sent to it. */
class LogOfTheProgramTest {

    private static final String CANARY = "canary5d2e81";
    private static final Set<String> FIELDS = Set.of(
            "time", "level", "logger", "message", "request", "event", "account", "method", "route", "status", "millis",
            "stack");

    @Test
    void everyLineIsAnObjectOfListedFieldsAndNoneHasWhatWasSent() {
        var database = TestDatabases.create();
        var settings = new HashMap<>(Map.of(
                "WAYMARK_PORT", "0",
                "WAYMARK_DEMO", "true",
                "WAYMARK_DATABASE_URL", database.url(),
                "WAYMARK_DATABASE_USER", database.username().orElseThrow(),
                "WAYMARK_DATABASE_PASSWORD", database.password().orElseThrow()));
        try (var db = new Database(database);
                var program = Program.start(settings, "serve").untilListening()) {
            var guest = program.guest();
            var token = signIn(guest, "waymark-demo-2026").expect(201).text("/session/token");
            signIn(guest, CANARY).expect(401);
            var port = program.out().lines().findFirst().orElseThrow().replaceAll(".*:", "");
            var ada = new Client(Integer.parseInt(port), Optional.of(token));
            say(ada).expect(201);
            ada.get("/threads?" + CANARY + "=" + CANARY).expect(400);
            ada.get("/threads/" + CANARY).expect(404);
            guest.post("/sessions", "{\"" + CANARY).expect(400);
            int unused = db.write(tx ->
                    tx.execute("alter table post add constraint no_birds check (markdown !~ 'canary') not valid"));
            say(ada).expect(500);
            int unusedToo = db.write(tx -> {
                // As whoever tells members takes them, who is at it twice a second.
                tx.execute("lock table happening, notification_box, notification in access exclusive mode");
                return tx.execute("drop table post cascade");
            });
            say(ada).expect(500);
            program.process().destroy();
            assertTrue(program.endsWithin(Duration.ofSeconds(60)));

            for (var line : program.err().lines().toList()) {
                LogCapture.read(line).fieldNames().forEachRemaining(field -> assertTrue(FIELDS.contains(field), line));
            }
            for (var secret : Set.of(CANARY, token, database.password().orElseThrow())) {
                assertFalse(program.err().contains(secret), program::err);
                assertFalse(program.out().contains(secret), program::out);
            }
            assertTrue(program.err().contains("PSQLException [23514 post no_birds]"), program::err);
            assertTrue(program.err().contains("PSQLException [42P01"), program::err);
            assertEquals(
                    1,
                    program.err()
                            .lines()
                            .map(LogCapture::read)
                            .filter(line -> isSignIn(line, "wrong-credentials"))
                            .count());
        }
        TestDatabases.drop(database);
    }

    @Test
    void aSecretThatCannotBeUsedIsNotRepeated() {
        var said = Program.run(
                        Map.of(
                                "WAYMARK_DATABASE_URL",
                                "jdbc:postgresql://" + CANARY + ":" + CANARY + "@db/waymark",
                                "WAYMARK_WEBHOOK_URL",
                                "https://site.example.org/hooks",
                                "WAYMARK_WEBHOOK_SECRET",
                                CANARY),
                        "serve")
                .refused();
        assertFalse(said.contains(CANARY), said);
    }

    private static Answer signIn(Client guest, String password) {
        return guest.post("/sessions", Map.of("username", "ada", "password", password));
    }

    private static Answer say(Client somebody) {
        return somebody.post(
                "/threads", Map.of("title", "About " + CANARY, "category", "recovery", "markdown", "I am " + CANARY));
    }

    private static boolean isSignIn(JsonNode line, String event) {
        return line.path("event").asText().equals(event)
                && line.path("route").asText().equals("/api/v1/sessions");
    }
}
