package waymark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static waymark.testing.Together.until;

import ch.qos.logback.classic.Level;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.testing.Logged;

/** What somebody looks for is nobody's business, and a program cannot look for everything. */
class SearchDiscretionTest {

    @RegisterExtension
    static final TestForum forum = TestForum.withRateLimits();

    @Test
    void whatIsLookedForIsNotLogged() {
        try (var logged = Logged.by("waymark.requests", Level.DEBUG);
                var others = Logged.by(Logged.ROOT)) {
            for (var path :
                    List.of("/search?q=quagga", "/search/similar?title=quagga", "/search?q=quagga&limit=quagga")) {
                int unused = forum.alice().get(path).status();
            }
            until(
                    "all three requests are logged",
                    () -> lines(logged).stream()
                                    .filter(line -> line.contains("/search"))
                                    .count()
                            == 3);
            for (var each : List.of(logged, others)) {
                assertFalse(lines(each).stream().anyMatch(line -> line.contains("quagga")));
            }
        }
    }

    @Test
    void whoLooksForTooMuchHasToWait() {
        var bob = forum.bob();
        for (int i = 0; i < 60; i++) {
            assertEquals(200, bob.get("/search?q=kettle").status());
        }
        bob.get("/search?q=kettle").expectProblem(429, "too-many-requests");
        bob.get("/threads").expect(200);
    }

    private static List<String> lines(Logged logged) {
        return logged.events().stream()
                .map(event -> event.getFormattedMessage() + " " + event.getKeyValuePairs())
                .toList();
    }
}
