package waymark.people;

import static waymark.platform.access.Access.ADMIN;
import static waymark.platform.http.RateLimit.MODERATING;

import io.javalin.http.Context;
import waymark.platform.access.Role;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Routes;

/** What admins do about people. */
public final class PeopleRoutes {

    private final Roles roles;

    public PeopleRoutes(Roles roles) {
        this.roles = roles;
    }

    public void register(Routes routes) {
        routes.put("/members/{username}/role", this::giveRole, ADMIN, MODERATING);
    }

    private void giveRole(Context ctx) {
        var wanted = Input.body(ctx, NewRole.class);
        ctx.json(roles.give(Caller.member(ctx), ctx.pathParam("username"), Role.of(wanted.role), wanted.reason));
    }

    private record NewRole(String role, String reason) {}
}
