package waymark.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import waymark.TestForum;
import waymark.testing.Together;

class StoppingTest {

    @Test
    void whoseRequestIsBeingAnsweredGetsTheAnswer() {
        var forum = new TestForum();
        forum.start();
        try {
            var path = "/threads/" + forum.thread(forum.alice()).thread() + "/posts";
            var bob = forum.bob();
            int port = forum.port();
            var reply = Together.meeting(
                    forum.db(),
                    tx -> tx.execute("lock table post in exclusive mode"),
                    () -> bob.post(path, Map.of("markdown", "Here I am.")),
                    tx -> {
                        var unused =
                                CompletableFuture.runAsync(() -> forum.app().close());
                        Together.until("nobody can connect any more", () -> !isListening(port));
                    });
            assertEquals(201, reply.status());
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
}
