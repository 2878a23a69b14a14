package waymark.threads;

import static waymark.platform.access.Access.GUEST;
import static waymark.platform.access.Access.MEMBER;
import static waymark.platform.http.RateLimit.MODERATING;
import static waymark.platform.http.RateLimit.PREVIEWING;

import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waymark.ids.PostId;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Page;
import waymark.platform.http.Routes;
import waymark.platform.http.Versions;

public final class LabelRoutes {

    private final Labels labels;
    private final LabelSuggestions suggestions;
    private final PostAnswers answers;

    public LabelRoutes(Labels labels, LabelSuggestions suggestions, PostAnswers answers) {
        this.labels = labels;
        this.suggestions = suggestions;
        this.answers = answers;
    }

    public void register(Routes routes) {
        routes.get("/labels", this::list, GUEST);
        routes.post("/labels/suggestions", this::suggest, MEMBER, PREVIEWING);
        routes.put("/posts/{post}/labels", this::label, MEMBER, MODERATING);
    }

    private void list(Context ctx) {
        ctx.json(Page.whole(labels.all()));
    }

    /** Nothing is stored, so it can be asked again without a key. */
    private void suggest(Context ctx) {
        var input = Input.body(ctx, Text.class);
        ctx.json(new Suggested(suggestions.of(input.title == null ? "" : input.title, input.markdown)));
    }

    private void label(Context ctx) {
        var wanted = Input.body(ctx, Wanted.class).labels;
        var id = Input.path(ctx, "post", PostId::new);
        answers.show(ctx, labels.label(id, Caller.member(ctx), Versions.expected(ctx), wanted));
    }

    private record Text(@Nullable String title, String markdown) {}

    private record Suggested(List<String> suggestedLabels) {}

    private record Wanted(List<String> labels) {}
}
