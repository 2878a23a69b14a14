package waymark.accounts;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import waymark.platform.problem.Problem;

/**
 * Which passwords nobody can have: those that many people have, and those that stand beside them. How long they have to be is
 * in the contract. What is in them is up to their owners.
 */
public final class PasswordRules {

    private final CommonPasswords common = CommonPasswords.get();

    /**
     * Why somebody cannot have this password; empty when they can.
     *
     * @param email as they gave it; empty when it is not known
     */
    public Optional<String> refusal(String password, String username, Optional<String> email) {
        if (common.contain(password)) {
            return Optional.of("Very many people have this password, so it is tried first by whoever guesses. "
                    + "Please choose another one; a few words in a row are easy to remember.");
        }
        var theirs = Stream.concat(Stream.of(username), email.stream().flatMap(PasswordRules::ofAddress))
                .map(PasswordRules::lower)
                .toList();
        return theirs.contains(lower(password))
                ? Optional.of("The password may not be your name or your e-mail address. Please choose another one.")
                : Optional.empty();
    }

    /**
     * Refuses what nobody can have as a password.
     *
     * @param pointer where the password stands in the body
     * @throws Problem INVALID_VALUE
     */
    public void require(String pointer, String password, String username, Optional<String> email) {
        refusal(password, username, email).ifPresent(sentence -> {
            throw Problem.invalidValue(pointer, sentence);
        });
    }

    private static Stream<String> ofAddress(String email) {
        return List.of(email, email.split("@", 2)[0]).stream();
    }

    private static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
