package waymark.documents;

import static waymark.platform.access.Access.MODERATOR;
import static waymark.platform.http.RateLimit.MODERATING;

import io.javalin.http.Context;
import java.util.function.Function;
import java.util.regex.Pattern;
import waymark.platform.http.Answers;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Paging;
import waymark.platform.http.Retries;
import waymark.platform.http.Routes;

/** How moderators read, propose and approve the versions of one document. */
public final class VersionRoutes {

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");

    private final String path;
    private final Function<DocumentVersion, Object> answer;
    private final DocumentVersions<?> versions;
    private final Retries retries;

    /**
     * @param path of all versions
     * @param answer what a version is answered with
     */
    public VersionRoutes(
            String path, Function<DocumentVersion, Object> answer, DocumentVersions<?> versions, Retries retries) {
        this.path = path;
        this.answer = answer;
        this.versions = versions;
        this.retries = retries;
    }

    public void register(Routes routes) {
        routes.get(path, this::list, MODERATOR);
        routes.post(path, this::propose, MODERATOR, MODERATING);
        routes.get(path + "/{version}", this::show, MODERATOR);
        routes.put(path + "/{version}/approval", this::approve, MODERATOR, MODERATING);
    }

    /** The name of a version in a path below. */
    public static String version(Context ctx) {
        return Input.path(ctx, "version", NAME);
    }

    private void list(Context ctx) {
        ctx.json(versions.list(Paging.of(ctx)));
    }

    private void propose(Context ctx) {
        var proposal = Input.body(ctx, NewProposal.class);
        retries.once(ctx, tx -> {
            var proposed = versions.propose(tx, Caller.member(ctx), proposal);
            Answers.created(ctx, path + "/" + proposed.version(), answer.apply(proposed));
        });
    }

    private void show(Context ctx) {
        ctx.json(answer.apply(versions.require(version(ctx))));
    }

    private void approve(Context ctx) {
        ctx.json(answer.apply(versions.approve(Caller.member(ctx), version(ctx))));
    }
}
