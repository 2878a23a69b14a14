package waymark.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.App;
import waymark.TestForum;
import waymark.testing.Answer;
import waymark.testing.Client;

class RateLimitTest {

    @RegisterExtension
    static final TestForum forum = TestForum.withRateLimits();

    @Test
    void aLimitCountsDownAndStopsAtItsQuotaAndIsWholeAgainLater() {
        var bob = forum.bob();
        for (int left = 29; left >= 0; left--) {
            var answer = bob.post("/threads", Map.of()).expect(400);
            assertEquals("\"writing\";q=30;w=60", answer.header("RateLimit-Policy"));
            assertTrue(
                    answer.header("RateLimit").startsWith("\"writing\";r=" + left + ";t="), answer.header("RateLimit"));
        }
        Answer refused = bob.post("/threads", Map.of()).expectProblem(429, "too-many-requests");
        assertEquals("60", refused.header("Retry-After"));
        assertEquals("\"writing\";r=0;t=60", refused.header("RateLimit"));

        bob.get("/threads").expect(200);
        bob.get("/me").expect(200);
        forum.alice().post("/threads", Map.of()).expect(400);
        forum.clock().advance(Duration.ofSeconds(60));
        bob.post("/threads", Map.of()).expect(400);
    }

    @Test
    void guestsCannotPretendToComeFromElsewhere() {
        for (int i = 0; i < 30; i++) {
            forum.guest()
                    .with("X-Forwarded-For", "203.0.113." + i)
                    .post("/sessions", Map.of())
                    .expect(400);
        }
        forum.guest()
                .with("X-Forwarded-For", "198.51.100.1")
                .post("/sessions", Map.of())
                .expectProblem(429, "too-many-requests");
    }

    /** A proxy may add a line of its own below the one that the client sent. */
    @Test
    void behindAProxyNobodyPretendsToComeFromElsewhereEither() {
        var behind = new ServerSettings("127.0.0.1", 0, true, Set.of(), Set.of("127.0.0.1"), true);
        try (var app = new App(forum.db(), behind, forum.clock(), forum.settings())) {
            app.start();
            var guest = new Client(app.port(), Optional.empty());
            for (int i = 0; i < 30; i++) {
                guest.with("X-Forwarded-For", "203.0.113." + i)
                        .with("X-Forwarded-For", "198.51.100.7")
                        .post("/sessions", Map.of())
                        .expect(400);
            }
            guest.with("X-Forwarded-For", "192.0.2.1")
                    .with("X-Forwarded-For", "198.51.100.7")
                    .post("/sessions", Map.of())
                    .expectProblem(429, "too-many-requests");
        }
    }

    @Test
    void takingThingsBackIsNotLimitedTogetherWithWriting() {
        var carla = forum.member("carla");
        var post = forum.thread(carla).post();
        for (int i = 0; i < 29; i++) {
            carla.post("/threads", Map.of()).expect(400);
        }
        carla.post("/threads", Map.of()).expect(429);
        carla.with("If-Match", "\"1\"").delete("/posts/" + post).expect(204);
    }
}
