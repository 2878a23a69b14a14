package waymark.webhooks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.App;
import waymark.TestForum;
import waymark.ids.Ids;
import waymark.platform.http.ServerSettings;

/** A running server delivers by itself. */
class WebhookServerTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    @Test
    void whatIsAnnouncedArrivesWithinSeconds() throws Exception {
        try (var receiver = new Receiver()) {
            var arrived = new CountDownLatch(1);
            receiver.behave(exchange -> {
                arrived.countDown();
                return 200;
            });
            var told = List.of(receiver.endpoint());
            var clock = Clock.systemUTC();
            var settings = new ServerSettings("127.0.0.1", 0, false, Set.of(), Set.of(), false);
            try (var server = new App(forum.db(), settings, clock, told)) {
                server.start();
                var announced = forum.db().write(tx -> {
                    new Webhooks(told, new Ids(clock), clock).announce(tx, "story.withdrawn", new UUID(7, 1));
                    return true;
                });
                assertTrue(announced);
                assertTrue(arrived.await(30, TimeUnit.SECONDS));
            }
        }
    }
}
