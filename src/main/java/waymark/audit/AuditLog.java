package waymark.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import waymark.ids.CaseId;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;

/** Reading the log, and finding out whether it still is as it was written. */
public final class AuditLog {

    private static final String ITSELF = "audit-log";

    private final Database db;
    private final Audit audit;

    public AuditLog(Database db, Audit audit) {
        this.db = db;
        this.audit = audit;
    }

    /** One page of the log, the newest first. Whoever reads it stands in it from then on. */
    Page<Line> list(Query query, Member admin, Paging paging) {
        return db.write(tx -> {
            var page = AuditStore.page(tx, query, paging);
            audit.record(tx, AuditEntry.by(admin, "audit-log-read", ITSELF));
            return page;
        });
    }

    /** The same as {@link #verify(Optional)}, done by somebody who then stands in the log. */
    Verification verify(Member admin, Optional<Head> remembered) {
        var verified = verify(remembered);
        return db.write(tx -> {
            audit.record(
                    tx,
                    AuditEntry.by(admin, "audit-log-verified", ITSELF)
                            .because(verified.intact() ? "intact" : "broken"));
            return verified;
        });
    }

    /**
     * Goes along the whole chain from its beginning and stops at the first link that does not hold. It takes as much memory
     * for a long chain as for a short one, and holds nobody up who appends meanwhile.
     *
     * @param remembered an entry somebody wrote down elsewhere: without one, a chain whose end was cut off, and one that was
     *     written anew from some entry on, looks like any other
     */
    public Verification verify(Optional<Head> remembered) {
        var chain = new Chain(remembered);
        while (!chain.isDone()) {
            chain.follow(db.read(tx -> AuditStore.after(tx, chain.number())));
        }
        return chain.verified();
    }

    /** @param actor username of who did it; lower and upper case are the same */
    record Query(Optional<String> actor, Optional<String> action, Optional<UUID> target, Optional<CaseId> caseId) {}

    /**
     * An entry as admins see it.
     *
     * @param actor username; empty where the server did it by itself
     * @param beforeSha256 in hexadecimal, as are the others
     */
    record Line(
            long number,
            Instant at,
            Optional<String> actor,
            String action,
            String targetType,
            Optional<UUID> target,
            @JsonProperty("case") Optional<CaseId> caseId,
            Optional<String> reason,
            Optional<String> beforeSha256,
            Optional<String> afterSha256,
            String hash) {}

    /**
     * What was found out about the chain.
     *
     * @param entries how many hold, counted from the first
     * @param head the last of them; empty when there is none
     * @param broken the first that does not hold; empty when all do
     */
    public record Verification(boolean intact, long entries, Optional<Head> head, Optional<Broken> broken) {}

    /**
     * An entry, and with it all that came before.
     *
     * @param hash in hexadecimal
     */
    public record Head(long number, String hash) {

        static Head of(Link.End end) {
            return new Head(end.number(), HexFormat.of().formatHex(end.hash()));
        }
    }

    /** @param number of the entry that does not hold, or is not there */
    public record Broken(long number, Fault what) {}
}
