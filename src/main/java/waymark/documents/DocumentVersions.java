package waymark.documents;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.Optional;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.audit.Audit;
import waymark.audit.AuditEntry;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** How staff change a document: one proposes, another approves. Nothing is ever edited or deleted. */
public final class DocumentVersions<T> {

    private static final Logger log = LoggerFactory.getLogger(DocumentVersions.class);

    private final Database db;
    private final Served<T> served;
    private final DocumentKind<T> kind;
    private final DocumentRules rules;
    private final Audit audit;
    private final Clock clock;

    public DocumentVersions(Database db, Served<T> served, DocumentRules rules, Audit audit, Clock clock) {
        this.db = db;
        this.served = served;
        this.kind = served.kind();
        this.rules = rules;
        this.audit = audit;
        this.clock = clock;
    }

    /** One page of versions, the newest first. */
    public Page<DocumentVersion> list(Paging paging) {
        return db.read(tx -> {
            var current = current(tx);
            return DocumentStore.page(tx, kind.name(), paging).map(row -> row.seen(current));
        });
    }

    /**
     * A version with its changes and its whole document.
     *
     * @throws Problem NOT_FOUND
     */
    public DocumentVersion require(String version) {
        return db.read(tx -> {
            var row = row(tx, version);
            return row.seen(current(tx)).with(row.changes(), Optional.of(content(tx, version)));
        });
    }

    /**
     * Writes down a new version, which waits for another person. People are told nothing else yet.
     *
     * @throws Problem INVALID_VALUE naming every rule it would break, SUPERSEDED_VERSION when it is not based on what is
     *     current
     */
    public DocumentVersion propose(DSLContext tx, Member member, NewProposal proposal) {
        var now = clock.instant();
        DocumentStore.lock(tx, kind.name());
        DocumentStore.insertShipped(tx, kind, now);
        var base = DocumentStore.findContent(tx, kind.name(), proposal.basedOn())
                .orElseThrow(() -> Problem.invalidValue("/basedOn", "There is no version of this name."));
        requireCurrent(tx, proposal.basedOn());
        var changed = Proposal.apply(kind.called(), document -> rules.wrong(tx, document), base, proposal.changes());
        var version = DocumentStore.nextVersion(tx, kind.name());
        DocumentStore.insert(tx, kind.name(), version, changed, proposal, member.id(), now);
        log.info("{} version {} proposed by {}", kind.called(), version, member.id());
        var proposed = row(tx, version).seen(current(tx)).with(Optional.of(proposal.changes()), Optional.empty());
        audit.record(tx, entry(member, "proposed", version).changed(base.toString(), stored(tx, version)));
        return proposed;
    }

    /**
     * Makes a version current: here at once, on every other server within seconds. A new one needs somebody else than who
     * proposed it. Going back to one that was current before needs nobody else: two people agreed to it once, and whoever
     * sees that something is wrong must not have to wait. What is current already stays so.
     *
     * @throws Problem NOT_FOUND, OWN_PROPOSAL, SUPERSEDED_VERSION, INVALID_VALUE
     */
    public DocumentVersion approve(Member member, String version) {
        var approved = db.write(tx -> {
            // Two that approve at once: the second sees what the first has made current.
            DocumentStore.lock(tx, kind.name());
            var row = row(tx, version);
            // Not current(tx): a server that keeps something else must be able to go back to what it came with.
            var before = DocumentStore.current(tx, kind.name());
            if (before.equals(Optional.of(version))) {
                return row.seen(version);
            }
            requireApprovable(tx, row, member);
            DocumentStore.activate(tx, kind.name(), version, member.id(), clock.instant());
            log.info("{} version {} made current by {}", kind.called(), version, member.id());
            var seen = row(tx, version).seen(version);
            var said = before.map(name -> stored(tx, name))
                    .orElseGet(() -> kind.shippedContent().toString());
            audit.record(tx, entry(member, "approved", version).changed(said, stored(tx, version)));
            return seen;
        });
        served.refresh();
        return approved;
    }

    /**
     * A version as it would be served.
     *
     * @throws Problem NOT_FOUND, INVALID_VALUE when it cannot be used
     */
    public T usable(String version) {
        return usable(
                version,
                db.read(tx ->
                        DocumentStore.findContent(tx, kind.name(), version).orElseThrow(Problem::notFound)));
    }

    private void requireApprovable(DSLContext tx, DocumentStore.Row row, Member member) {
        if (!row.isAgreed()) {
            if (row.proposer().filter(member.id()::equals).isPresent()) {
                throw ProblemType.OWN_PROPOSAL.because("Somebody else has to look at what you propose and approve it.");
            }
            requireCurrent(tx, String.valueOf(row.basedOn()));
        }
        var unused = usable(row.version(), content(tx, row.version()));
    }

    /** Else the changes of somebody else, which have become current since, would be undone without anybody wanting it. */
    private void requireCurrent(DSLContext tx, String basedOn) {
        var current = current(tx);
        if (!basedOn.equals(current)) {
            throw ProblemType.SUPERSEDED_VERSION.because(
                    "The current version is " + current + ". Look at it, and propose your changes to it.");
        }
    }

    private T usable(String version, JsonNode content) {
        try {
            return kind.reader().apply(version, content);
        } catch (RuntimeException e) {
            log.warn("{} version {} cannot be used", kind.called(), version, e);
            throw ProblemType.INVALID_VALUE.because("This version cannot be used by this version of Waymark.");
        }
    }

    /** The name of a version is a word, and the log has no other place for words. */
    private AuditEntry entry(Member member, String done, String version) {
        return AuditEntry.by(member, kind.name() + "-" + done, kind.name()).because(version);
    }

    private String current(DSLContext tx) {
        return DocumentStore.current(tx, kind.name()).orElse(kind.shippedVersion());
    }

    private JsonNode content(DSLContext tx, String version) {
        return DocumentStore.requireContent(tx, kind.name(), version);
    }

    /** As the database has it, so that the hash in the log can be compared with what stands there. */
    private String stored(DSLContext tx, String version) {
        return content(tx, version).toString();
    }

    private DocumentStore.Row row(DSLContext tx, String version) {
        return DocumentStore.find(tx, kind.name(), version).orElseThrow(Problem::notFound);
    }
}
