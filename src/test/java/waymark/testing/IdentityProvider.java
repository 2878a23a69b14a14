package waymark.testing;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import waymark.platform.oidc.OidcSettings;

/** Where people have another account: it speaks the protocol, in a server of its own, and lets everybody in. */
public final class IdentityProvider implements AutoCloseable {

    public static final String CLIENT = "waymark";
    public static final String ISSUER = "people";
    private static final HttpClient BROWSER = HttpClient.newHttpClient();

    private final Forgeries forgeries = new Forgeries();
    private final MockOAuth2Server server =
            new MockOAuth2Server(OAuth2Config.Companion.fromJson("{\"interactiveLogin\": true}"), forgeries);

    public IdentityProvider() {
        server.start();
    }

    /** Of a forum that knows it. */
    public OidcSettings settings() {
        return settings(URI.create(server.issuerUrl(ISSUER).toString()));
    }

    public static OidcSettings settings(URI issuer) {
        return new OidcSettings(
                issuer, CLIENT, "a-secret-of-both", URI.create("https://forum.example.org/sign-in/callback"));
    }

    /** Lets it give this token next, whoever comes. */
    public void answerOnce(String subject, Map<String, ?> claims, Duration goodFor) {
        server.enqueueCallback(new DefaultOAuth2TokenCallback(
                ISSUER, subject, "JWT", List.of(CLIENT), Map.copyOf(claims), goodFor.toSeconds()));
    }

    /** Lets the forum be given this as the ID token next, whatever it is. */
    public void answerOnce(String token) {
        forgeries.answerOnce(token);
    }

    /** The ID token that it gives to whoever has this account, when this is what it was asked. */
    public SignedJWT token(Answer begun, String subject) {
        var claims = Map.of(
                "iss",
                server.issuerUrl(ISSUER).toString(),
                "sub",
                subject,
                "aud",
                CLIENT,
                "nonce",
                parameter(begun.text("/attempt/uri"), "nonce"));
        return server.anyToken(server.issuerUrl(ISSUER), claims, Duration.ofMinutes(5));
    }

    /** What everybody knows of the key with which it signs. */
    public RSAKey publicKey() {
        return server.getConfig()
                .getTokenProvider()
                .publicJwkSet(ISSUER)
                .getKeys()
                .get(0)
                .toRSAKey();
    }

    /** What the browser of whoever has this account has in hand after it went where the forum said. */
    public Map<String, Object> comeBack(Answer begun, String subject) {
        return comeBack(begun, begun.text("/attempt/uri"), subject);
    }

    /** @param uri where it went instead */
    public Map<String, Object> comeBack(Answer begun, String uri, String subject) {
        var back = visit(uri, subject);
        return Map.of(
                "attempt", begun.text("/attempt/attempt"),
                "state", parameter(back, "state"),
                "code", parameter(back, "code"));
    }

    private static String visit(String uri, String subject) {
        try {
            var request = HttpRequest.newBuilder(URI.create(uri))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("username=" + subject))
                    .build();
            return BROWSER.send(request, HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String parameter(String uri, String name) {
        var found = Pattern.compile("[?&]" + name + "=([^&]+)").matcher(uri);
        return found.find() ? found.group(1) : "";
    }

    @Override
    public void close() {
        server.shutdown();
    }
}
