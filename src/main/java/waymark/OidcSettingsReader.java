package waymark;

import java.net.URI;
import java.util.Optional;
import waymark.platform.oidc.OidcSettings;

/** The settings of a provider of identities, among the others. */
final class OidcSettingsReader {

    private static final String REDIRECT = "/sign-in/callback";

    private final ConfigReader settings;

    OidcSettingsReader(ConfigReader settings) {
        this.settings = settings;
    }

    Optional<OidcSettings> read(URI publicUrl) {
        var issuer = settings.text("OIDC_ISSUER");
        var client = settings.text("OIDC_CLIENT_ID");
        var secret = settings.secret("OIDC_CLIENT_SECRET");
        if (issuer.isEmpty() && client.isEmpty() && secret.isEmpty()) {
            return Optional.empty();
        }
        if (issuer.isEmpty() || client.isEmpty() || secret.isEmpty()) {
            settings.mistake(
                    "OIDC_ISSUER",
                    "and WAYMARK_OIDC_CLIENT_ID and WAYMARK_OIDC_CLIENT_SECRET are needed together, or none of them");
            return Optional.empty();
        }
        if (!isUsable(issuer.get())) {
            settings.mistake(
                    "OIDC_ISSUER",
                    "has to be like https://login.example.org, exactly as the provider calls itself; http only on this"
                            + " machine");
            return Optional.empty();
        }
        return Optional.of(
                new OidcSettings(URI.create(issuer.get()), client.get(), secret.get(), publicUrl.resolve(REDIRECT)));
    }

    private static boolean isUsable(String issuer) {
        if (!issuer.matches("https?://[A-Za-z0-9.:\\[\\]-]+(/[A-Za-z0-9._~/-]*)?")) {
            return false;
        }
        var uri = URI.create(issuer);
        return uri.getHost() != null && (uri.getScheme().equals("https") || Config.isLoopback(uri.getHost()));
    }
}
