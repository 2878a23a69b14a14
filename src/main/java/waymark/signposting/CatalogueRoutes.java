package waymark.signposting;

import static waymark.platform.access.Access.MODERATOR;
import static waymark.platform.http.RateLimit.MODERATING;

import io.javalin.http.Context;
import java.util.List;
import java.util.regex.Pattern;
import waymark.documents.DocumentVersion;
import waymark.documents.NewProposal;
import waymark.platform.http.Answers;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Paging;
import waymark.platform.http.Retries;
import waymark.platform.http.Routes;

public final class CatalogueRoutes {

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");
    private static final String VERSIONS = "/signposting/catalogue/versions";

    private final Catalogues catalogues;
    private final Retries retries;

    public CatalogueRoutes(Catalogues catalogues, Retries retries) {
        this.catalogues = catalogues;
        this.retries = retries;
    }

    public void register(Routes routes) {
        routes.get(VERSIONS, this::list, MODERATOR);
        routes.post(VERSIONS, this::propose, MODERATOR, MODERATING);
        routes.get(VERSIONS + "/{version}", this::show, MODERATOR);
        routes.put(VERSIONS + "/{version}/approval", this::approve, MODERATOR, MODERATING);
        routes.post(VERSIONS + "/{version}/trial", this::trial, MODERATOR, MODERATING);
    }

    private void list(Context ctx) {
        ctx.json(catalogues.list(Paging.of(ctx)));
    }

    private void propose(Context ctx) {
        var proposal = Input.body(ctx, NewProposal.class);
        retries.once(ctx, tx -> {
            var proposed = catalogues.propose(tx, Caller.member(ctx), proposal);
            Answers.created(ctx, VERSIONS + "/" + proposed.version(), new VersionAnswer(proposed));
        });
    }

    private void show(Context ctx) {
        ctx.json(new VersionAnswer(catalogues.require(version(ctx))));
    }

    private void approve(Context ctx) {
        ctx.json(new VersionAnswer(catalogues.approve(Caller.member(ctx), version(ctx))));
    }

    /** Not through {@code retries}: what people wrote is not stored, also not to answer again. */
    private void trial(Context ctx) {
        var input = Input.body(ctx, Examples.class);
        ctx.json(catalogues.trial(version(ctx), input.examples));
    }

    private static String version(Context ctx) {
        return Input.path(ctx, "version", NAME);
    }

    private record VersionAnswer(DocumentVersion catalogueVersion) {}

    private record Examples(List<Trial.Example> examples) {}
}
