package waymark.signposting;

import static waymark.platform.access.Access.GUEST;
import static waymark.platform.http.RateLimit.PREVIEWING;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waymark.accounts.Accounts;
import waymark.platform.access.Nation;
import waymark.platform.db.Database;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Page;
import waymark.platform.http.Routes;
import waymark.platform.http.Signposted;
import waymark.platform.problem.Problem;

public final class SignpostingRoutes {

    private final Database db;
    private final Directory directory;
    private final Accounts accounts;
    private final Examiner previewer;
    private final Signposts signposts;

    public SignpostingRoutes(
            Database db, Directory directory, Accounts accounts, Examiner previewer, Signposts signposts) {
        this.db = db;
        this.directory = directory;
        this.accounts = accounts;
        this.previewer = previewer;
        this.signposts = signposts;
    }

    public void register(Routes routes) {
        routes.get("/signposting", this::show, GUEST);
        routes.get("/services", this::list, GUEST);
        routes.post("/signposting/preview", this::preview, GUEST, PREVIEWING);
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

    /** Not inside {@code retries.once}: it writes nothing, so it can be sent again as it is, and nothing is kept of it. */
    private void preview(Context ctx) {
        var input = Input.body(ctx, Preview.class);
        if (input.text.isBlank()) {
            throw Problem.invalidValue("/text", "There are no words in this yet.");
        }
        var examination = previewer.examine(input.text);
        var nation = Optional.ofNullable(input.nation).or(() -> nationOfMember(ctx));
        ctx.json(new Signposted(new Nothing(), signposts.toWriter(examination, nation)));
    }

    /** What was asked for, or else what a member said of themselves. */
    private Optional<Nation> nation(Context ctx) {
        return Input.query(ctx, "nation").map(Nation::of).or(() -> nationOfMember(ctx));
    }

    private Optional<Nation> nationOfMember(Context ctx) {
        return Caller.viewer(ctx).member().flatMap(me -> db.read(tx -> accounts.nationOf(tx, me.id())));
    }

    private record Help(Standing standing, List<Notice> signposts) {}

    private record Standing(String editor, RedFlags redFlags) {}

    private record RedFlags(String title, String text, List<Service> services) {}

    private record Preview(String text, @Nullable Nation nation) {}

    /** The answer is the signposting that every answer carries. */
    private record Nothing() {}
}
