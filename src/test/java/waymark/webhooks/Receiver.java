package waymark.webhooks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A program on this machine that is told things. */
public final class Receiver implements AutoCloseable {

    /** As {@code openssl rand -base64 32} would make one. */
    public static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw1x2y3z4A5B6=";

    private final HttpServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = exchange -> 204;

    public Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(executor);
        server.createContext("/", this::take);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hooks?from=waymark");
    }

    public WebhookEndpoint endpoint() {
        return WebhookEndpoint.of("settings", url(), SECRET);
    }

    public List<Received> received() {
        return received;
    }

    void answer(int status) {
        behaviour = exchange -> status;
    }

    void behave(Behaviour how) {
        behaviour = how;
    }

    private void take(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var headers = exchange.getRequestHeaders();
        received.add(new Received(
                exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                headers.getFirst("webhook-id"),
                headers.getFirst("webhook-timestamp"),
                headers.getFirst("webhook-signature"),
                headers.getFirst("Content-Type"),
                body));
        exchange.sendResponseHeaders(behaviour.statusFor(exchange), -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    interface Behaviour {
        int statusFor(HttpExchange exchange) throws IOException;
    }

    public record Received(
            String request, String id, String timestamp, String signature, String contentType, String body) {}
}
