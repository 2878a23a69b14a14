package waymark.moderation;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import waymark.accounts.Accounts;
import waymark.accounts.Restrictions;
import waymark.cases.Target;
import waymark.ids.AccountId;
import waymark.ids.PostId;
import waymark.ids.StoryId;
import waymark.ids.SubmissionId;
import waymark.ids.ThreadId;
import waymark.platform.access.Member;
import waymark.platform.access.Restriction;
import waymark.platform.access.Role;
import waymark.platform.access.Viewer;
import waymark.platform.http.Versions;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;
import waymark.platform.text.Diffs;
import waymark.stories.CaseStory;
import waymark.stories.StoryCases;
import waymark.threads.ContentState;
import waymark.threads.Labels;
import waymark.threads.PostView;
import waymark.threads.Posts;
import waymark.threads.Removals;
import waymark.threads.Submission;
import waymark.threads.Submissions;
import waymark.threads.ThreadTools;
import waymark.threads.ThreadView;
import waymark.threads.Threads;

/** What decisions do to the forum, and how it is undone. */
final class Measures {

    private static final Duration LONGEST = Duration.ofDays(365);
    /** What keeps somebody out for longer is for a lead. */
    private static final Duration LONGEST_BY_A_MODERATOR = Duration.ofDays(30);

    private final Accounts accounts;
    private final Restrictions restrictions;
    private final Posts posts;
    private final Threads threads;
    private final ThreadTools tools;
    private final Labels labels;
    private final Submissions submissions;
    private final Removals removals;
    private final StoryCases stories;
    private final Clock clock;

    Measures(
            Accounts accounts,
            Restrictions restrictions,
            Posts posts,
            Threads threads,
            ThreadTools tools,
            Labels labels,
            Submissions submissions,
            Removals removals,
            StoryCases stories,
            Clock clock) {
        this.accounts = accounts;
        this.restrictions = restrictions;
        this.posts = posts;
        this.threads = threads;
        this.tools = tools;
        this.labels = labels;
        this.submissions = submissions;
        this.removals = removals;
        this.stories = stories;
        this.clock = clock;
    }

    /**
     * Holds what a decision is going to be about. Everybody holds things before the cases about them: a post that is
     * edited and raises its case must not meet a decision on that case the other way round.
     */
    Standing hold(DSLContext tx, Target target, Member moderator) {
        var type = target.type();
        return switch (type) {
            case POST ->
                removals.hold(tx, post(target), moderator)
                        .map(Measures::standing)
                        .orElseGet(() -> Standing.gone(type));
            case THREAD ->
                removals.hold(tx, thread(target), moderator)
                        .map(Measures::standing)
                        .orElseGet(() -> Standing.gone(type));
            case MEMBER -> {
                accounts.hold(tx, new AccountId(target.id()));
                yield Standing.gone(type);
            }
            case SUBMISSION ->
                submissions
                        .hold(tx, new SubmissionId(target.id()))
                        .map(Measures::standing)
                        .orElseGet(() -> Standing.gone(type));
            case STORY ->
                stories.hold(tx, story(target)).map(Measures::standing).orElseGet(() -> Standing.gone(type));
            case DECISION -> Standing.gone(type);
        };
    }

    /**
     * Does it. Call while holding the target.
     *
     * @param expected version of the target
     */
    Done apply(
            DSLContext tx,
            Member moderator,
            Target target,
            AccountId subject,
            Versions.Expected expected,
            NewDecision wanted) {
        return switch (wanted.action()) {
            case NO_ACTION, NUDGE, WARN, CONFIRM, OVERTURN -> Done.NOTHING;
            case EDIT -> edit(tx, moderator, post(target), wanted);
            case REMOVE -> remove(tx, moderator, target, expected, wanted);
            case RESTORE -> restore(tx, moderator, target, expected);
            case SILENCE -> restrict(tx, moderator, subject, Restriction.Kind.SILENCED, wanted);
            case SUSPEND -> restrict(tx, moderator, subject, Restriction.Kind.SUSPENDED, wanted);
            case LIFT -> lift(tx, subject);
            case LABEL -> label(tx, moderator, post(target), expected, wanted);
            case LOCK -> lock(tx, moderator, threadOf(tx, target, moderator), wanted);
            case UNLOCK -> {
                var thread = tools.unlock(tx, threadOf(tx, target, moderator), moderator, Versions.Expected.ANY);
                yield Done.of(touched(thread), "locked", "open");
            }
            case SLOW_MODE -> slow(tx, moderator, threadOf(tx, target, moderator), wanted);
            case END_SLOW_MODE -> {
                var thread = tools.unslow(tx, threadOf(tx, target, moderator), moderator, Versions.Expected.ANY);
                yield Done.of(touched(thread), "slow", "open");
            }
            case APPROVE -> approve(tx, moderator, submission(target), expected);
            case RETURN -> giveBack(tx, target, expected, wanted);
            case REMOVE_ALL -> throw new IllegalArgumentException("no single measure is called " + wanted.action());
        };
    }

    /**
     * Takes back what a decision did, as far as it still stands. A story that lacks something by now stays where it is: the
     * decision is taken back all the same.
     */
    Undone undo(DSLContext tx, Member moderator, Decision decision) {
        return switch (decision.action()) {
            case REMOVE -> undoRemoval(tx, moderator, decision.target());
            case EDIT -> Undone.of(undoEdit(tx, moderator, decision));
            case LABEL -> Undone.of(undoLabel(tx, moderator, decision));
            case LOCK -> Undone.of(undoLock(tx, moderator, decision.target()));
            case SILENCE, SUSPEND -> {
                boolean unused =
                        restrictions.lift(tx, UUID.fromString(decision.undo().orElseThrow()));
                yield Undone.of(List.of(Touched.of(Target.of(decision.subjectId()))));
            }
            case REMOVE_ALL ->
                Undone.of(removals.restoreAll(tx, DecisionStore.childrenStanding(tx, decision.id())).stream()
                        .map(post -> Touched.of(Target.of(post)))
                        .toList());
            default -> Undone.of(List.of());
        };
    }

    private Done edit(DSLContext tx, Member moderator, PostId id, NewDecision wanted) {
        if (wanted.targetVersion() == null) {
            throw Problem.invalidValue("/targetVersion", "Say which version of the post you have read.");
        }
        if (wanted.markdown() == null) {
            throw Problem.invalidValue("/markdown", "Give the whole text as it is to be.");
        }
        var before = posts.markdownAt(tx, id, wanted.targetVersion(), moderator);
        var after = posts.amend(tx, id, moderator, wanted.expected(), wanted.markdown());
        return new Done(
                List.of(touched(after)),
                Optional.of(String.valueOf(wanted.targetVersion())),
                Diffs.between(before, wanted.markdown()),
                before,
                wanted.markdown());
    }

    private Done label(DSLContext tx, Member moderator, PostId id, Versions.Expected expected, NewDecision wanted) {
        var given = Optional.ofNullable(wanted.labels())
                .orElseThrow(() -> Problem.invalidValue("/labels", "Say which labels it is to have."));
        var before = posts.requireVisible(tx, id, Viewer.of(moderator)).labels();
        var after = labels.label(tx, id, moderator, expected, given);
        return new Done(
                List.of(touched(after)),
                Optional.of(String.join(" ", before)),
                Optional.empty(),
                String.join(" ", before),
                String.join(" ", after.labels()));
    }

    /** Readers are told the reason, in the words that stand for it everywhere; the message is for its author. */
    private Done lock(DSLContext tx, Member moderator, ThreadId id, NewDecision wanted) {
        var reason = DecisionStore.titleOfReason(tx, wanted.reason());
        return Done.of(touched(tools.lock(tx, id, moderator, Versions.Expected.ANY, reason)), "open", "locked");
    }

    private Done slow(DSLContext tx, Member moderator, ThreadId id, NewDecision wanted) {
        int seconds = Optional.ofNullable(wanted.seconds())
                .orElseThrow(() -> Problem.invalidValue("/seconds", "Say how long between two replies."));
        var mode = new ThreadView.SlowMode(seconds, wanted.until());
        return Done.of(touched(tools.slow(tx, id, moderator, Versions.Expected.ANY, mode)), "open", "slow");
    }

    private Done approve(DSLContext tx, Member moderator, SubmissionId id, Versions.Expected expected) {
        var published = submissions.approve(tx, id, moderator, expected);
        return new Done(
                List.of(
                        touched(posts.requireVisible(tx, published.post(), Viewer.of(moderator))),
                        touched(submissions.requireFor(tx, id))),
                Optional.empty(),
                Optional.empty(),
                "held",
                "published");
    }

    private Done giveBack(DSLContext tx, Target target, Versions.Expected expected, NewDecision wanted) {
        var message = wanted.words().orElseThrow();
        return Done.of(touched(submissions.giveBack(tx, submission(target), expected, message)), "held", "returned");
    }

    private Done remove(
            DSLContext tx, Member moderator, Target target, Versions.Expected expected, NewDecision wanted) {
        var message = wanted.words().orElseThrow();
        var touched = switch (target.type()) {
            case STORY -> touched(stories.remove(tx, story(target), moderator, expected, message));
            case THREAD -> touched(removals.removeThread(tx, thread(target), moderator, expected, message));
            default -> touched(removals.removePost(tx, post(target), moderator, expected, message));
        };
        return Done.of(touched, "published", "removed");
    }

    private Done restore(DSLContext tx, Member moderator, Target target, Versions.Expected expected) {
        var touched = switch (target.type()) {
            case STORY -> touched(stories.restore(tx, story(target), moderator, expected));
            case THREAD -> touched(removals.restoreThread(tx, thread(target), moderator, expected));
            default -> touched(removals.restorePost(tx, post(target), moderator, expected));
        };
        return Done.of(touched, "removed", "published");
    }

    private Done restrict(
            DSLContext tx, Member moderator, AccountId subject, Restriction.Kind kind, NewDecision wanted) {
        var now = clock.instant();
        var until = Optional.ofNullable(wanted.until())
                .orElseThrow(() -> Problem.invalidValue("/until", "Say until when."));
        if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST))) {
            throw Problem.invalidValue("/until", "This has to be within the next 365 days.");
        }
        accounts.hold(tx, subject);
        boolean lead = moderator.role().includes(Role.ADMIN);
        if (!lead && until.isAfter(now.plus(LONGEST_BY_A_MODERATOR))) {
            throw ProblemType.NOT_ALLOWED.because("More than thirty days is for a lead to decide.");
        }
        if (!lead && accounts.roleOf(tx, subject).includes(Role.MODERATOR)) {
            throw ProblemType.NOT_ALLOWED.because("Restricting a colleague is for a lead to decide.");
        }
        var id = restrictions.impose(tx, subject, new Restriction(kind, until));
        return new Done(
                List.of(Touched.of(Target.of(subject))),
                Optional.of(id.toString()),
                Optional.empty(),
                "unrestricted",
                kind.code());
    }

    private Done lift(DSLContext tx, AccountId subject) {
        accounts.hold(tx, subject);
        if (!restrictions.lift(tx, subject)) {
            throw Problem.notFound();
        }
        return Done.of(Touched.of(Target.of(subject)), "restricted", "unrestricted");
    }

    private Undone undoRemoval(DSLContext tx, Member moderator, Target target) {
        var held = hold(tx, target, moderator);
        if (!held.removed()) {
            return Undone.of(List.of());
        }
        try {
            return Undone.of(
                    restore(tx, moderator, target, Versions.Expected.ANY).touched());
        } catch (Problem missing) {
            if (target.type() == Target.Type.STORY) {
                // It was refused before anything was written.
                return new Undone(
                        List.of(), Optional.of(new NotPutBack(missing.type().code(), missing.detail())));
            }
            throw missing;
        }
    }

    private List<Touched> undoEdit(DSLContext tx, Member moderator, Decision decision) {
        var id = post(decision.target());
        if (hold(tx, decision.target(), moderator).stands()) {
            int version = Integer.parseInt(decision.undo().orElseThrow());
            var before = posts.markdownAt(tx, id, version, moderator);
            return List.of(touched(posts.amend(tx, id, moderator, Versions.Expected.ANY, before)));
        }
        return List.of();
    }

    private List<Touched> undoLabel(DSLContext tx, Member moderator, Decision decision) {
        if (!hold(tx, decision.target(), moderator).stands()) {
            return List.of();
        }
        var before = decision.undo().orElseThrow();
        var names = before.isEmpty() ? List.<String>of() : List.of(before.split(" "));
        return List.of(touched(labels.label(tx, post(decision.target()), moderator, Versions.Expected.ANY, names)));
    }

    private List<Touched> undoLock(DSLContext tx, Member moderator, Target target) {
        var thread = threadOf(tx, target, moderator);
        return threads.requireVisible(tx, thread, Viewer.of(moderator)).locked()
                ? List.of(touched(tools.unlock(tx, thread, moderator, Versions.Expected.ANY)))
                : List.of();
    }

    /** The thread that it is, or in which it is. */
    private ThreadId threadOf(DSLContext tx, Target target, Member moderator) {
        return target.type() == Target.Type.THREAD
                ? thread(target)
                : posts.requireVisible(tx, post(target), Viewer.of(moderator)).thread();
    }

    static Standing standing(PostView post) {
        return standing(Target.Type.POST, post.state(), post.authorId());
    }

    static Standing standing(ThreadView thread) {
        return standing(Target.Type.THREAD, thread.state(), thread.authorId());
    }

    static Standing standing(CaseStory story) {
        return new Standing(
                Target.Type.STORY, story.live().isPresent(), story.removed(), Optional.of(story.authorId()));
    }

    private static Standing standing(Target.Type type, ContentState state, AccountId author) {
        return new Standing(type, state == ContentState.PUBLISHED, state == ContentState.REMOVED, Optional.of(author));
    }

    static Standing standing(Submission submission) {
        return new Standing(
                Target.Type.SUBMISSION,
                submission.state() == Submission.State.HELD,
                false,
                Optional.of(submission.authorId()));
    }

    private static Touched touched(Submission submission) {
        return Touched.of(new Target(Target.Type.SUBMISSION, submission.id().value()), submission.version());
    }

    private static Touched touched(PostView post) {
        return Touched.of(Target.of(post.id()), post.version());
    }

    private static Touched touched(ThreadView thread) {
        return Touched.of(Target.of(thread.id()), thread.version());
    }

    private static Touched touched(CaseStory story) {
        return Touched.of(Target.of(story.id()), story.version());
    }

    private static StoryId story(Target target) {
        return new StoryId(target.id());
    }

    private static PostId post(Target target) {
        return new PostId(target.id());
    }

    private static SubmissionId submission(Target target) {
        return new SubmissionId(target.id());
    }

    private static ThreadId thread(Target target) {
        return new ThreadId(target.id());
    }

    /**
     * What taking a decision back did.
     *
     * @param notPutBack why a story is still not published
     */
    record Undone(List<Touched> touched, Optional<NotPutBack> notPutBack) {

        static Undone of(List<Touched> touched) {
            return new Undone(touched, Optional.empty());
        }
    }

    /**
     * What is missing.
     *
     * @param code of the problem that publishing it would be
     */
    record NotPutBack(String code, String detail) {}

    /**
     * What a measure did.
     *
     * @param undo what has to be known to take it back
     * @param before what the audit log keeps a hash of
     * @param after what the audit log keeps a hash of
     */
    record Done(List<Touched> touched, Optional<String> undo, Optional<String> diff, String before, String after) {

        static final Done NOTHING = new Done(List.of(), Optional.empty(), Optional.empty(), "", "");

        static Done of(Touched touched, String before, String after) {
            return new Done(List.of(touched), Optional.empty(), Optional.empty(), before, after);
        }
    }
}
