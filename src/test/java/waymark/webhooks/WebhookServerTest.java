package waymark.webhooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.platform.http.Json;
import waymark.stories.Storyteller;

/** A running server tells by itself what happens to stories. */
class WebhookServerTest {

    private static final Receiver receiver = new Receiver();

    @RegisterExtension
    static final TestForum forum = TestForum.telling(receiver.endpoint());

    @AfterAll
    static void nobodyListensAnyMore() {
        receiver.close();
    }

    @Test
    void aStoryThatIsWithdrawnIsGoneElsewhereWithinSeconds() throws Exception {
        // What happened to it, in either order.
        var both = new CountDownLatch(2);
        receiver.behave(exchange -> {
            both.countDown();
            return 200;
        });
        var id = new Storyteller(forum).published(forum.alice());
        forum.alice().delete("/stories/" + id + "/consent").expect(200);
        assertTrue(both.await(30, TimeUnit.SECONDS));

        assertEquals(List.of("story.published", "story.withdrawn"), typesAbout(id));
        for (var received : receiver.received()) {
            assertEquals(
                    List.of("id"),
                    json(received.body()).path("data").properties().stream()
                            .map(Map.Entry::getKey)
                            .toList());
        }
        // Whoever comes back and reads finds that it is gone.
        assertEquals(410, forum.guest().get("/stories/" + id).status());
    }

    @Test
    void whoeverTakesBackTheirConsentTakesTheirStoriesBackElsewhereTooUntilTheyGiveItAgain() throws Exception {
        var wren = forum.member("wren");
        var four = new CountDownLatch(4);
        receiver.behave(exchange -> {
            four.countDown();
            return 200;
        });
        var id = new Storyteller(forum).published(wren);
        var story = "/stories/" + id;
        // Nobody has seen this one, and so nobody needs to know of it.
        new Storyteller(forum).draft(wren);
        wren.delete("/me/consents/community-rules").expect(200);
        wren.delete("/me/consents/health-data").expect(200);
        wren.delete("/me/consents/health-data").expect(200);
        assertEquals(410, forum.guest().get(story).status());
        for (var purpose : List.of("community-rules", "health-data", "health-data")) {
            wren.post("/me/consents", Map.of("purpose", purpose, "wordingVersion", "2026-11"));
        }
        forum.guest().get(story).expect(200);
        wren.delete(story + "/consent").expect(200);
        assertTrue(four.await(30, TimeUnit.SECONDS));

        assertEquals(
                List.of("story.published", "story.published", "story.withdrawn", "story.withdrawn"), typesAbout(id));
    }

    private static List<String> typesAbout(String id) {
        return receiver.received().stream()
                .map(received -> json(received.body()))
                .filter(event -> event.at("/data/id").asText().equals(id))
                .map(event -> event.path("type").asText())
                .sorted()
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }
}
