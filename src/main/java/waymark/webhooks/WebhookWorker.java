package waymark.webhooks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.platform.db.Database;
import waymark.platform.jobs.Rounds;

/**
 * Delivers what was written down, at least once: whatever happens to a server while it delivers, some server does it again,
 * with the same id. Several may be at it at the same time; each takes others.
 */
public final class WebhookWorker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WebhookWorker.class);

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration FORGET_EVERY = Duration.ofHours(1);
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(5);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** Whoever has taken one and says nothing for so long has died, since nobody waits for an answer as long as that. */
    static final Duration ABANDONED = Duration.ofMinutes(1);

    static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    static final Duration GIVEN_UP = Duration.ofDays(5);

    /** Those that are over; the others wait for as long as it takes. */
    static final Duration KEPT = Duration.ofDays(30);

    private final Database db;
    private final Map<String, WebhookEndpoint> endpoints;
    private final Clock clock;
    private final WebhookSender sender;
    private final Rounds rounds = new Rounds("webhooks", log, "webhooks were not delivered");

    public WebhookWorker(Database db, List<WebhookEndpoint> endpoints, Clock clock) {
        this(db, endpoints, clock, LONGEST_WAIT);
    }

    WebhookWorker(Database db, List<WebhookEndpoint> endpoints, Clock clock, Duration longestWait) {
        this.db = db;
        this.sender = new WebhookSender(longestWait);
        this.endpoints = endpoints.stream().collect(Collectors.toMap(WebhookEndpoint::name, Function.identity()));
        this.clock = clock;
    }

    public void start() {
        if (!endpoints.isEmpty()) {
            rounds.every(EVERY, this::deliverDue);
        }
        rounds.every(FORGET_EVERY, this::forgetOld);
    }

    /**
     * Delivers what is due, until nothing is left or one could not be delivered: then the others will hardly do better right
     * now, and the next round is soon.
     *
     * @return how many arrived
     */
    public int deliverDue() {
        int delivered = 0;
        while (!Thread.currentThread().isInterrupted()) {
            var now = clock.instant();
            var claimed = db.write(tx -> WebhookStore.claim(tx, endpoints.keySet(), now, now.plus(ABANDONED)));
            if (claimed.isEmpty() || !deliver(claimed.get())) {
                break;
            }
            delivered++;
        }
        return delivered;
    }

    /** Forgets what has been over for long enough. */
    public int forgetOld() {
        return db.write(tx -> WebhookStore.deleteOlder(tx, clock.instant().minus(KEPT)));
    }

    @Override
    public void close() {
        if (!rounds.end(LONGEST_FAREWELL)) {
            log.warn("webhooks are left in the middle of a delivery");
        }
    }

    private boolean deliver(WebhookStore.Claimed claimed) {
        var endpoint = Objects.requireNonNull(endpoints.get(claimed.endpoint()));
        var status = sender.send(endpoint, claimed, clock.instant());
        if (Thread.currentThread().isInterrupted()) {
            // Nobody knows whether it arrived. It is abandoned, and so delivered again.
            return false;
        }
        var now = clock.instant();
        if (status.isPresent() && status.get() / 100 == 2) {
            db.run(tx -> WebhookStore.deliver(tx, claimed.id(), status.get(), now));
            return true;
        }
        miss(claimed, status.orElse(null), now);
        return false;
    }

    private void miss(WebhookStore.Claimed claimed, @Nullable Integer status, Instant now) {
        boolean hopeless = !now.isBefore(claimed.occurredAt().plus(GIVEN_UP));
        var next = hopeless ? null : now.plus(pauseAfter(claimed.attempts()));
        db.run(tx -> WebhookStore.miss(tx, claimed, status, now, next));
        if (hopeless) {
            log.warn(
                    "webhook {}, {} of {}, is given up after {} attempts, the last one answered with {}",
                    claimed.id(),
                    claimed.type(),
                    claimed.subject(),
                    claimed.attempts(),
                    status);
        }
    }

    /** Twice as long after each attempt, up to an hour. */
    static Duration pauseAfter(int attempts) {
        int doublings = Math.min(attempts - 1, 20);
        var pause = FIRST_PAUSE.multipliedBy(1L << doublings);
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
