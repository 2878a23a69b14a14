package waymark.accounts;

import static waymark.platform.access.Access.MEMBER;
import static waymark.platform.http.RateLimit.LEAVING;

import io.javalin.http.Context;
import java.util.List;
import waymark.platform.access.Viewer;
import waymark.platform.db.Database;
import waymark.platform.http.Caller;
import waymark.platform.http.Paging;
import waymark.platform.http.Routes;
import waymark.platform.problem.Problem;

/** Members as other members see them, and whom one would rather not read. */
public final class MemberRoutes {

    private final Database db;
    private final Mutes mutes;

    public MemberRoutes(Database db, Mutes mutes) {
        this.db = db;
        this.mutes = mutes;
    }

    public void register(Routes routes) {
        routes.get("/members/{username}", this::show, MEMBER);
        // Not counted with writing: whoever protects themselves is not held up.
        routes.put("/members/{username}/mute", this::mute, MEMBER, LEAVING);
        routes.delete("/members/{username}/mute", this::unmute, MEMBER, LEAVING);
        routes.get("/me/mutes", this::listMutes, MEMBER);
    }

    private void show(Context ctx) {
        var me = Caller.member(ctx);
        ctx.json(db.read(tx -> {
            var profile =
                    AccountStore.findProfile(tx, ctx.pathParam("username")).orElseThrow(Problem::notFound);
            var muted = Mutes.among(tx, Viewer.of(me), List.of(profile.id()));
            return new MemberAnswer(profile, Profile.Seen.by(me, profile, !muted.isEmpty()));
        }));
    }

    private void mute(Context ctx) {
        mutes.add(Caller.member(ctx), ctx.pathParam("username"));
        ctx.json(new MuteAnswer(true));
    }

    private void unmute(Context ctx) {
        mutes.remove(Caller.member(ctx), ctx.pathParam("username"));
        ctx.json(new MuteAnswer(false));
    }

    private void listMutes(Context ctx) {
        ctx.json(mutes.of(Caller.member(ctx), Paging.of(ctx)));
    }

    private record MemberAnswer(Profile member, Profile.Seen viewer) {}

    private record MuteAnswer(boolean muted) {}
}
