package waymark.signposting;

import static waymark.platform.access.Access.GUEST;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import waymark.accounts.Accounts;
import waymark.platform.access.Nation;
import waymark.platform.db.Database;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Page;
import waymark.platform.http.Routes;

public final class SignpostingRoutes {

    private final Database db;
    private final Directory directory;
    private final Accounts accounts;

    public SignpostingRoutes(Database db, Directory directory, Accounts accounts) {
        this.db = db;
        this.directory = directory;
        this.accounts = accounts;
    }

    public void register(Routes routes) {
        routes.get("/signposting", this::show, GUEST);
        routes.get("/services", this::list, GUEST);
    }

    private void show(Context ctx) {
        var nation = nation(ctx);
        var redFlags = directory.standing(nation).get(0);
        ctx.json(new Help(
                new Standing(
                        directory.editorText(), new RedFlags(redFlags.title(), redFlags.text(), redFlags.services())),
                directory.signposts(nation)));
    }

    private void list(Context ctx) {
        ctx.json(Page.whole(directory.services(nation(ctx))));
    }

    /** What was asked for, or else what a member said of themselves. */
    private Optional<Nation> nation(Context ctx) {
        return Input.query(ctx, "nation")
                .map(Nation::of)
                .or(() -> Caller.viewer(ctx).member().flatMap(me -> db.read(tx -> accounts.nationOf(tx, me.id()))));
    }

    private record Help(Standing standing, List<Notice> signposts) {}

    private record Standing(String editor, RedFlags redFlags) {}

    private record RedFlags(String title, String text, List<Service> services) {}
}
