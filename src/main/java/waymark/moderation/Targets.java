package waymark.moderation;

import java.util.Optional;
import org.jooq.DSLContext;
import waymark.accounts.Accounts;
import waymark.cases.Target;
import waymark.ids.ThreadId;
import waymark.platform.access.Member;
import waymark.platform.access.Viewer;
import waymark.stories.StoryCases;
import waymark.threads.Posts;
import waymark.threads.Removals;
import waymark.threads.Submissions;

/** What decisions are about, whatever it is. */
final class Targets {

    private final Accounts accounts;
    private final Posts posts;
    private final Submissions submissions;
    private final Removals removals;
    private final StoryCases stories;

    Targets(Accounts accounts, Posts posts, Submissions submissions, Removals removals, StoryCases stories) {
        this.accounts = accounts;
        this.posts = posts;
        this.submissions = submissions;
        this.removals = removals;
        this.stories = stories;
    }

    /**
     * Holds what a decision is going to be about. Everybody holds things before the cases about them: a post that is
     * edited and raises its case must not meet a decision on that case the other way round.
     */
    Standing hold(DSLContext tx, Target target, Member moderator) {
        var standing = switch (target.type()) {
            case POST -> removals.hold(tx, target.post(), moderator).map(Standing::of);
            case THREAD -> removals.hold(tx, target.thread(), moderator).map(Standing::of);
            case SUBMISSION -> submissions.hold(tx, target.submission()).map(Standing::of);
            case STORY -> stories.hold(tx, target.story()).map(Standing::of);
            case MEMBER -> {
                accounts.holdBesideReferences(tx, target.member());
                yield Optional.<Standing>empty();
            }
            case DECISION -> {
                // Taken back it is in the order in which anything else about the same thing is done.
                var unused =
                        DecisionStore.find(tx, target.decision()).map(found -> hold(tx, found.target(), moderator));
                yield Optional.<Standing>empty();
            }
        };
        return standing.orElseGet(() -> Standing.gone(target.type()));
    }

    /** The thread that it is, or in which it is. */
    ThreadId threadOf(DSLContext tx, Target target, Member moderator) {
        return target.type() == Target.Type.THREAD
                ? target.thread()
                : posts.requireVisible(tx, target.post(), Viewer.of(moderator)).thread();
    }
}
