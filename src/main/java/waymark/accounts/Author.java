package waymark.accounts;

import waymark.platform.access.Role;

/** What everybody sees of the person who wrote something. */
public record Author(String username, Role role) {

    public static Author of(String username, String role) {
        return new Author(username, Role.of(role));
    }
}
