package waymark.accounts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody gives to join.
 *
 * @param passwordHash made by {@link Passwords#hash}
 * @param declaredAge the age that was asked for, and that they said they have reached; null when nobody asked
 */
public record NewAccount(
        String username,
        String email,
        String passwordHash,
        List<ConsentGiven> consents,
        @Nullable Integer declaredAge) {

    /** Somebody who was not asked how old they are. */
    public NewAccount(String username, String email, String passwordHash, List<ConsentGiven> consents) {
        this(username, email, passwordHash, consents, null);
    }

    /** @param wordingVersion the wording that was shown */
    public record ConsentGiven(String purpose, String wordingVersion) {}
}
