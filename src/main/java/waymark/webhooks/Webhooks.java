package waymark.webhooks;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import waymark.ids.Ids;

/** Writes down what other programs are to be told. */
public final class Webhooks {

    private final List<WebhookEndpoint> endpoints;
    private final Ids ids;
    private final Clock clock;

    /** @param endpoints who is told; without any nothing is written */
    public Webhooks(List<WebhookEndpoint> endpoints, Ids ids, Clock clock) {
        this.endpoints = List.copyOf(endpoints);
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Tells everybody who wants to know, seconds after the caller's transaction is there for good, and nobody if it is not.
     * It may reach them more than once and in another order; what they read then is what counts.
     *
     * @param type what happened, such as {@code story.withdrawn}
     * @param subject the id of what it happened to
     */
    public void announce(DSLContext tx, String type, UUID subject) {
        var now = clock.instant();
        WebhookStore.insert(
                tx,
                endpoints.stream()
                        .map(endpoint -> new WebhookStore.NewDelivery(ids.uuid(), endpoint.name(), type, subject, now))
                        .toList());
    }
}
