package waymark.threads;

import java.util.List;
import org.jooq.DSLContext;
import waymark.audit.Audit;
import waymark.audit.AuditEntry;
import waymark.ids.PostId;
import waymark.platform.access.Member;
import waymark.platform.access.Viewer;
import waymark.platform.db.Database;
import waymark.platform.http.Versions;
import waymark.platform.problem.FieldError;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** What posts are about, for those who would rather know before they read them. */
public final class Labels {

    private final Database db;
    private final Posts posts;
    private final Audit audit;

    public Labels(Database db, Posts posts, Audit audit) {
        this.db = db;
        this.posts = posts;
        this.audit = audit;
    }

    /** The labels there are, in their order. */
    public List<Label> all() {
        return db.read(LabelStore::all);
    }

    /**
     * Gives a post these labels in place of those it had: by its author or a moderator.
     *
     * @param labels none takes all away
     * @throws Problem NOT_FOUND, NOT_ALLOWED, STALE_VERSION, INVALID_VALUE
     */
    public PostView label(PostId id, Member member, Versions.Expected expected, List<String> labels) {
        return db.write(tx -> label(tx, id, member, expected, labels));
    }

    /**
     * The same, as part of a transaction. What a moderator does is written into the audit log, whose lock is held until the
     * transaction ends.
     */
    public PostView label(DSLContext tx, PostId id, Member member, Versions.Expected expected, List<String> labels) {
        var post = posts.lockVisible(tx, id, member);
        if (!post.authorId().equals(member.id()) && !member.mayModerate()) {
            throw ProblemType.NOT_ALLOWED.because("This post was written by somebody else.");
        }
        expected.require(post.version());
        requireKnown(tx, labels);
        LabelStore.replace(tx, id, labels);
        var labelled = posts.requireVisible(tx, id, Viewer.of(member));
        if (member.mayModerate()) {
            audit.record(
                    tx,
                    AuditEntry.by(member, "post-labelled", "post", id.value())
                            .changed(String.join(" ", post.labels()), String.join(" ", labelled.labels())));
        }
        return labelled;
    }

    /** Gives a post these labels beside those it has, for words in it that are known to need them. */
    static void addTo(DSLContext tx, PostId id, List<String> labels) {
        if (!labels.isEmpty()) {
            LabelStore.add(tx, id, labels);
            PostStore.bumpVersion(tx, id);
        }
    }

    private static void requireKnown(DSLContext tx, List<String> labels) {
        var existing = LabelStore.existing(tx, labels);
        var unknown = labels.stream().filter(label -> !existing.contains(label)).toList();
        if (!unknown.isEmpty()) {
            throw ProblemType.INVALID_VALUE.because(
                    "Please choose from the list of labels.",
                    unknown.stream()
                            .map(label -> FieldError.body(
                                    "/labels/" + labels.indexOf(label), "There is no label of this name."))
                            .toList());
        }
    }
}
