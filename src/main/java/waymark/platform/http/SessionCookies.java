package waymark.platform.http;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;
import waymark.platform.secret.Keyring;

/**
 * Sessions of browsers. The token is in a cookie that scripts cannot read and that goes to this host alone. Browsers send it
 * along with requests that other websites make, too; so whoever comes with it and changes something has to show a second
 * token, which only those know who may read answers of this server. It is made of the first one and belongs to no other
 * session.
 */
public final class SessionCookies {

    private static final String NAME = "__Host-waymark-session";
    private static final String CSRF_HEADER = "X-CSRF-Token";
    private static final String HASHED_FOR = "csrf-token";

    private final Keyring keys;

    public SessionCookies(Keyring keys) {
        this.keys = keys;
    }

    /** Puts a session into the browser that asks. */
    public void put(Context ctx, String token, Duration lasts) {
        ctx.header("Set-Cookie", cookie(token, lasts));
    }

    /** Takes it out again, where the request came with one. */
    public void remove(Context ctx) {
        if (token(ctx).isPresent()) {
            ctx.header("Set-Cookie", cookie("", Duration.ZERO));
        }
    }

    /** What has to be sent beside the cookie with this token. */
    public String csrfToken(String token) {
        return text(keys.hash(HASHED_FOR, token));
    }

    /** The same for the session that this request came with, if it came with a cookie. */
    public Optional<String> csrfToken(Context ctx) {
        return token(ctx).map(this::csrfToken);
    }

    /** The token of the cookie; not looked at when there is an Authorization header, which another website cannot add. */
    static Optional<String> token(Context ctx) {
        return ctx.header("Authorization") == null ? Optional.ofNullable(ctx.cookie(NAME)) : Optional.empty();
    }

    /** @throws Problem CSRF_TOKEN_NEEDED */
    void requireCsrfToken(Context ctx, String token) {
        var given = Optional.ofNullable(ctx.header(CSRF_HEADER)).orElse("").getBytes(StandardCharsets.UTF_8);
        boolean right = keys.hashes(HASHED_FOR, token).stream()
                .anyMatch(hash -> MessageDigest.isEqual(text(hash).getBytes(StandardCharsets.UTF_8), given));
        if (!right) {
            throw ProblemType.CSRF_TOKEN_NEEDED.because(
                    "Please load the page again and try once more. Nothing was changed.");
        }
    }

    private static String cookie(String token, Duration lasts) {
        return NAME + "=" + token + "; Path=/; Max-Age=" + lasts.toSeconds() + "; Secure; HttpOnly; SameSite=Lax";
    }

    private static String text(byte[] hash) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }
}
