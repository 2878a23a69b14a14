package waymark;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import waymark.accounts.SessionRules;
import waymark.feeds.Site;
import waymark.mail.MailSettings;
import waymark.platform.db.DatabaseSettings;
import waymark.platform.http.ServerSettings;
import waymark.platform.oidc.OidcSettings;
import waymark.platform.secret.KeyFile;
import waymark.platform.secret.Keyring;
import waymark.webhooks.WebhookEndpoint;

/**
 * The settings of a run.
 *
 * @param data the folder of the embedded server
 * @param database absent when the embedded server is used
 * @param demo whether an empty forum is filled with invented content
 * @param secondFactor whether those who look after the forum need one
 * @param publicUrl where people reach the forum
 * @param webhooks the programs that are told what happens to stories
 * @param mail how mails are sent
 * @param oidc where members may have another account to sign in with
 * @param minimumAge in years; nobody younger can join
 * @param answerAlert in staffed hours; supporters are told of a thread that waits for longer
 * @param givenKeys with which the database is sealed; absent when they are in a file beside it
 */
public record Config(
        ServerSettings server,
        Path data,
        Optional<DatabaseSettings> database,
        Pool pool,
        boolean demo,
        boolean secondFactor,
        URI publicUrl,
        List<WebhookEndpoint> webhooks,
        MailSettings mail,
        Optional<OidcSettings> oidc,
        int minimumAge,
        int answerAlert,
        Optional<Keyring> givenKeys) {

    private static final String KEY_FILE = "keys";

    /** Sizes that hold for either database; see {@link DatabaseSettings}. */
    public record Pool(int size, Duration connectionTimeout, Duration statementTimeout) {

        DatabaseSettings on(String url, Optional<String> username, Optional<String> password) {
            return new DatabaseSettings(url, username, password, size, connectionTimeout, statementTimeout);
        }
    }

    /**
     * Reads the settings from the environment.
     *
     * @throws StartupException naming every mistake at once
     */
    public static Config from(Map<String, String> environment) {
        return new ConfigReader(environment).read();
    }

    /**
     * What the features are told.
     *
     * @throws StartupException when there are no keys and none can be made
     */
    FeatureSettings features() {
        return FeatureSettings.of(keys())
                .telling(webhooks)
                .mailing(Optional.of(mail))
                .oidc(oidc)
                .sessions(SessionRules.DEFAULT.withSecondFactor(secondFactor))
                .joiningFrom(minimumAge)
                .alertingAfter(Duration.ofHours(answerAlert))
                .at(new Site(mail.site(), publicUrl));
    }

    /**
     * What the database is sealed with.
     *
     * @throws StartupException when there are no keys and none can be made
     */
    Keyring keys() {
        return givenKeys.orElseGet(() -> {
            var file = data.resolve(KEY_FILE);
            try {
                return KeyFile.readOrMake(file);
            } catch (UncheckedIOException | IllegalArgumentException e) {
                throw new StartupException("The keys in " + file + " cannot be used: " + e.getMessage());
            }
        });
    }

    /** Whether only this machine can reach the server. */
    public boolean isLocal() {
        return isLoopback(server.host())
                && isLoopback(Optional.ofNullable(publicUrl.getHost()).orElse(""));
    }

    static boolean isLoopback(String host) {
        try {
            return !host.isEmpty() && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
