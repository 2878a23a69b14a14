package waymark.moderation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import waymark.accounts.Accounts;
import waymark.accounts.Restrictions;
import waymark.audit.Audit;
import waymark.audit.AuditEntry;
import waymark.cases.CaseView;
import waymark.cases.CaseWork;
import waymark.cases.Cases;
import waymark.cases.Source;
import waymark.cases.Target;
import waymark.ids.AccountId;
import waymark.ids.CaseId;
import waymark.moderation.notes.StaffNotes;
import waymark.moderation.replies.CannedReplies;
import waymark.moderation.replies.Placeholder;
import waymark.platform.access.Member;
import waymark.platform.access.Viewer;
import waymark.platform.problem.Problem;
import waymark.reports.Reports;
import waymark.stories.StoryCases;
import waymark.threads.PostView;
import waymark.threads.Posts;
import waymark.threads.Submissions;
import waymark.threads.ThreadView;
import waymark.threads.Threads;

/** Puts together all that somebody needs who decides a case. Each reading is in the audit log: it shows private things. */
final class CasePages {

    private static final int POSTS_BEFORE = 3;
    private static final int POSTS_AFTER = 6;
    private static final int MOST_OF_EACH = 20;

    private static final Set<Source> WHEN_SENT = Set.of(Source.SIGNPOSTING, Source.SIGNPOSTING_FAILED);

    private final Cases cases;
    private final Accounts accounts;
    private final Restrictions restrictions;
    private final Threads threads;
    private final Posts posts;
    private final Submissions submissions;
    private final StoryCases stories;
    private final Reports reports;
    private final StaffNotes notes;
    private final CannedReplies replies;
    private final Audit audit;

    CasePages(
            Cases cases,
            Accounts accounts,
            Restrictions restrictions,
            Threads threads,
            Posts posts,
            Submissions submissions,
            StoryCases stories,
            Reports reports,
            StaffNotes notes,
            CannedReplies replies,
            Audit audit) {
        this.cases = cases;
        this.accounts = accounts;
        this.restrictions = restrictions;
        this.threads = threads;
        this.posts = posts;
        this.submissions = submissions;
        this.stories = stories;
        this.reports = reports;
        this.notes = notes;
        this.replies = replies;
        this.audit = audit;
    }

    /** @throws Problem NOT_FOUND, CONFLICT_OF_INTEREST */
    CasePage read(DSLContext tx, CaseId id, Member moderator) {
        var found = cases.require(tx, id, moderator);
        var viewer = Viewer.of(moderator);
        var about = about(tx, found, viewer);
        var page = new CasePage(
                found,
                about,
                about.post()
                        .map(its -> posts.latestRevisions(tx, its.id(), MOST_OF_EACH))
                        .orElse(List.of()),
                about.post()
                        .map(its -> posts.around(tx, its, POSTS_BEFORE, POSTS_AFTER, viewer))
                        .orElse(List.of()),
                person(tx, found),
                reports.snapshots(tx, found.target()),
                reports.of(tx, id),
                notes.ofCase(tx, id),
                DecisionStore.of(tx, id),
                cases.events(tx, id),
                RulebookStore.checklist(tx, found.category()),
                replies.rendered(tx, found.category(), known(found, about.thread())),
                actions(found, about, moderator));
        audit.record(
                tx, AuditEntry.by(moderator, "case-read", "case", id.value()).in(id));
        return page;
    }

    private CasePage.About about(DSLContext tx, CaseView found, Viewer viewer) {
        var decision = when(found.target(), Target.Type.DECISION)
                .flatMap(appealed -> DecisionStore.find(tx, appealed.decision()));
        // What an appeal is about is what the decision was about: that is what has to be read again.
        var target = decision.map(Decision::target).orElse(found.target());
        var post = when(target, Target.Type.POST).flatMap(its -> posts.findVisible(tx, its.post(), viewer));
        var thread = when(target, Target.Type.THREAD)
                .map(Target::thread)
                .or(() -> post.map(PostView::thread))
                .flatMap(its -> threads.findVisible(tx, its, viewer));
        var submission = when(target, Target.Type.SUBMISSION).map(its -> submissions.requireFor(tx, its.submission()));
        var story = when(target, Target.Type.STORY)
                .flatMap(its -> stories.find(tx, its.story(), isAboutWhatWasSent(found)));
        return new CasePage.About(found.sensitive(), thread, post, submission, story, decision);
    }

    private static Optional<Target> when(Target target, Target.Type type) {
        return Optional.of(target).filter(its -> its.type() == type);
    }

    private CasePage.Person person(DSLContext tx, CaseView found) {
        AccountId subject = found.subjectId();
        var account = accounts.require(tx, subject);
        return new CasePage.Person(
                account.username(),
                account.role(),
                account.createdAt(),
                restrictions.of(tx, subject),
                reports.countAgainst(tx, subject),
                notes.about(tx, subject),
                DecisionStore.about(tx, subject, MOST_OF_EACH),
                cases.about(tx, subject, found.id(), MOST_OF_EACH));
    }

    /** Words that somebody should see soon were found when it was sent: readers may have got another text, or none yet. */
    private static boolean isAboutWhatWasSent(CaseView found) {
        return found.sources().stream()
                .filter(raised -> !raised.at().isBefore(found.openedAt()))
                .anyMatch(raised -> WHEN_SENT.contains(raised.source()));
    }

    /** What the replies can be filled in with. */
    private static Map<Placeholder, String> known(CaseView found, Optional<ThreadView> thread) {
        var known = new EnumMap<Placeholder, String>(Placeholder.class);
        known.put(Placeholder.USERNAME, found.subject());
        thread.ifPresent(its -> known.put(Placeholder.THREAD, its.title()));
        return known;
    }

    private static CasePage.Actions actions(CaseView found, CasePage.About about, Member moderator) {
        var actions = CaseWork.actions(found, moderator);
        var type = found.target().type();
        var standing = switch (type) {
            case POST -> about.post().map(Standing::of);
            case THREAD -> about.thread().map(Standing::of);
            case SUBMISSION -> about.submission().map(Standing::of);
            case STORY -> about.story().map(Standing::of);
            case MEMBER, DECISION -> Optional.<Standing>empty();
        };
        var decisions = actions.contains("decide")
                ? standing.orElseGet(() -> Standing.gone(type)).possible().stream()
                        .sorted()
                        .toList()
                : List.<Action>of();
        return new CasePage.Actions(actions, decisions);
    }
}
