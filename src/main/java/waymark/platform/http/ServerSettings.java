package waymark.platform.http;

import java.time.Duration;
import java.util.Set;

/**
 * How the server meets the world.
 *
 * @param host address to listen on
 * @param port 0 leaves the choice to the system
 * @param rateLimits whether they count
 * @param corsOrigins websites that may call from a browser, for example {@code https://forum.example.org}
 * @param trustedProxies addresses whose X-Forwarded-For is believed
 * @param behindTls whether people reach it by https, through a proxy of the charity's
 * @param patience how long a client may be silent in the middle of a request; all of one may take four times as long
 */
public record ServerSettings(
        String host,
        int port,
        boolean rateLimits,
        Set<String> corsOrigins,
        Set<String> trustedProxies,
        boolean behindTls,
        Duration patience) {

    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(20);

    public ServerSettings(
            String host,
            int port,
            boolean rateLimits,
            Set<String> corsOrigins,
            Set<String> trustedProxies,
            boolean behindTls) {
        this(host, port, rateLimits, corsOrigins, trustedProxies, behindTls, USUAL_PATIENCE);
    }
}
