package waymark.signposting;

import static waymark.platform.access.Access.MODERATOR;
import static waymark.platform.http.RateLimit.MODERATING;

import io.javalin.http.Context;
import java.util.List;
import waymark.documents.DocumentVersion;
import waymark.documents.DocumentVersions;
import waymark.documents.VersionRoutes;
import waymark.platform.http.Input;
import waymark.platform.http.Retries;
import waymark.platform.http.Routes;

/** How moderators change what people are told and what is recognised, and try it first. */
public final class CatalogueRoutes {

    private static final String VERSIONS = "/signposting/catalogue/versions";

    private final VersionRoutes versions;
    private final Trials trials;

    public CatalogueRoutes(Directory directory, DocumentVersions<Catalogue> versions, Retries retries) {
        this.versions = new VersionRoutes(VERSIONS, VersionAnswer::new, versions, retries);
        this.trials = new Trials(directory, versions);
    }

    public void register(Routes routes) {
        versions.register(routes);
        routes.post(VERSIONS + "/{version}/trial", this::trial, MODERATOR, MODERATING);
    }

    /** Not through {@code retries}: what people wrote is not stored, also not to answer again. */
    private void trial(Context ctx) {
        var input = Input.body(ctx, Examples.class);
        ctx.json(trials.run(VersionRoutes.version(ctx), input.examples));
    }

    private record VersionAnswer(DocumentVersion catalogueVersion) {}

    private record Examples(List<Trial.Example> examples) {}
}
