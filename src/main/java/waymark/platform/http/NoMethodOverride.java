package waymark.platform.http;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Takes away a header by which Javalin lets a request call itself another method than it is: a GET that deletes would
 * pass whatever guards deletions on its way.
 */
final class NoMethodOverride extends Handler.Wrapper {

    private static final String HEADER = "X-HTTP-Method-Override";

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(request.getHeaders().contains(HEADER) ? new Plain(request) : request, response, callback);
    }

    private static final class Plain extends Request.Wrapper {

        private final HttpFields headers;

        Plain(Request request) {
            super(request);
            this.headers = HttpFields.build(request.getHeaders()).remove(HEADER).asImmutable();
        }

        @Override
        public HttpFields getHeaders() {
            return headers;
        }
    }
}
