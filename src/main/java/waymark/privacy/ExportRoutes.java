package waymark.privacy;

import static waymark.platform.access.Access.ACCOUNT;
import static waymark.platform.http.RateLimit.EXPORTING;

import io.javalin.http.Context;
import java.util.UUID;
import waymark.platform.http.Answers;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Paging;
import waymark.platform.http.Retries;
import waymark.platform.http.Routes;

/** Copies of what is kept about somebody, for suspended members too. */
public final class ExportRoutes {

    private final Exports exports;
    private final Retries retries;

    public ExportRoutes(Exports exports, Retries retries) {
        this.exports = exports;
        this.retries = retries;
    }

    public void register(Routes routes) {
        routes.post("/me/exports", this::ask, ACCOUNT, EXPORTING);
        routes.get("/me/exports", this::list, ACCOUNT);
        routes.get("/me/exports/{export}", this::show, ACCOUNT);
        routes.get("/me/exports/{export}/file", this::fetch, ACCOUNT);
    }

    private void ask(Context ctx) {
        var me = Caller.member(ctx);
        retries.once(ctx, tx -> {
            var export = exports.request(tx, me);
            Answers.accepted(ctx, "/me/exports/" + export.id(), new ExportAnswer(export));
        });
    }

    private void list(Context ctx) {
        ctx.json(exports.of(Caller.member(ctx), Paging.of(ctx)));
    }

    private void show(Context ctx) {
        ctx.json(new ExportAnswer(exports.require(Caller.member(ctx), id(ctx))));
    }

    private void fetch(Context ctx) {
        var export = exports.require(Caller.member(ctx), id(ctx));
        var file = exports.file(export);
        ctx.header("Content-Disposition", "attachment; filename=\"your-data.zip\"");
        Answers.stream(ctx, "application/zip", file, export.bytes().orElseThrow());
    }

    private static UUID id(Context ctx) {
        return Input.path(ctx, "export", id -> id);
    }

    private record ExportAnswer(DataExport export) {}
}
