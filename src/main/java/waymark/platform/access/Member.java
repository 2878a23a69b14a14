package waymark.platform.access;

import java.util.Optional;
import java.util.Set;
import waymark.ids.AccountId;
import waymark.ids.SessionId;

/**
 * Somebody who has signed in.
 *
 * @param role as far as this session goes: whoever looks after the forum and came without a second factor is a member
 * @param missing what they still have to do before they may take part
 */
public record Member(
        AccountId id,
        String username,
        Role role,
        SessionId session,
        Optional<Restriction> restriction,
        Set<Missing> missing) {

    /** Somebody for whom nothing is missing. */
    public Member(AccountId id, String username, Role role, SessionId session, Optional<Restriction> restriction) {
        this(id, username, role, session, restriction, Set.of());
    }

    public boolean mayModerate() {
        return role.includes(Role.MODERATOR);
    }

    /** Whether they read what is open to everybody as guests do. */
    public boolean readsAsGuest() {
        return missing.contains(Missing.VERIFIED_EMAIL)
                || restriction
                        .filter(each -> each.kind() == Restriction.Kind.SUSPENDED)
                        .isPresent();
    }
}
