package waymark.platform.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/**
 * Counts what each account does, and what guests do from each network. The counts are kept in memory: a restart forgives,
 * and each node counts for itself.
 */
public final class RateLimits {

    private static final int MOST_CALLERS = 100_000;
    private static final String OVER = "waymark.over-limit";

    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_CALLERS)
            .expireAfterAccess(Duration.ofHours(2))
            .build();
    private final boolean on;
    private final TimeMeter time;
    private final ClientAddress addresses;

    RateLimits(boolean on, Clock clock, ClientAddress addresses) {
        this.on = on;
        this.addresses = addresses;
        this.time = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                var now = clock.instant();
                return now.getEpochSecond() * 1_000_000_000L + now.getNano();
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }

    /** Whether this request is over a limit that refuses nobody. */
    public static boolean isOver(Context ctx) {
        return Optional.<Boolean>ofNullable(ctx.attribute(OVER)).orElse(false);
    }

    /**
     * Counts this request and tells the caller how many are left.
     *
     * @throws Problem TOO_MANY_REQUESTS when none is, unless nobody is refused because of this limit
     */
    void count(Context ctx, RateLimit limit) {
        if (!on) {
            return;
        }
        var bucket = buckets.get(limit.code() + " " + who(ctx), unused -> newBucket(limit));
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        long untilReset = seconds(probe.getNanosToWaitForReset());
        ctx.header(
                "RateLimit-Policy",
                "\"%s\";q=%d;w=%d"
                        .formatted(limit.code(), limit.quota(), limit.window().toSeconds()));
        ctx.header("RateLimit", "\"%s\";r=%d;t=%d".formatted(limit.code(), probe.getRemainingTokens(), untilReset));
        if (!probe.isConsumed() && limit.over() == RateLimit.Over.ACCEPTED) {
            ctx.attribute(OVER, true);
        } else if (!probe.isConsumed()) {
            throw ProblemType.TOO_MANY_REQUESTS
                    .because("Nothing you wrote is lost if you keep it there and try again in a little while.")
                    .retryAfter(Duration.ofSeconds(seconds(probe.getNanosToWaitForRefill())));
        }
    }

    private String who(Context ctx) {
        return Caller.viewer(ctx).member().map(me -> me.id().toString()).orElseGet(() -> addresses.network(ctx));
    }

    private Bucket newBucket(RateLimit limit) {
        var bandwidth = Bandwidth.builder()
                .capacity(limit.quota())
                .refillIntervally(limit.quota(), limit.window())
                .build();
        return Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(bandwidth)
                .build();
    }

    private static long seconds(long nanos) {
        return (nanos + 999_999_999L) / 1_000_000_000L;
    }
}
