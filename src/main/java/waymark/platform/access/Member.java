package waymark.platform.access;

import java.util.Optional;
import waymark.ids.AccountId;
import waymark.ids.SessionId;

/** Somebody who has signed in. */
public record Member(AccountId id, String username, Role role, SessionId session, Optional<Restriction> restriction) {

    public boolean mayModerate() {
        return role.includes(Role.MODERATOR);
    }
}
