package waymark.threads;

import io.javalin.http.Context;
import java.util.List;
import org.jooq.DSLContext;
import waymark.platform.db.Database;
import waymark.platform.http.Caller;
import waymark.platform.http.Signposted;
import waymark.platform.http.Versions;
import waymark.signposting.Signposts;

/** How a thread is answered, without its posts, to a moderator who has done something to it. */
public final class ThreadAnswers {

    private final Database db;
    private final Signposts signposts;

    public ThreadAnswers(Database db, Signposts signposts) {
        this.db = db;
        this.signposts = signposts;
    }

    void show(Context ctx, ThreadView thread) {
        ctx.json(db.read(tx -> of(ctx, tx, thread)));
    }

    Signposted of(Context ctx, DSLContext tx, ThreadView thread) {
        var viewer = Caller.viewer(ctx);
        Versions.show(ctx, thread.version());
        return new Signposted(
                new ThreadRoutes.ChangedAnswer(thread, ThreadViewer.of(tx, viewer, thread)),
                signposts.toReader(tx, viewer, List.of(), thread.title(), thread.tags()));
    }
}
