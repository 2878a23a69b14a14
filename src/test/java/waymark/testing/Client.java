package waymark.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waymark.platform.http.Json;

/** Somebody who calls the server over HTTP. Every answer is held against the contract before a test sees it. */
public final class Client {

    public static final String BASE = "/api/v1";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private final int port;
    private final Optional<String> token;
    private final List<String> headers;

    public Client(int port, Optional<String> token) {
        this(port, token, List.of());
    }

    private Client(int port, Optional<String> token, List<String> headers) {
        this.port = port;
        this.token = token;
        this.headers = headers;
    }

    /** The same caller, sending a header more. */
    public Client with(String header, String value) {
        var more = new ArrayList<>(headers);
        more.add(header);
        more.add(value);
        return new Client(port, token, more);
    }

    public String token() {
        return token.orElseThrow();
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer head(String path) {
        return send("HEAD", path, null);
    }

    public Answer post(String path, Object body) {
        return send("POST", path, json(body));
    }

    public Answer put(String path) {
        return send("PUT", path, null);
    }

    public Answer put(String path, Object body) {
        return send("PUT", path, json(body));
    }

    public Answer patch(String path, Object body) {
        return send("PATCH", path, json(body));
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** @param path below the base path, or from the root when it begins with two slashes */
    public Answer send(String method, String path, byte @Nullable [] body) {
        var whole = path.startsWith("//") ? path.substring(1) : BASE + path;
        var publisher =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body);
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + whole))
                .timeout(Duration.ofSeconds(60))
                .method(method, publisher);
        token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
        if (body != null && !headers.contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        try {
            var response = HTTP.send(request.build(), UntilCaughtUp.orWhole());
            ContractCheck.check(method, whole, response);
            return new Answer(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static byte[] json(Object body) {
        try {
            return body instanceof String text
                    ? text.getBytes(StandardCharsets.UTF_8)
                    : Json.MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
