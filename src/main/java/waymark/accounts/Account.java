package waymark.accounts;

import java.time.Instant;
import waymark.ids.AccountId;
import waymark.platform.access.Role;

/** What its owner sees of an account. The e-mail address is in no other answer. */
public record Account(
        AccountId id, String username, String email, boolean emailVerified, Role role, Instant createdAt) {}
