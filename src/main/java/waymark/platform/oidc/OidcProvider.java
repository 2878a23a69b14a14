package waymark.platform.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/**
 * A provider of identities, asked by the authorization code flow with PKCE. Its addresses come from its own discovery
 * document, and where that is comes from the settings; nothing that a request says leads anywhere.
 */
public final class OidcProvider {

    private static final Logger log = LoggerFactory.getLogger(OidcProvider.class);
    private static final int PATIENCE_MILLIS = 3_000;
    private static final int LARGEST_KEYS = 64 * 1024;
    private static final Duration DISCOVERED_FOR = Duration.ofHours(1);

    /** A provider that hangs must not take the threads of those who only read. */
    private static final int MOST_AT_ONCE = 8;

    private final OidcSettings settings;
    private final Issuer issuer;
    private final ClientID client;
    private final Clock clock;
    private final Semaphore free = new Semaphore(MOST_AT_ONCE);
    private final AtomicReference<Discovered> discovered = new AtomicReference<>();

    public OidcProvider(OidcSettings settings, Clock clock) {
        this.settings = settings;
        this.issuer = new Issuer(settings.issuer());
        this.client = new ClientID(settings.clientId());
        this.clock = clock;
    }

    /** Whose subjects these are. */
    public String issuer() {
        return issuer.getValue();
    }

    /**
     * Where somebody goes to show who they are.
     *
     * @throws Problem UNAVAILABLE
     */
    public URI authorization(Expected expected) {
        return calling(() -> new AuthenticationRequest.Builder(
                        ResponseType.CODE, new Scope("openid"), client, settings.redirect())
                .endpointURI(metadata().getAuthorizationEndpointURI())
                .state(new State(expected.state()))
                .nonce(new Nonce(expected.nonce()))
                .codeChallenge(new CodeVerifier(expected.verifier()), CodeChallengeMethod.S256)
                .build()
                .toURI());
    }

    /**
     * Who came back with this code; empty when the provider does not know the code, or says who it was in a way that does
     * not fit what was asked. Call it outside a transaction.
     *
     * @throws Problem UNAVAILABLE
     */
    public Optional<String> subject(String code, Expected expected) {
        return calling(() -> {
            try {
                return Optional.of(verified(code, expected));
            } catch (ParseException | BadJOSEException | JOSEException e) {
                log.info(
                        "the provider of identities did not say who somebody is: {}",
                        e.getClass().getSimpleName());
                return Optional.empty();
            }
        });
    }

    private String verified(String code, Expected expected)
            throws IOException, GeneralException, BadJOSEException, JOSEException {
        var grant = new AuthorizationCodeGrant(
                new AuthorizationCode(code), settings.redirect(), new CodeVerifier(expected.verifier()));
        var request = new TokenRequest.Builder(
                        metadata().getTokenEndpointURI(),
                        new ClientSecretBasic(client, new Secret(settings.clientSecret())),
                        grant)
                .build()
                .toHTTPRequest();
        patiently(request);
        var response = OIDCTokenResponseParser.parse(request.send());
        if (!(response instanceof OIDCTokenResponse answered)) {
            throw new ParseException("refused");
        }
        return validator()
                .validate(answered.getOIDCTokens().getIDToken(), new Nonce(expected.nonce()))
                .getSubject()
                .getValue();
    }

    /** Signature with a key of the provider, issuer, audience, times and nonce. */
    private IDTokenValidator validator() throws IOException, GeneralException {
        var keys = new DefaultResourceRetriever(PATIENCE_MILLIS, PATIENCE_MILLIS, LARGEST_KEYS);
        return new IDTokenValidator(
                issuer, client, JWSAlgorithm.RS256, metadata().getJWKSetURI().toURL(), keys);
    }

    private OIDCProviderMetadata metadata() throws IOException, GeneralException {
        var now = clock.instant();
        var known = discovered.get();
        if (known != null && now.isBefore(known.at().plus(DISCOVERED_FOR))) {
            return known.metadata();
        }
        // It refuses a document that says another issuer.
        var metadata = OIDCProviderMetadata.resolve(issuer, OidcProvider::patiently);
        discovered.set(new Discovered(metadata, now));
        return metadata;
    }

    private static void patiently(HTTPRequest request) {
        request.setConnectTimeout(PATIENCE_MILLIS);
        request.setReadTimeout(PATIENCE_MILLIS);
        request.setFollowRedirects(false);
    }

    private <T> T calling(Call<T> call) {
        if (!free.tryAcquire()) {
            throw unavailable();
        }
        try {
            return call.run();
        } catch (MalformedURLException | GeneralException e) {
            log.warn("what the provider of identities says about itself cannot be used: {}", e.getMessage());
            throw unavailable();
        } catch (IOException e) {
            log.warn(
                    "the provider of identities could not be reached: {}",
                    e.getClass().getSimpleName());
            throw unavailable();
        } finally {
            free.release();
        }
    }

    private static Problem unavailable() {
        return ProblemType.UNAVAILABLE
                .because("The other account cannot be asked right now. Your name and password work as always.")
                .retryAfter(Duration.ofSeconds(30));
    }

    private interface Call<T> {
        T run() throws IOException, GeneralException;
    }

    private record Discovered(OIDCProviderMetadata metadata, Instant at) {}

    /** What belongs to one visit to the provider, and has to come back with it. */
    public record Expected(String state, String nonce, String verifier) {

        @Override
        public String toString() {
            return "Expected";
        }
    }
}
