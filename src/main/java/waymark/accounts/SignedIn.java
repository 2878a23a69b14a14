package waymark.accounts;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import waymark.ids.SessionId;
import waymark.platform.http.SessionCookies;

/** What somebody is told who has just signed in. */
record SignedIn(Opened session, Account account) {

    /**
     * @param token null where it is in a cookie
     * @param csrfToken null where it is not
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Opened(
            SessionId id, @Nullable String token, @Nullable String csrfToken, Instant createdAt, Instant expiresAt) {

        /** Puts the token into a cookie, or into the answer. */
        static Opened told(Context ctx, SessionCookies cookies, Sessions.NewSession session, boolean asCookie) {
            if (!asCookie) {
                return new Opened(session.id(), session.token(), null, session.createdAt(), session.expiresAt());
            }
            cookies.put(ctx, session.token(), session.whole());
            var csrfToken = cookies.csrfToken(session.token());
            return new Opened(session.id(), null, csrfToken, session.createdAt(), session.expiresAt());
        }
    }
}
