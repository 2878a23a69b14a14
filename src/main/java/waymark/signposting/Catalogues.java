package waymark.signposting;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.http.Contract;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;
import waymark.signposting.matching.Matcher;

/**
 * How moderators change what people are told and what is recognised: one proposes, another approves. Nothing is ever
 * edited or deleted.
 */
public final class Catalogues {

    private static final Logger log = LoggerFactory.getLogger(Catalogues.class);

    private final Database db;
    private final Directory directory;
    private final Contract contract;
    private final Clock clock;
    private final ShippedCatalogue shipped = ShippedCatalogue.get();

    public Catalogues(Database db, Directory directory, Contract contract, Clock clock) {
        this.db = db;
        this.directory = directory;
        this.contract = contract;
        this.clock = clock;
    }

    /** One page of versions, the newest first. */
    Page<CatalogueVersion> list(Paging paging) {
        return db.read(tx -> {
            var current = current(tx);
            return CatalogueStore.page(tx, paging).map(row -> row.seen(current));
        });
    }

    /**
     * A version with its changes and its whole document.
     *
     * @throws Problem NOT_FOUND
     */
    CatalogueVersion require(String version) {
        return db.read(tx -> {
            var row = row(tx, version);
            return whole(
                    row.seen(current(tx)), row.changes(), Optional.of(CatalogueStore.requireDocument(tx, version)));
        });
    }

    /**
     * Writes down a new version, which waits for another person. People are told nothing else yet.
     *
     * @throws Problem INVALID_VALUE naming every rule it would break, SUPERSEDED_VERSION when it is not based on what is
     *     current
     */
    CatalogueVersion propose(DSLContext tx, Member member, NewProposal proposal) {
        var now = clock.instant();
        CatalogueStore.lockVersions(tx);
        int unused = CatalogueStore.insertShipped(tx, shipped, now);
        var base = CatalogueStore.findDocument(tx, proposal.basedOn())
                .orElseThrow(() -> Problem.invalidValue("/basedOn", "There is no version of this name."));
        requireCurrent(tx, proposal.basedOn());
        var document = Proposal.apply(contract, base, proposal.changes());
        var version = CatalogueStore.nextVersion(tx);
        CatalogueStore.insert(tx, version, document, proposal, member.id(), now);
        log.info("catalogue version {} proposed by {}", version, member.id());
        return whole(row(tx, version).seen(current(tx)), Optional.of(proposal.changes()), Optional.empty());
    }

    /**
     * Makes a version current: here at once, on every other server within seconds. A new one needs somebody else than who
     * proposed it. Going back to one that was current before needs nobody else: two people agreed to it once, and whoever
     * sees that something is wrong must not have to wait. What is current already stays so.
     *
     * @throws Problem NOT_FOUND, OWN_PROPOSAL, SUPERSEDED_VERSION, INVALID_VALUE
     */
    CatalogueVersion approve(Member member, String version) {
        var approved = db.write(tx -> {
            // Two that approve at once: the second sees what the first has made current.
            CatalogueStore.lockActivations(tx);
            var row = row(tx, version);
            // Not current(tx): a server that keeps something else must be able to go back to what it came with.
            if (!CatalogueStore.current(tx).equals(Optional.of(version))) {
                requireApprovable(tx, row, member);
                CatalogueStore.activate(tx, version, member.id(), clock.instant());
                log.info("catalogue version {} made current by {}", version, member.id());
            }
            return row(tx, version).seen(version);
        });
        directory.refresh();
        return approved;
    }

    /**
     * What a version would bring up in texts, beside what the current one does. Nothing is stored.
     *
     * @throws Problem NOT_FOUND, INVALID_VALUE
     */
    Trial trial(String version, List<Trial.Example> examples) {
        var current = directory.current();
        var tried = version.equals(current.version())
                ? current
                : usable(
                        version,
                        db.read(tx -> CatalogueStore.findDocument(tx, version).orElseThrow(Problem::notFound)));
        return Trial.of(
                tried.version(),
                current.version(),
                examples.stream()
                        .map(example -> Trial.Result.of(
                                example,
                                signposts(tried.matcher(), example.text()),
                                signposts(current.matcher(), example.text())))
                        .toList());
    }

    private void requireApprovable(DSLContext tx, CatalogueStore.Row row, Member member) {
        if (!row.isAgreed()) {
            if (row.proposer().filter(member.id()::equals).isPresent()) {
                throw ProblemType.OWN_PROPOSAL.because("Somebody else has to look at what you propose and approve it.");
            }
            requireCurrent(tx, String.valueOf(row.basedOn()));
        }
        var unused = usable(row.version(), CatalogueStore.requireDocument(tx, row.version()));
    }

    /** Else the changes of somebody else, which have become current since, would be undone without anybody wanting it. */
    private void requireCurrent(DSLContext tx, String basedOn) {
        var current = current(tx);
        if (!basedOn.equals(current)) {
            throw ProblemType.SUPERSEDED_VERSION.because(
                    "The current version is " + current + ". Look at it, and propose your changes to it.");
        }
    }

    private static Catalogue usable(String version, JsonNode document) {
        try {
            return Catalogue.of(version, document);
        } catch (RuntimeException e) {
            log.warn("catalogue version {} cannot be used: {}", version, e.getMessage());
            throw ProblemType.INVALID_VALUE.because("This version cannot be used by this version of Waymark.");
        }
    }

    private static Set<String> signposts(Matcher matcher, String text) {
        return matcher.match(text).stream()
                .flatMap(match -> SignpostId.find(match.signpost()).stream())
                .sorted()
                .map(SignpostId::code)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private String current(DSLContext tx) {
        return CatalogueStore.current(tx).orElse(shipped.version());
    }

    private static CatalogueStore.Row row(DSLContext tx, String version) {
        return CatalogueStore.find(tx, version).orElseThrow(Problem::notFound);
    }

    private static CatalogueVersion whole(
            CatalogueVersion seen, Optional<JsonNode> changes, Optional<JsonNode> document) {
        return new CatalogueVersion(
                seen.version(),
                seen.state(),
                seen.basedOn(),
                seen.reason(),
                seen.proposedBy(),
                seen.proposedAt(),
                seen.approvals(),
                changes,
                document);
    }
}
