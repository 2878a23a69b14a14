package waymark.platform.http;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.component.LifeCycle;
import org.jspecify.annotations.Nullable;

/**
 * Gives up on clients that say nothing for a while, and on those that send a byte now and then so that a thread waits for
 * them for ever.
 */
final class SlowClients extends Handler.Wrapper {

    /** How many times the longest silence a whole body may take: on a slow phone the largest one takes a minute. */
    private static final int WHOLE_BODY = 4;

    private final Duration silence;
    private final Duration silenceAtTheEnd;

    /**
     * @param silence the longest that a client may say nothing
     * @param silenceAtTheEnd the same while the server stops; whose request is being answered is waited for
     */
    SlowClients(Duration silence, Duration silenceAtTheEnd) {
        this.silence = silence;
        this.silenceAtTheEnd = silenceAtTheEnd;
    }

    void guard(Server server) {
        server.insertHandler(this);
        // Javalin adds its connector when it starts, which is later than this.
        server.addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStarting(LifeCycle event) {
                for (var connector : server.getConnectors()) {
                    if (connector instanceof AbstractConnector accepting) {
                        accepting.setIdleTimeout(silence.toMillis());
                        accepting.setShutdownIdleTimeout(silenceAtTheEnd.toMillis());
                    }
                }
            }
        });
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(new Timed(request, silence.multipliedBy(WHOLE_BODY)), response, callback);
    }

    private static final class Timed extends Request.Wrapper {

        private final Duration most;

        Timed(Request request, Duration most) {
            super(request);
            this.most = most;
        }

        @Override
        public Content.@Nullable Chunk read() {
            var chunk = super.read();
            if (chunk == null
                    || Content.Chunk.isFailure(chunk)
                    || NanoTime.since(getHeadersNanoTime()) <= most.toNanos()) {
                return chunk;
            }
            chunk.release();
            return Content.Chunk.from(new TimeoutException("the body does not come to an end"), true);
        }
    }
}
