package waymark.platform.http;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import waymark.platform.access.Restriction;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** How somebody whose account is restricted is refused: until when, and where to read why. */
final class Restricted {

    private static final DateTimeFormatter LONDON =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.UK).withZone(ZoneId.of("Europe/London"));
    private static final String LETTER = " Your letter under " + Routes.BASE
            + "/me/decisions says why, and how to ask for it to be looked at again.";

    private Restricted() {}

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
