package waymark.stories;

import java.time.Clock;
import org.jooq.DSLContext;
import waymark.accounts.Accounts;
import waymark.audit.Audit;
import waymark.cases.Recusals;
import waymark.gate.Gate;
import waymark.guides.Guides;
import waymark.ids.AccountId;
import waymark.ids.Ids;
import waymark.platform.db.Database;
import waymark.platform.http.Retries;
import waymark.platform.http.Routes;
import waymark.signposting.Matches;
import waymark.signposting.Signposts;
import waymark.webhooks.Webhooks;

/** Everything about experience stories: what authors, readers and the team do with them, and what happens by itself. */
public final class Storybook {

    private final Database db;
    private final Steps steps;
    private final Published published;
    private final Stories stories;
    private final StoryConsents consents;
    private final StoryReviews reviews;
    private final Publications publications;
    private final Redactions redactions;
    private final Copies copies;
    private final StoryAnswers answers;
    private final ErasedStories erased;
    private final Announcements announcements;
    private final Signposts signposts;
    private final Clock clock;

    public Storybook(
            Database db,
            Accounts accounts,
            Gate gate,
            Recusals recusals,
            Matches matches,
            Signposts signposts,
            Guides guides,
            Webhooks webhooks,
            Audit audit,
            Ids ids,
            Clock clock) {
        this.db = db;
        this.signposts = signposts;
        this.clock = clock;
        announcements = new Announcements(webhooks);
        var assessments = new Assessments(accounts, gate, clock);
        steps = new Steps(recusals, audit, clock);
        published = new Published(guides, clock);
        stories = new Stories(db, steps, matches, ids, clock);
        consents = new StoryConsents(db, steps, announcements, clock);
        var approvals = new Approvals(assessments);
        reviews = new StoryReviews(db, steps, approvals, clock);
        publications = new Publications(db, steps, assessments, approvals, announcements, clock);
        redactions = new Redactions(db, steps, announcements, audit, ids, clock);
        erased = new ErasedStories(consents, announcements, clock);
        copies = new Copies(db, steps, audit, ids, clock);
        answers = new StoryAnswers(db, new Manuscripts(assessments, approvals, clock), signposts);
    }

    public void register(Routes routes, Retries retries) {
        new StoryReviewRoutes(reviews, publications, redactions, copies, answers, retries, clock).register(routes);
        new StoryRoutes(db, published, stories, consents, steps, answers, signposts, retries).register(routes);
    }

    /** The steps of stories for the parts of the forum itself, inside their transactions. */
    public StoryDesk desk() {
        return new StoryDesk(stories, consents, reviews, publications, clock);
    }

    /** What moderators read and decide about stories in cases. */
    public StoryCases inCases() {
        return new StoryCases(publications, clock);
    }

    /** Tells those who show stories elsewhere that somebody's words went out of sight here, or came back. */
    public void announceThoseOf(DSLContext tx, AccountId author, boolean shown) {
        for (var id : PublicationStore.by(tx, author, clock.instant())) {
            if (shown) {
                announcements.published(tx, id);
            } else {
                announcements.withdrawn(tx, id);
            }
        }
    }

    /** What becomes of the stories of somebody who leaves for good. */
    public ErasedStories erased() {
        return erased;
    }

    /** What readers get. */
    public Published published() {
        return published;
    }

    /**
     * Does what is due: publishes, takes down what has no consent any more, and asks whether consents should
     * go on. Several servers may do it at once.
     *
     * @return how many stories took a step
     */
    public int keep() {
        return consents.takeDownRunOut() + publications.publishDue() + consents.askAgain() + consents.eraseDeleted();
    }
}
