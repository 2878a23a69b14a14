package waymark.platform.http;

import io.javalin.http.Context;
import java.util.Optional;
import waymark.ids.AccountId;
import waymark.platform.access.Member;
import waymark.platform.access.Viewer;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** Who sent a request. */
public final class Caller {

    private static final String VIEWER = "waymark.viewer";
    private static final String SIGNED_IN = "waymark.signed-in";
    private static final String NAMELESS = "waymark.nameless";
    private static final String NETWORK = "waymark.network";

    private Caller() {}

    static void set(Context ctx, Viewer viewer) {
        ctx.attribute(VIEWER, viewer);
    }

    static void setNetwork(Context ctx, String network) {
        ctx.attribute(NETWORK, network);
    }

    static void setSignedIn(Context ctx, Viewer viewer) {
        ctx.attribute(SIGNED_IN, viewer);
    }

    /** From where: so much of the address as many people share. It is kept in memory only. */
    public static String network(Context ctx) {
        return Optional.<String>ofNullable(ctx.attribute(NETWORK)).orElse("");
    }

    public static Viewer viewer(Context ctx) {
        return Optional.<Viewer>ofNullable(ctx.attribute(VIEWER)).orElse(Viewer.GUEST);
    }

    /** Who is signed in, also on routes for everybody where {@link #viewer} takes some for guests: not for what they read. */
    public static Optional<Member> signedIn(Context ctx) {
        return Optional.<Viewer>ofNullable(ctx.attribute(SIGNED_IN)).flatMap(Viewer::member);
    }

    /** @throws Problem SIGN_IN_NEEDED for a guest */
    public static Member member(Context ctx) {
        return viewer(ctx).member().orElseThrow(Caller::signInNeeded);
    }

    /** From now on the log says of this request what was asked for, and not by whom. */
    static void leaveOutOfLog(Context ctx) {
        ctx.attribute(NAMELESS, true);
    }

    static Optional<AccountId> inLog(Context ctx) {
        return ctx.attribute(NAMELESS) == null ? viewer(ctx).member().map(Member::id) : Optional.empty();
    }

    /** For whoever is a guest, or has just become one. */
    public static Problem signInNeeded() {
        return ProblemType.SIGN_IN_NEEDED.because("Please sign in and try again.");
    }
}
