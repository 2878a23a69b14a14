package waymark.webhooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.List;
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

        assertEquals(
                List.of("story.published", "story.withdrawn"),
                receiver.received().stream()
                        .map(received -> json(received.body()).path("type").asText())
                        .sorted()
                        .toList());
        for (var received : receiver.received()) {
            assertEquals(
                    JsonNodeFactory.instance.objectNode().put("id", id),
                    json(received.body()).path("data"));
        }
        // Whoever comes back and reads finds that it is gone.
        assertEquals(410, forum.guest().get("/stories/" + id).status());
    }

    private static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }
}
