package waymark.drafts;

import static waymark.platform.access.Access.ACCOUNT;
import static waymark.platform.http.RateLimit.LEAVING;
import static waymark.platform.http.RateLimit.SAVING;

import io.javalin.http.Context;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import waymark.platform.db.Database;
import waymark.platform.http.Answers;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Paging;
import waymark.platform.http.Routes;
import waymark.platform.http.Signposted;
import waymark.signposting.Examined;
import waymark.signposting.Examiner;
import waymark.signposting.Signposts;

/** For all who have an account: whoever may not post for a while does not lose what they have written. */
public final class DraftRoutes {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");

    private final Database db;
    private final Drafts drafts;
    private final Examiner previewer;
    private final Signposts signposts;

    public DraftRoutes(Database db, Drafts drafts, Examiner previewer, Signposts signposts) {
        this.db = db;
        this.drafts = drafts;
        this.previewer = previewer;
        this.signposts = signposts;
    }

    public void register(Routes routes) {
        routes.get("/drafts", this::list, ACCOUNT);
        routes.get("/drafts/{key}", this::show, ACCOUNT);
        routes.put("/drafts/{key}", this::save, ACCOUNT, SAVING);
        routes.delete("/drafts/{key}", this::delete, ACCOUNT, LEAVING);
    }

    private void list(Context ctx) {
        ctx.json(drafts.of(Caller.member(ctx), Paging.of(ctx)));
    }

    private void show(Context ctx) {
        ctx.json(new DraftAnswer(drafts.require(Caller.member(ctx), key(ctx))));
    }

    /** What its words bring up is said as in a preview: to whoever writes them, and nothing is kept of it. */
    private void save(Context ctx) {
        var input = Input.body(ctx, Save.class);
        var saved = drafts.save(Caller.member(ctx), key(ctx), input.sequence, input.text());
        var words = saved.text();
        var examination = previewer.examine(
                words.title() == null ? words.markdown() : Examined.opening(words.title(), words.markdown()));
        ctx.json(db.read(
                tx -> new Signposted(new DraftAnswer(saved), signposts.toWriter(tx, Caller.viewer(ctx), examination))));
    }

    private void delete(Context ctx) {
        drafts.delete(Caller.member(ctx), key(ctx));
        Answers.nothing(ctx);
    }

    private static String key(Context ctx) {
        return Input.path(ctx, "key", KEY);
    }

    private record DraftAnswer(Draft draft) {}

    private record Save(
            int sequence,
            @Nullable String title,
            @Nullable String category,
            @Nullable List<String> tags,
            String markdown,
            @Nullable Integer replyTo,
            @Nullable List<DraftText.Quote> quotes) {

        DraftText text() {
            return new DraftText(
                    title,
                    category,
                    tags == null ? List.of() : tags,
                    markdown,
                    replyTo,
                    quotes == null ? List.of() : quotes);
        }
    }
}
