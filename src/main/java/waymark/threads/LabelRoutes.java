package waymark.threads;

import static waymark.platform.access.Access.GUEST;
import static waymark.platform.access.Access.MEMBER;
import static waymark.platform.http.RateLimit.MODERATING;

import io.javalin.http.Context;
import java.util.List;
import waymark.ids.PostId;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Page;
import waymark.platform.http.Routes;
import waymark.platform.http.Versions;

public final class LabelRoutes {

    private final Labels labels;
    private final PostAnswers answers;

    public LabelRoutes(Labels labels, PostAnswers answers) {
        this.labels = labels;
        this.answers = answers;
    }

    public void register(Routes routes) {
        routes.get("/labels", this::list, GUEST);
        routes.put("/posts/{post}/labels", this::label, MEMBER, MODERATING);
    }

    private void list(Context ctx) {
        ctx.json(Page.whole(labels.all()));
    }

    private void label(Context ctx) {
        var wanted = Input.body(ctx, Wanted.class).labels;
        var id = Input.path(ctx, "post", PostId::new);
        answers.show(ctx, labels.label(id, Caller.member(ctx), Versions.expected(ctx), wanted));
    }

    private record Wanted(List<String> labels) {}
}
