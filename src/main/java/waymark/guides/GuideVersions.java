package waymark.guides;

import java.time.Clock;
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
import waymark.signposting.Directory;

/** How moderators change the guides: one proposes, another approves. */
public final class GuideVersions {

    private final DocumentVersions<Book> versions;

    public GuideVersions(Database db, Guides guides, Directory directory, Contract contract, Audit audit, Clock clock) {
        this.versions = new DocumentVersions<>(
                db,
                guides.served(),
                (tx, document) -> GuideRules.wrong(
                        contract, directory.current().lint(), tags -> RelatedStore.existingTags(tx, tags), document),
                audit,
                clock);
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
}
