package waymark.platform.http;

import io.javalin.http.Context;
import java.util.Optional;

/** The name of a request, in its answer and in every line of the log about it. */
final class RequestId {

    private static final String ATTRIBUTE = "waymark.request-id";

    private RequestId() {}

    static void set(Context ctx, String id) {
        ctx.attribute(ATTRIBUTE, id);
        ctx.header("X-Request-Id", id);
    }

    static String of(Context ctx) {
        return Optional.<String>ofNullable(ctx.attribute(ATTRIBUTE)).orElse("unknown");
    }
}
