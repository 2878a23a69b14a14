package waymark.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import waymark.TestForum;
import waymark.testing.Answer;
import waymark.testing.Together;

class StoppingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void whoseRequestIsBeingAnsweredGetsTheAnswer() {
        var forum = new TestForum();
        forum.start();
        try {
            var thread = forum.thread(forum.alice()).thread();
            var bob = forum.bob();
            var port = forum.port();
            var reply = forum.db().write(tx -> {
                tx.execute("lock table post in exclusive mode");
                CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(
                        () -> bob.post("/threads/" + thread + "/posts", Map.of("markdown", "Here I am.")));
                await(() -> Together.isSomebodyWaiting(tx));
                var unused = CompletableFuture.runAsync(() -> forum.app().close());
                await(() -> !isListening(port));
                return answer;
            });
            assertEquals(201, reply.join().status());
        } finally {
            forum.stop();
        }
    }

    private static boolean isListening(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "it did not come to that");
        }
    }
}
