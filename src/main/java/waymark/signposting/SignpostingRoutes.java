package waymark.signposting;

import static waymark.platform.access.Access.GUEST;

import io.javalin.http.Context;
import waymark.platform.http.Page;
import waymark.platform.http.Routes;

public final class SignpostingRoutes {

    private final Directory directory;

    public SignpostingRoutes(Directory directory) {
        this.directory = directory;
    }

    public void register(Routes routes) {
        routes.get("/signposting", this::show, GUEST);
        routes.get("/services", this::list, GUEST);
    }

    private void show(Context ctx) {
        ctx.json(new Nothing());
    }

    private void list(Context ctx) {
        ctx.json(Page.whole(directory.services()));
    }

    /** The answer is the signposting that every answer carries. */
    private record Nothing() {}
}
