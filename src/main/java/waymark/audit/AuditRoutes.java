package waymark.audit;

import static waymark.platform.access.Access.ADMIN;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import waymark.ids.CaseId;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Paging;
import waymark.platform.http.Routes;
import waymark.platform.problem.FieldError;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

public final class AuditRoutes {

    private final AuditLog log;

    public AuditRoutes(AuditLog log) {
        this.log = log;
    }

    public void register(Routes routes) {
        routes.get("/audit-log", this::list, ADMIN);
        routes.get("/audit-log/verification", this::verify, ADMIN);
    }

    private void list(Context ctx) {
        var query = new AuditLog.Query(
                Input.query(ctx, "actor"),
                Input.query(ctx, "action"),
                Input.query(ctx, "target").map(UUID::fromString),
                Input.query(ctx, "case").map(CaseId::of));
        ctx.json(log.list(query, Caller.member(ctx), Paging.of(ctx)));
    }

    private void verify(Context ctx) {
        ctx.json(new VerificationAnswer(log.verify(Caller.member(ctx), remembered(ctx))));
    }

    /** @throws Problem INVALID_REQUEST when one half is given without the other */
    private static Optional<AuditLog.Head> remembered(Context ctx) {
        var number = Input.query(ctx, "number").map(Long::valueOf);
        var hash = Input.query(ctx, "hash");
        if (number.isPresent() != hash.isPresent()) {
            throw ProblemType.INVALID_REQUEST.because(
                    "The number and the hash of an entry go together.",
                    List.of(
                            number.isPresent()
                                    ? FieldError.query("number", "This needs the hash of that entry as well.")
                                    : FieldError.query("hash", "This needs the number of that entry as well.")));
        }
        return number.map(given -> new AuditLog.Head(given, hash.orElseThrow()));
    }

    private record VerificationAnswer(AuditLog.Verification verification) {}
}
