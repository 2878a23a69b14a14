package waymark.platform.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * An answer that goes on: server-sent events, as browsers read them. No thread waits for it. Whoever writes to it does so from
 * one thread at a time.
 */
public final class EventStream {

    /** After how long a browser that was cut off should come back, in milliseconds. */
    private static final int COME_BACK_AFTER = 3_000;

    private final OutputStream out;
    private final CompletableFuture<?> end = new CompletableFuture<>();

    private EventStream(OutputStream out) {
        this.out = out;
    }

    /** Says what one would begin with, to whoever asks for no more than that. */
    public static void announce(Context ctx) {
        Answers.beginStream(ctx, "text/event-stream");
        // A proxy that waits for more before it hands anything on would wait for hours.
        ctx.header("X-Accel-Buffering", "no");
    }

    /** Begins one, which stays open when the handler has returned. */
    public static EventStream open(Context ctx) throws IOException {
        announce(ctx);
        var stream = new EventStream(ctx.res().getOutputStream());
        ctx.future(() -> stream.end);
        stream.write("retry: " + COME_BACK_AFTER + "\n\n");
        return stream;
    }

    /**
     * @param id which the client says when it comes back
     * @param data on one line
     * @throws IOException when nobody is there any more
     */
    public void send(String event, String id, String data) throws IOException {
        write("event: " + event + "\nid: " + id + "\ndata: " + data + "\n\n");
    }

    /** Says nothing, so that everybody between here and there knows that it is still open. */
    public void beat() throws IOException {
        write(":\n\n");
    }

    /** Doing it again changes nothing. */
    public void close() {
        boolean unused = end.complete(null);
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
