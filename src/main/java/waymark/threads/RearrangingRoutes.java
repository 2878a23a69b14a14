package waymark.threads;

import static waymark.platform.access.Access.MODERATOR;
import static waymark.platform.http.RateLimit.MODERATING;

import io.javalin.http.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waymark.ids.ThreadId;
import waymark.platform.http.Answers;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Retries;
import waymark.platform.http.Routes;
import waymark.platform.http.Versions;

public final class RearrangingRoutes {

    private final Rearranging rearranging;
    private final ThreadAnswers answers;
    private final Retries retries;

    public RearrangingRoutes(Rearranging rearranging, ThreadAnswers answers, Retries retries) {
        this.rearranging = rearranging;
        this.answers = answers;
        this.retries = retries;
    }

    public void register(Routes routes) {
        routes.post("/threads/{thread}/move", this::move, MODERATOR, MODERATING);
        routes.post("/threads/{thread}/split", this::split, MODERATOR, MODERATING);
        routes.post("/threads/{thread}/merge", this::merge, MODERATOR, MODERATING);
    }

    private void move(Context ctx) {
        var input = Input.body(ctx, Move.class);
        var id = thread(ctx);
        var moderator = Caller.member(ctx);
        var expected = Versions.expected(ctx);
        retries.once(ctx, tx -> {
            var reason = Optional.ofNullable(input.reason);
            var moved = rearranging.move(tx, id, moderator, expected, input.category, reason);
            ctx.json(answers.of(ctx, tx, moved));
        });
    }

    private void split(Context ctx) {
        var input = Input.body(ctx, NewSplit.class);
        var id = thread(ctx);
        var moderator = Caller.member(ctx);
        var expected = Versions.expected(ctx);
        retries.once(ctx, tx -> {
            var made = rearranging.split(tx, id, moderator, expected, input);
            Answers.created(ctx, "/threads/" + made.id(), answers.of(ctx, tx, made));
        });
    }

    private void merge(Context ctx) {
        var into = Input.body(ctx, Merge.class).into;
        var id = thread(ctx);
        var moderator = Caller.member(ctx);
        var expected = Versions.expected(ctx);
        retries.once(ctx, tx -> ctx.json(answers.of(ctx, tx, rearranging.merge(tx, id, moderator, expected, into))));
    }

    private static ThreadId thread(Context ctx) {
        return Input.path(ctx, "thread", ThreadId::new);
    }

    private record Move(String category, @Nullable String reason) {}

    private record Merge(ThreadId into) {}
}
