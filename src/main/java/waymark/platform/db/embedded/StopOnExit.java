package waymark.platform.db.embedded;

import java.io.IOException;

/**
 * Stops the server when the JVM is told to end while this is open. It covers the start, when the caller does not have the
 * server in hand yet; afterwards the caller closes it, in its own order.
 */
final class StopOnExit implements AutoCloseable {

    private final Thread hook;

    StopOnExit(Postmaster postmaster) {
        hook = new Thread(() -> stop(postmaster), "stop-postgres-on-exit");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private static void stop(Postmaster postmaster) {
        try {
            postmaster.stop();
        } catch (IOException | EmbeddedPostgresException e) {
            // Nobody is left to tell; the next start finds the server and stops it.
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException exiting) {
            // The hook is at work already.
        }
    }
}
