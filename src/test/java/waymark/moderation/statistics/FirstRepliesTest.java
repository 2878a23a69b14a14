package waymark.moderation.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.platform.access.Role;

/** Alice starts threads, Bob answers them. */
class FirstRepliesTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    @Test
    void fewAreLeftOutAndFiveOrMoreAreToldWithoutWhatReadersDoNotFind() {
        assertEquals(0, figures().path("answered").asInt(-1));
        for (int minutes : new int[] {10, 20, 30, 40}) {
            var unused = answeredAfter(minutes);
        }
        assertTrue(figures().path("suppressed").asBoolean());
        assertTrue(figures().path("answered").isMissingNode());
        assertTrue(figures().path("firstReply").isMissingNode());
        var last = answeredAfter(50);
        var found = figures();
        assertEquals(5, found.path("answered").asInt());
        assertEquals(30.0, found.at("/firstReply/median").asDouble());
        assertEquals(46.0, found.at("/firstReply/p90").asDouble());
        forum.bob().with("If-Match", "*").delete("/posts/" + last).expect(204);
        assertTrue(figures().path("suppressed").asBoolean());
        forum.clock().advance(Duration.ofDays(29));
        assertEquals(0, figures().path("answered").asInt(-1));
    }

    private static String answeredAfter(int minutes) {
        var thread = forum.thread(forum.alice()).thread();
        forum.reply(forum.alice(), thread, "Anybody?");
        forum.clock().advance(Duration.ofMinutes(minutes));
        return forum.reply(forum.bob(), thread, "Here.");
    }

    private static JsonNode figures() {
        var answer = forum.signedIn("sol", Role.SUPPORTER)
                .get("/statistics/first-replies")
                .expect(200);
        return StreamSupport.stream(answer.at("/categories").spliterator(), false)
                .filter(each -> each.path("category").asText().equals("recovery"))
                .findFirst()
                .orElseThrow();
    }
}
