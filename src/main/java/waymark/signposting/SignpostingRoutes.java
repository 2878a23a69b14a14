package waymark.signposting;

import static waymark.platform.access.Access.GUEST;
import static waymark.platform.http.RateLimit.PREVIEWING;

import io.javalin.http.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waymark.platform.http.Input;
import waymark.platform.http.Page;
import waymark.platform.http.Routes;
import waymark.platform.http.Signposted;
import waymark.platform.problem.Problem;

public final class SignpostingRoutes {

    private final Directory directory;
    private final Examiner examiner;
    private final Signposts signposts;

    public SignpostingRoutes(Directory directory, Examiner examiner, Signposts signposts) {
        this.directory = directory;
        this.examiner = examiner;
        this.signposts = signposts;
    }

    public void register(Routes routes) {
        routes.get("/signposting", this::show, GUEST);
        routes.get("/services", this::list, GUEST);
        routes.post("/signposting/preview", this::preview, GUEST, PREVIEWING);
    }

    private void show(Context ctx) {
        ctx.json(new Nothing());
    }

    private void list(Context ctx) {
        ctx.json(Page.whole(directory.services()));
    }

    /** Not inside {@code retries.once}: it writes nothing, so it can be sent again as it is, and nothing is kept of it. */
    private void preview(Context ctx) {
        var input = Input.body(ctx, Preview.class);
        if (input.text.isBlank()) {
            throw Problem.invalidValue("/text", "There are no words in this yet.");
        }
        var examination = examiner.examine(input.text);
        ctx.json(new Signposted(new Nothing(), signposts.toWriter(examination, Optional.ofNullable(input.nation))));
    }

    private record Preview(String text, @Nullable Nation nation) {}

    /** The answer is the signposting that every answer carries. */
    private record Nothing() {}
}
