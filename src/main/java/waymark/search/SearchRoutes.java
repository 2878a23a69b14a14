package waymark.search;

import static waymark.platform.access.Access.GUEST;
import static waymark.platform.http.RateLimit.SEARCHING;

import io.javalin.http.Context;
import java.util.List;
import java.util.Set;
import waymark.platform.http.Answers;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Paging;
import waymark.platform.http.Routes;
import waymark.platform.problem.FieldError;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

public final class SearchRoutes {

    private static final String EVERYTHING = "thread,post,story,guide";

    private final Searches searches;

    public SearchRoutes(Searches searches) {
        this.searches = searches;
    }

    public void register(Routes routes) {
        routes.get("/search", this::find, GUEST, SEARCHING);
        routes.get("/search/similar", this::findSimilar, GUEST, SEARCHING);
    }

    private void find(Context ctx) {
        // What somebody looks for is nothing for the caches of others.
        Answers.keepNowhere(ctx);
        var query = new Searches.Query(
                Input.query(ctx, "q").orElseThrow(() -> missing("q")),
                Set.of(Input.query(ctx, "type").orElse(EVERYTHING).split(",")),
                Input.query(ctx, "category"),
                Input.query(ctx, "tag"));
        ctx.json(searches.page(Caller.viewer(ctx), query, Paging.of(ctx)));
    }

    private void findSimilar(Context ctx) {
        Answers.keepNowhere(ctx);
        var title = Input.query(ctx, "title").orElseThrow(() -> missing("title"));
        ctx.json(searches.similar(Caller.viewer(ctx), title));
    }

    private static Problem missing(String parameter) {
        return ProblemType.INVALID_REQUEST.because(
                "There is nothing to look for.", List.of(FieldError.query(parameter, "This has to be given.")));
    }
}
