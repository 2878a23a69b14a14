package waymark.testing;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequest;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponse;
import no.nav.security.mock.oauth2.http.Route;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Somebody between a provider and the forum, who gives another ID token than the provider would. */
final class Forgeries implements Route {

    private final AtomicReference<@Nullable String> next = new AtomicReference<>();

    void answerOnce(String token) {
        next.set(token);
    }

    @Override
    public boolean match(OAuth2HttpRequest request) {
        return next.get() != null && request.getUrl().encodedPath().endsWith("/token");
    }

    @Override
    public OAuth2HttpResponse invoke(OAuth2HttpRequest request) {
        var token = Optional.ofNullable(next.getAndSet(null)).orElseThrow();
        var body =
                "{\"token_type\":\"Bearer\",\"access_token\":\"any\",\"expires_in\":60,\"id_token\":\"" + token + "\"}";
        return new OAuth2HttpResponse(Headers.of("Content-Type", "application/json"), 200, body, null);
    }
}
