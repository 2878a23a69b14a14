package waymark.platform.http;

import io.javalin.http.Context;
import java.util.Set;

/** Which websites may call this server from a browser: those the charity lists, and no others. */
final class CrossOrigin {

    private static final String SENT =
            "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-CSRF-Token";
    private static final String EXPOSED =
            "ETag, Location, X-Request-Id, Retry-After, RateLimit, RateLimit-Policy, Idempotency-Replayed";
    private static final String ONE_HOUR = "3600";

    private final Set<String> allowed;

    CrossOrigin(Set<String> allowed) {
        this.allowed = allowed;
    }

    void permit(Context ctx) {
        var origin = ctx.header("Origin");
        if (origin == null || !allowed.contains(origin)) {
            return;
        }
        ctx.header("Access-Control-Allow-Origin", origin);
        ctx.header("Access-Control-Allow-Credentials", "true");
        ctx.header("Access-Control-Expose-Headers", EXPOSED);
    }

    void preflight(Context ctx, String methods) {
        permit(ctx);
        if (ctx.res().getHeader("Access-Control-Allow-Origin") != null) {
            ctx.header("Access-Control-Allow-Methods", methods);
            ctx.header("Access-Control-Allow-Headers", SENT);
            ctx.header("Access-Control-Max-Age", ONE_HOUR);
        }
    }
}
