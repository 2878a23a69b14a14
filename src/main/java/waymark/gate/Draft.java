package waymark.gate;

import java.util.Locale;
import java.util.Optional;
import waymark.ids.AccountId;
import waymark.platform.access.Role;

/**
 * What somebody wants to have published.
 *
 * @param category of the forum in which it is to stand
 * @param kind an edit is of the kind of what it changes
 * @param title when they wrote one
 * @param markdown empty for a new title alone
 * @param before what it said until now, title and Markdown alike; empty for something new
 * @param urgent whether somebody who writes this may need help soon, or nobody knows: then no rule about who writes where
 *     keeps it waiting
 */
public record Draft(
        AccountId author,
        Role role,
        String category,
        Kind kind,
        Optional<String> title,
        Optional<String> markdown,
        Optional<String> before,
        boolean urgent) {

    public enum Kind {
        THREAD,
        REPLY;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What moderators write waits for nobody. */
    boolean isByStaff() {
        return role.includes(Role.MODERATOR);
    }
}
