package waymark.platform.oidc;

import java.net.URI;

/**
 * A provider of identities, and what this forum is called there.
 *
 * @param issuer where it is, exactly as its tokens say it
 * @param redirect where it sends people back to, a page of the website
 */
public record OidcSettings(URI issuer, String clientId, String clientSecret, URI redirect) {

    @Override
    public String toString() {
        return "OidcSettings[" + issuer + "]";
    }
}
