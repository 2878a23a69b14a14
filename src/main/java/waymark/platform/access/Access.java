package waymark.platform.access;

import io.javalin.security.RouteRole;
import java.util.Locale;

/** Who may call a route. A route without one is not served. */
public enum Access implements RouteRole {
    GUEST,
    MEMBER,
    SUPPORTER,
    MODERATOR,
    ADMIN;

    public boolean admits(Viewer viewer) {
        return this == GUEST
                || viewer.member()
                        .map(me -> me.role().includes(Role.of(code())))
                        .orElse(false);
    }

    /** The word the contract has for it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
