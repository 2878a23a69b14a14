package waymark.platform.http;

import io.javalin.http.Context;
import java.util.Optional;
import waymark.platform.access.Member;
import waymark.platform.access.Viewer;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** Who sent a request. */
public final class Caller {

    private static final String VIEWER = "waymark.viewer";

    private Caller() {}

    static void set(Context ctx, Viewer viewer) {
        ctx.attribute(VIEWER, viewer);
    }

    public static Viewer viewer(Context ctx) {
        return Optional.<Viewer>ofNullable(ctx.attribute(VIEWER)).orElse(Viewer.GUEST);
    }

    /** @throws Problem SIGN_IN_NEEDED for a guest */
    public static Member member(Context ctx) {
        return viewer(ctx).member().orElseThrow(Caller::signInNeeded);
    }

    static Problem signInNeeded() {
        return ProblemType.SIGN_IN_NEEDED.because("Please sign in and try again.");
    }
}
