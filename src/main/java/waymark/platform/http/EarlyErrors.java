package waymark.platform.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.MDC;
import waymark.ids.Ids;
import waymark.platform.log.SecurityLog;
import waymark.platform.problem.ProblemType;

/** Answers requests that the HTTP server refuses before they reach a route: broken framing, endless headers, odd paths. */
final class EarlyErrors extends ErrorHandler {

    private final Ids ids;
    private final Supplier<Object> signposting;

    EarlyErrors(Ids ids, Supplier<Object> signposting) {
        this.ids = ids;
        this.signposting = signposting;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var type = typeFor(response.getStatus());
        var requestId = ids.uuid().toString();
        response.setStatus(type.status());
        note(requestId, type);
        var headers = response.getHeaders();
        headers.put(HttpHeader.CONTENT_TYPE, "application/problem+json;charset=utf-8");
        headers.put(HttpHeader.CACHE_CONTROL, "private, no-store");
        // What comes behind a request that could not be read cannot be told from it.
        headers.put(HttpHeader.CONNECTION, "close");
        headers.put("X-Request-Id", requestId);
        SafeHeaders.ALL.forEach(headers::put);
        if (type == ProblemType.UNAVAILABLE) {
            headers.put(HttpHeader.RETRY_AFTER, Problems.SOON.toSeconds());
        }
        response.write(true, ByteBuffer.wrap(body(requestId, type)), callback);
        return true;
    }

    /** Nothing of such a request can be believed, not even its method. */
    private static void note(String requestId, ProblemType type) {
        if (type.status() < 500) {
            MDC.put(RequestId.FIELD, requestId);
            SecurityLog.refused(type.code(), type.status(), "(no method)", "(no route)", Optional.empty());
            RequestId.end();
        }
    }

    private byte[] body(String requestId, ProblemType type) throws IOException {
        var problem = Problems.body(requestId, type, detailOf(type), List.of());
        return Json.MAPPER.writeValueAsBytes(new Signposted(problem, signposting.get()));
    }

    private static ProblemType typeFor(int status) {
        return switch (status) {
            case 404 -> ProblemType.NOT_FOUND;
            case 405 -> ProblemType.METHOD_NOT_ALLOWED;
            case 413 -> ProblemType.BODY_TOO_LARGE;
            case 414 -> ProblemType.URI_TOO_LONG;
            case 431 -> ProblemType.HEADERS_TOO_LARGE;
            // A version of HTTP that there is not: that is the client's mistake, whatever the number says.
            case 505 -> ProblemType.INVALID_REQUEST;
            case 503 -> ProblemType.UNAVAILABLE;
            default -> status < 500 ? ProblemType.INVALID_REQUEST : ProblemType.INTERNAL_ERROR;
        };
    }

    private static String detailOf(ProblemType type) {
        return switch (type) {
            case URI_TOO_LONG, HEADERS_TOO_LARGE, BODY_TOO_LARGE -> "Send less at a time.";
            case INTERNAL_ERROR, UNAVAILABLE -> "It is not your doing. Please try again.";
            default -> "The server cannot make sense of this request.";
        };
    }
}
