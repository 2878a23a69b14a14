package waymark.notifications;

import static waymark.platform.access.Access.ACCOUNT;
import static waymark.platform.access.Access.GUEST;
import static waymark.platform.http.RateLimit.LEAVING;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import waymark.platform.http.Answers;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Paging;
import waymark.platform.http.Routes;
import waymark.platform.problem.FieldError;
import waymark.platform.problem.ProblemType;

/** For all who have an account: whoever may not take part for a while is told so here. */
public final class NotificationRoutes {

    private static final String LAST_EVENT = "Last-Event-ID";
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final Notifications notifications;
    private final LiveEvents events;
    private final Unsubscribing unsubscribing;

    public NotificationRoutes(Notifications notifications, LiveEvents events, Unsubscribing unsubscribing) {
        this.unsubscribing = unsubscribing;
        this.notifications = notifications;
        this.events = events;
    }

    public void register(Routes routes) {
        routes.get("/notifications", this::list, ACCOUNT);
        routes.put("/notifications/read-position", this::read, ACCOUNT, LEAVING);
        routes.get("/events", this::listen, ACCOUNT);
        routes.post("/unsubscriptions/{token}", this::unsubscribe, GUEST, LEAVING);
    }

    private void list(Context ctx) {
        ctx.json(notifications.of(Caller.member(ctx), Paging.of(ctx)));
    }

    private void read(Context ctx) {
        var input = Input.body(ctx, ReadPosition.class);
        ctx.json(new ReadAnswer(notifications.read(Caller.member(ctx), input.number())));
    }

    private void listen(Context ctx) throws IOException {
        events.open(ctx, Caller.member(ctx), lastEvent(ctx));
    }

    /** What programs for mails send with it says no more than the path. */
    private void unsubscribe(Context ctx) {
        unsubscribing.end(Input.path(ctx, "token", TOKEN));
        Answers.nothing(ctx);
    }

    /** What a browser says when it comes back. */
    private static Optional<Integer> lastEvent(Context ctx) {
        var header = Optional.ofNullable(ctx.header(LAST_EVENT));
        header.filter(id -> !NUMBER.matcher(id).matches()).ifPresent(id -> {
            var sentence = "This has to be the id of an event of this stream.";
            throw ProblemType.INVALID_REQUEST.because(sentence, List.of(FieldError.header(LAST_EVENT, sentence)));
        });
        return header.map(Integer::valueOf);
    }

    private record ReadPosition(int number) {}

    private record ReadAnswer(Inbox.Position viewer) {}
}
