package waymark.platform.http;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.Set;
import org.slf4j.MDC;

/** The name of a request, in its answer and in every line of the log about it; and what the log says of it besides. */
final class RequestId {

    private static final String ATTRIBUTE = "waymark.request-id";

    /** The field of the log; what happens on the thread of a request is about this request. */
    static final String FIELD = "request";

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    private RequestId() {}

    static void set(Context ctx, String id) {
        ctx.attribute(ATTRIBUTE, id);
        ctx.header("X-Request-Id", id);
        MDC.put(FIELD, id);
    }

    /** The thread is free for other requests. */
    static void end() {
        MDC.remove(FIELD);
    }

    static String of(Context ctx) {
        return Optional.<String>ofNullable(ctx.attribute(ATTRIBUTE)).orElse("unknown");
    }

    /** The route as the contract has it, so that no id and no search text gets into the log. */
    static String routeOf(Context ctx) {
        return ctx.endpoints().lastHttpEndpoint() == null
                ? "(no route)"
                : ctx.endpoints().lastHttpEndpoint().path;
    }

    /** The method, if there is one of this name: anything may stand there. */
    static String methodOf(Context ctx) {
        return METHODS.contains(ctx.method().name()) ? ctx.method().name() : "(no method)";
    }
}
