package waymark.privacy;

import static waymark.schema.Tables.DATA_EXPORT_PART;

import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import waymark.accounts.Accounts;
import waymark.ids.Ids;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;
import waymark.platform.secret.Keyring;
import waymark.platform.secret.SealedColumn;

/** Copies of what is kept about somebody. {@link ExportWorker} makes them; nobody but the person can fetch one. */
public final class Exports {

    static final String PURPOSE = "export";

    /** For sealing anew; a copy is there for a week. */
    public static final SealedColumn<UUID> SEALED = new SealedColumn<>(
            DATA_EXPORT_PART, DATA_EXPORT_PART.ID, DATA_EXPORT_PART.SEALED, PURPOSE, Optional.empty());

    private final Database db;
    private final Accounts accounts;
    private final Keyring keys;
    private final Ids ids;
    private final Clock clock;

    public Exports(Database db, Accounts accounts, Keyring keys, Ids ids, Clock clock) {
        this.db = db;
        this.accounts = accounts;
        this.keys = keys;
        this.ids = ids;
        this.clock = clock;
    }

    /** Asks for a copy. While one is being made, asking again gives that one. */
    DataExport request(DSLContext tx, Member member) {
        // Held, so that the one that is being made is not ready between the two.
        accounts.hold(tx, member.id());
        ExportStore.insert(tx, ids.uuid(), member.id(), clock.instant());
        return ExportStore.underWay(tx, member.id())
                .flatMap(id -> ExportStore.find(tx, member.id(), id, clock.instant()))
                .orElseThrow();
    }

    /** The latest first. */
    Page<DataExport> of(Member member, Paging paging) {
        return db.read(tx -> ExportStore.page(tx, member.id(), paging, clock.instant()));
    }

    /** @throws Problem NOT_FOUND when it is somebody else's too */
    DataExport require(Member member, UUID id) {
        return db.read(tx -> ExportStore.find(tx, member.id(), id, clock.instant()))
                .orElseThrow(Problem::notFound);
    }

    /**
     * The file, read piece by piece.
     *
     * @throws Problem NOT_FOUND when it is somebody else's or not ready, GONE
     */
    InputStream file(DataExport export) {
        return switch (export.state()) {
            case WAITING, FAILED -> throw Problem.notFound();
            case EXPIRED ->
                throw ProblemType.GONE.because("This copy is not kept any more. You can ask for a new one.");
            case READY ->
                new ExportParts(number -> db.read(tx -> ExportStore.part(tx, export.id(), number))
                        .map(part -> keys.openBytes(PURPOSE, part)));
        };
    }
}
