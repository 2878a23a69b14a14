package waymark.accounts;

import java.util.List;

/**
 * What somebody gives to join.
 *
 * @param passwordHash made by {@link Passwords#hash}
 */
public record NewAccount(String username, String email, String passwordHash, List<ConsentGiven> consents) {

    /** @param wordingVersion the wording that was shown */
    public record ConsentGiven(String purpose, String wordingVersion) {}
}
