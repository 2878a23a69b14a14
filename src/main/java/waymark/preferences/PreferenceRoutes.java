package waymark.preferences;

import static waymark.platform.access.Access.ACCOUNT;
import static waymark.platform.http.RateLimit.LEAVING;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waymark.platform.http.Answers;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Routes;
import waymark.platform.problem.Problem;

/** For all who have an account: whoever may not read or write for a while can still say that they want no mails. */
public final class PreferenceRoutes {

    private final Preferences preferences;
    private final Clock clock;

    public PreferenceRoutes(Preferences preferences, Clock clock) {
        this.preferences = preferences;
        this.clock = clock;
    }

    public void register(Routes routes) {
        // Not counted with writing: whoever wants to hear less, or to come across less, is not held up.
        routes.get("/me/preferences", this::show, ACCOUNT);
        routes.put("/me/preferences", this::choose, ACCOUNT, LEAVING);
        routes.put("/me/pause", this::pause, ACCOUNT, LEAVING);
        routes.delete("/me/pause", this::goOn, ACCOUNT, LEAVING);
    }

    private void show(Context ctx) {
        ctx.json(answer(preferences.of(Caller.member(ctx))));
    }

    private void choose(Context ctx) {
        var wanted = Input.body(ctx, Wanted.class).choices();
        ctx.json(answer(preferences.choose(Caller.member(ctx), wanted)));
    }

    private void pause(Context ctx) {
        var until = Input.body(ctx, Pause.class).until;
        ctx.json(new PauseAnswer(preferences.pause(Caller.member(ctx), until)));
    }

    private void goOn(Context ctx) {
        preferences.goOn(Caller.member(ctx));
        Answers.nothing(ctx);
    }

    private PreferencesAnswer answer(Choices choices) {
        var now = clock.instant();
        return new PreferencesAnswer(
                choices, choices.pausedUntil().filter(end -> end.isAfter(now)).orElse(null));
    }

    private record PreferencesAnswer(
            Choices preferences, @Nullable Instant pausedUntil) {}

    private record Pause(Instant until) {}

    private record PauseAnswer(Instant pausedUntil) {}

    private record Wanted(
            List<String> hiddenLabels,
            Choices.MailChoices mail,
            String digest,
            @Nullable Hours quietHours,
            String timeZone) {

        Choices choices() {
            return new Choices(
                    hiddenLabels,
                    mail,
                    Choices.Digest.of(digest),
                    quietHours == null ? null : quietHours.quiet(),
                    Preferences.zone(timeZone),
                    Optional.empty());
        }
    }

    private record Hours(String from, String to) {

        Choices.QuietHours quiet() {
            if (from.equals(to)) {
                throw Problem.invalidValue("/quietHours/to", "This has to be another time than from.");
            }
            return new Choices.QuietHours(LocalTime.parse(from), LocalTime.parse(to));
        }
    }
}
