package waymark.accounts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import waymark.ids.AccountId;
import waymark.platform.access.Nation;
import waymark.platform.access.Role;

/**
 * What its owner sees of an account. The e-mail address is in no other answer.
 *
 * @param email null when the account was erased
 * @param nation where they said they live; null when they did not
 */
public record Account(
        AccountId id,
        String username,
        @Nullable String email,
        boolean emailVerified,
        Role role,
        @Nullable Nation nation,
        Instant createdAt) {}
