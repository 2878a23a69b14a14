package waymark.accounts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import waymark.platform.problem.FieldError;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** What the contract cannot say about whoever wants to join: name, password and age. */
public final class SignUpRules {

    private final Usernames usernames;
    private final PasswordRules passwords;
    private final int minimumAge;

    /** @param minimumAge in years; nobody younger can join */
    public SignUpRules(Usernames usernames, PasswordRules passwords, int minimumAge) {
        this.usernames = usernames;
        this.passwords = passwords;
        this.minimumAge = minimumAge;
    }

    int minimumAge() {
        return minimumAge;
    }

    /** Names that are free at this moment, at random. */
    List<String> suggestNames() {
        return usernames.suggest();
    }

    /**
     * Refuses whatever is against a rule, all at once.
     *
     * @param ageAtLeast the age that somebody says they have reached
     * @throws Problem INVALID_VALUE
     */
    void require(String username, String email, String password, int ageAtLeast) {
        var errors = new ArrayList<FieldError>();
        usernames.refusal(username).ifPresent(sentence -> errors.add(FieldError.body("/username", sentence)));
        passwords
                .refusal(password, username, Optional.of(email))
                .ifPresent(sentence -> errors.add(FieldError.body("/password", sentence)));
        if (ageAtLeast < minimumAge) {
            errors.add(FieldError.body(
                    "/ageAtLeast",
                    "This forum is for people who are " + minimumAge
                            + " or older. The helpline can tell you who is there " + "for younger people."));
        }
        if (!errors.isEmpty()) {
            throw ProblemType.INVALID_VALUE.because(errors.get(0).detail(), errors);
        }
    }

    /**
     * The same for an account that the operator makes: whoever has met somebody knows their age.
     *
     * @throws Problem INVALID_VALUE
     */
    public void requireOfStaff(String username, String email, String password) {
        require(username, email, password, minimumAge);
    }
}
