package waymark.platform.db;

import java.time.Duration;
import java.util.Optional;

/**
 * Where the database is and how it is used.
 *
 * @param url JDBC URL
 * @param username absent when the URL names it or the server wants none
 * @param password absent when the URL names it or the server wants none
 * @param poolSize most connections this process holds
 * @param connectionTimeout how long a request waits for a connection before it is answered with 503
 * @param statementTimeout how long one statement may take
 */
public record DatabaseSettings(
        String url,
        Optional<String> username,
        Optional<String> password,
        int poolSize,
        Duration connectionTimeout,
        Duration statementTimeout) {

    @Override
    public String toString() {
        return "DatabaseSettings[poolSize=" + poolSize + "]";
    }
}
