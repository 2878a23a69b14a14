package waymark.platform.http;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import waymark.platform.access.Missing;
import waymark.platform.access.Restriction;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** How somebody is refused whose account is restricted, or not ready yet. */
final class Restricted {

    private static final DateTimeFormatter LONDON =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.UK).withZone(ZoneId.of("Europe/London"));
    private static final String LETTER = " Your letter under " + Routes.BASE
            + "/me/decisions says why, and how to ask for it to be looked at again.";

    private Restricted() {}

    /** How somebody is refused who has something to do first: what it is, and where it is done. */
    static Problem refusal(Missing missing) {
        return switch (missing) {
            case VERIFIED_EMAIL ->
                ProblemType.EMAIL_NOT_VERIFIED.because("Please follow the link in the e-mail that we sent you. "
                        + "If it did not arrive, ask for another one.");
            case CURRENT_CONSENT ->
                ProblemType.CONSENT_OUTDATED.because("Please read what we ask you to agree to, and agree to it first: "
                        + Routes.BASE + "/me/consents.");
            case SECOND_FACTOR ->
                ProblemType.SECOND_FACTOR_NEEDED.because(
                        "Please set up your second factor, and sign in with it: " + Routes.BASE + "/me/totp.");
        };
    }

    static Problem refusal(Restriction restriction) {
        var until = LONDON.format(restriction.until());
        return switch (restriction.kind()) {
            case SILENCED ->
                ProblemType.SILENCED.because(
                        "You can read everything, and write again from " + until + " (London time)." + LETTER);
            case SUSPENDED ->
                ProblemType.ACCOUNT_SUSPENDED.because(
                        "Your account opens again on " + until + " (London time)." + LETTER);
        };
    }
}
