package waymark.platform.http;

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
 */
public record ServerSettings(
        String host,
        int port,
        boolean rateLimits,
        Set<String> corsOrigins,
        Set<String> trustedProxies,
        boolean behindTls) {}
