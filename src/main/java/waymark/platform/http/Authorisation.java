package waymark.platform.http;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.Function;
import waymark.platform.access.Access;
import waymark.platform.access.Member;
import waymark.platform.access.Viewer;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** Who is asking, and whether what they ask for is for them. */
final class Authorisation {

    private static final String BEARER = "Bearer ";

    private final Function<String, Optional<Member>> sessions;
    private final SessionCookies cookies;

    /** @param sessions who holds a token, if it is a living one */
    Authorisation(Function<String, Optional<Member>> sessions, SessionCookies cookies) {
        this.sessions = sessions;
        this.cookies = cookies;
    }

    /**
     * Lets the caller in, who is known as {@link Caller} from then on.
     *
     * @throws Problem for whoever is not let in
     */
    void admit(Context ctx, Access access) {
        var viewer = viewer(ctx);
        Caller.setSignedIn(ctx, viewer);
        Caller.set(ctx, asSeenBy(access, viewer));
        requireIntent(ctx, viewer);
        requireAccess(ctx, access);
    }

    private Viewer viewer(Context ctx) {
        var header = ctx.header("Authorization");
        if (header == null) {
            // A browser cannot know that a cookie has run out, and has to be let in to sign in again.
            return SessionCookies.token(ctx).flatMap(sessions).map(Viewer::of).orElse(Viewer.GUEST);
        }
        return Optional.of(header)
                .filter(text -> text.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(text -> text.substring(BEARER.length()).strip())
                .flatMap(sessions)
                .map(Viewer::of)
                .orElseThrow(Caller::signInNeeded);
    }

    /** A cookie alone does not show that the one who is signed in wants what was sent. */
    private void requireIntent(Context ctx, Viewer viewer) {
        if (viewer.member().isPresent() && !Answers.isReading(ctx)) {
            SessionCookies.token(ctx).ifPresent(token -> cookies.requireCsrfToken(ctx, token));
        }
    }

    private static Viewer asSeenBy(Access access, Viewer viewer) {
        boolean asGuest = viewer.member().map(Member::readsAsGuest).orElse(false);
        return asGuest && access == Access.GUEST ? Viewer.GUEST : viewer;
    }

    private static void requireAccess(Context ctx, Access access) {
        var viewer = Caller.viewer(ctx);
        // Before the role: without a second factor somebody from the team is a member like others, and is told why.
        viewer.member()
                .filter(member -> access.closedBy(member).isEmpty())
                .flatMap(access::stillNeeds)
                .ifPresent(missing -> {
                    throw Restricted.refusal(missing);
                });
        if (!access.isFor(viewer)) {
            // A guest is asked to sign in; a member who signed in knows that this is for others.
            var unused = Caller.member(ctx);
            throw ProblemType.NOT_ALLOWED.because("This is for the team that looks after the forum.");
        }
        viewer.member().flatMap(access::closedBy).ifPresent(restriction -> {
            throw Restricted.refusal(restriction);
        });
    }
}
