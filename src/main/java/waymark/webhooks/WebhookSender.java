package waymark.webhooks;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import waymark.platform.http.Json;

/** Sends one of them, with the headers and the signature of Standard Webhooks. */
final class WebhookSender {

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);

    private final Duration longestWait;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LONGEST_CONNECT)
            // What is signed for one place is not carried on to another.
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** @param longestWait for all of one, the body of the answer included */
    WebhookSender(Duration longestWait) {
        this.longestWait = longestWait;
    }

    /**
     * The status it was answered with; empty when there was no answer. An interrupted thread stays interrupted.
     *
     * @param now of this attempt, so that whoever gets it can refuse what is old
     */
    Optional<Integer> send(WebhookEndpoint endpoint, WebhookStore.Claimed claimed, Instant now) {
        var answer = client.sendAsync(request(endpoint, claimed, now), HttpResponse.BodyHandlers.discarding());
        try {
            return Optional.of(
                    answer.get(longestWait.toMillis(), TimeUnit.MILLISECONDS).statusCode());
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            answer.cancel(true);
        }
    }

    private HttpRequest request(WebhookEndpoint endpoint, WebhookStore.Claimed claimed, Instant now) {
        var id = claimed.id().toString();
        var timestamp = now.getEpochSecond();
        var body = body(claimed);
        return HttpRequest.newBuilder(endpoint.url())
                .timeout(longestWait)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Waymark")
                .header("webhook-id", id)
                .header("webhook-timestamp", String.valueOf(timestamp))
                .header("webhook-signature", endpoint.sign(id, timestamp, body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static String body(WebhookStore.Claimed claimed) {
        return Json.write(new Event(claimed.type(), claimed.occurredAt(), new Subject(claimed.subject())));
    }

    /** @param timestamp when it happened, the same in each attempt */
    private record Event(String type, Instant timestamp, Subject data) {}

    private record Subject(UUID id) {}
}
