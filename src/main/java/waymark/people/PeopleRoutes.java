package waymark.people;

import static waymark.platform.access.Access.ADMIN;
import static waymark.platform.access.Access.GUEST;
import static waymark.platform.http.RateLimit.MODERATING;

import io.javalin.http.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waymark.accounts.Profile;
import waymark.platform.access.Role;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Page;
import waymark.platform.http.Routes;

/** What admins do about people. */
public final class PeopleRoutes {

    private final Roles roles;
    private final Badges badges;
    private final Memorials memorials;

    public PeopleRoutes(Roles roles, Badges badges, Memorials memorials) {
        this.roles = roles;
        this.badges = badges;
        this.memorials = memorials;
    }

    public void register(Routes routes) {
        routes.put("/members/{username}/role", this::giveRole, ADMIN, MODERATING);
        routes.get("/badges", this::listBadges, GUEST);
        routes.put("/members/{username}/badge", this::giveBadge, ADMIN, MODERATING);
        routes.delete("/members/{username}/badge", this::takeBadge, ADMIN, MODERATING);
        routes.put("/members/{username}/memorial", this::remember, ADMIN, MODERATING);
        routes.delete("/members/{username}/memorial", this::forgetMemorial, ADMIN, MODERATING);
    }

    private void giveRole(Context ctx) {
        var wanted = Input.body(ctx, NewRole.class);
        ctx.json(roles.give(Caller.member(ctx), ctx.pathParam("username"), Role.of(wanted.role), wanted.reason));
    }

    private void listBadges(Context ctx) {
        ctx.json(Page.whole(badges.all()));
    }

    private void giveBadge(Context ctx) {
        var wanted = Input.body(ctx, NewBadge.class);
        ctx.json(new BadgeAnswer(
                badges.give(Caller.member(ctx), ctx.pathParam("username"), wanted.badge, wanted.reason)));
    }

    private void takeBadge(Context ctx) {
        ctx.json(new BadgeAnswer(badges.take(Caller.member(ctx), ctx.pathParam("username"))));
    }

    private void remember(Context ctx) {
        var wanted = Input.body(ctx, NewMemorial.class);
        ctx.json(memorials.add(
                Caller.member(ctx), ctx.pathParam("username"), wanted.reason, Optional.ofNullable(wanted.lockReason)));
    }

    private void forgetMemorial(Context ctx) {
        ctx.json(memorials.remove(Caller.member(ctx), ctx.pathParam("username")));
    }

    private record NewRole(String role, String reason) {}

    private record NewBadge(String badge, String reason) {}

    private record NewMemorial(String reason, @Nullable String lockReason) {}

    private record BadgeAnswer(Profile member) {}
}
