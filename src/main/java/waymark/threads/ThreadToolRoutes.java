package waymark.threads;

import static waymark.platform.access.Access.MODERATOR;
import static waymark.platform.http.RateLimit.MODERATING;

import io.javalin.http.Context;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import waymark.ids.ThreadId;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Routes;
import waymark.platform.http.Versions;
import waymark.platform.problem.Problem;

public final class ThreadToolRoutes {

    private final ThreadTools tools;
    private final ThreadAnswers answers;

    public ThreadToolRoutes(ThreadTools tools, ThreadAnswers answers) {
        this.tools = tools;
        this.answers = answers;
    }

    public void register(Routes routes) {
        routes.put("/threads/{thread}/lock", this::lock, MODERATOR, MODERATING);
        routes.delete("/threads/{thread}/lock", this::unlock, MODERATOR, MODERATING);
        routes.put("/threads/{thread}/pin", this::pin, MODERATOR, MODERATING);
        routes.delete("/threads/{thread}/pin", this::unpin, MODERATOR, MODERATING);
        routes.put("/threads/{thread}/slow-mode", this::slow, MODERATOR, MODERATING);
        routes.delete("/threads/{thread}/slow-mode", this::unslow, MODERATOR, MODERATING);
    }

    private void lock(Context ctx) {
        var reason = Input.body(ctx, Lock.class).reason;
        answers.show(ctx, tools.lock(thread(ctx), Caller.member(ctx), Versions.expected(ctx), reason));
    }

    private void unlock(Context ctx) {
        answers.show(ctx, tools.unlock(thread(ctx), Caller.member(ctx), Versions.expected(ctx)));
    }

    private void pin(Context ctx) {
        var until = instant(Input.body(ctx, Pin.class).until);
        answers.show(ctx, tools.pin(thread(ctx), Caller.member(ctx), Versions.expected(ctx), until));
    }

    private void unpin(Context ctx) {
        answers.show(ctx, tools.unpin(thread(ctx), Caller.member(ctx), Versions.expected(ctx)));
    }

    private void slow(Context ctx) {
        var input = Input.body(ctx, Slow.class);
        var slowMode = new ThreadView.SlowMode(input.seconds, input.until == null ? null : instant(input.until));
        answers.show(ctx, tools.slow(thread(ctx), Caller.member(ctx), Versions.expected(ctx), slowMode));
    }

    private void unslow(Context ctx) {
        answers.show(ctx, tools.unslow(thread(ctx), Caller.member(ctx), Versions.expected(ctx)));
    }

    private static ThreadId thread(Context ctx) {
        return Input.path(ctx, "thread", ThreadId::new);
    }

    /** The contract lets some texts through that are of the right form and yet no moment. */
    private static Instant instant(String text) {
        try {
            return Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeParseException e) {
            throw Problem.invalidValue("/until", "There is no such moment.");
        }
    }

    private record Lock(String reason) {}

    private record Pin(String until) {}

    private record Slow(int seconds, @Nullable String until) {}
}
