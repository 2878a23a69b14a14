package waymark.signposting;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import waymark.audit.Audit;
import waymark.documents.DocumentVersion;
import waymark.documents.DocumentVersions;
import waymark.documents.NewProposal;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.http.Contract;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.problem.Problem;
import waymark.signposting.matching.Matcher;

/** How moderators change what people are told and what is recognised, and try it first. */
public final class Catalogues {

    private final Directory directory;
    private final DocumentVersions<Catalogue> versions;

    public Catalogues(Database db, Directory directory, Contract contract, Audit audit, Clock clock) {
        this.directory = directory;
        this.versions = new DocumentVersions<>(
                db, directory.served(), (tx, document) -> CatalogueCheck.wrong(contract, document), audit, clock);
    }

    Page<DocumentVersion> list(Paging paging) {
        return versions.list(paging);
    }

    /** @throws Problem NOT_FOUND */
    DocumentVersion require(String version) {
        return versions.require(version);
    }

    /** @throws Problem INVALID_VALUE, SUPERSEDED_VERSION */
    DocumentVersion propose(DSLContext tx, Member member, NewProposal proposal) {
        return versions.propose(tx, member, proposal);
    }

    /** @throws Problem NOT_FOUND, OWN_PROPOSAL, SUPERSEDED_VERSION, INVALID_VALUE */
    DocumentVersion approve(Member member, String version) {
        return versions.approve(member, version);
    }

    /**
     * What a version would bring up in texts, beside what the current one does. Nothing is stored.
     *
     * @throws Problem NOT_FOUND, INVALID_VALUE
     */
    Trial trial(String version, List<Trial.Example> examples) {
        var current = directory.current();
        var tried = version.equals(current.version()) ? current : versions.usable(version);
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

    private static Set<String> signposts(Matcher matcher, String text) {
        return matcher.match(text).stream()
                .flatMap(match -> SignpostId.find(match.signpost()).stream())
                .sorted()
                .map(SignpostId::code)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
