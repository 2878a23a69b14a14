package waymark.moderation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import waymark.accounts.Accounts;
import waymark.accounts.Restrictions;
import waymark.cases.Target;
import waymark.ids.AccountId;
import waymark.ids.ThreadId;
import waymark.platform.access.Member;
import waymark.platform.access.Restriction;
import waymark.platform.access.Role;
import waymark.platform.access.Viewer;
import waymark.platform.http.Versions;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;
import waymark.platform.text.Diffs;
import waymark.stories.StoryCases;
import waymark.threads.Labels;
import waymark.threads.Posts;
import waymark.threads.Removals;
import waymark.threads.Submissions;
import waymark.threads.ThreadTools;
import waymark.threads.ThreadView;

/** What decisions do to the forum. {@link Undoing} is the way back. */
final class Measures {

    private static final Duration LONGEST = Duration.ofDays(365);
    /** What keeps somebody out for longer is for a lead. */
    private static final Duration LONGEST_BY_A_MODERATOR = Duration.ofDays(30);

    private final Accounts accounts;
    private final Restrictions restrictions;
    private final Posts posts;
    private final ThreadTools tools;
    private final Labels labels;
    private final Submissions submissions;
    private final Removals removals;
    private final StoryCases stories;
    private final Targets targets;
    private final Clock clock;

    Measures(
            Accounts accounts,
            Restrictions restrictions,
            Posts posts,
            ThreadTools tools,
            Labels labels,
            Submissions submissions,
            Removals removals,
            StoryCases stories,
            Targets targets,
            Clock clock) {
        this.accounts = accounts;
        this.restrictions = restrictions;
        this.posts = posts;
        this.tools = tools;
        this.labels = labels;
        this.submissions = submissions;
        this.removals = removals;
        this.stories = stories;
        this.targets = targets;
        this.clock = clock;
    }

    /** Does what was decided. Call while holding the target. */
    Done apply(DSLContext tx, Ruling ruling) {
        return switch (ruling.action()) {
            case NO_ACTION, NUDGE, WARN, CONFIRM, OVERTURN -> Done.NOTHING;
            case EDIT -> edit(tx, ruling);
            case REMOVE -> remove(tx, ruling);
            case RESTORE -> restore(tx, ruling.target(), ruling.moderator(), ruling.expected());
            case SILENCE -> restrict(tx, ruling, Restriction.Kind.SILENCED);
            case SUSPEND -> restrict(tx, ruling, Restriction.Kind.SUSPENDED);
            case LIFT -> lift(tx, ruling.subject());
            case LABEL -> label(tx, ruling);
            case LOCK -> lock(tx, ruling);
            case UNLOCK -> {
                var thread = tools.unlock(tx, threadOf(tx, ruling), ruling.moderator(), Versions.Expected.ANY);
                yield Done.of(Touched.of(thread), "locked", "open");
            }
            case SLOW_MODE -> slow(tx, ruling);
            case END_SLOW_MODE -> {
                var thread = tools.unslow(tx, threadOf(tx, ruling), ruling.moderator(), Versions.Expected.ANY);
                yield Done.of(Touched.of(thread), "slow", "open");
            }
            case APPROVE -> approve(tx, ruling);
            case RETURN -> giveBack(tx, ruling);
            case REMOVE_ALL -> throw new IllegalArgumentException("no single measure is called " + ruling.action());
        };
    }

    /** Takes down everything that the person wrote since then. */
    Done removeAll(DSLContext tx, Ruling ruling, Instant since) {
        var posts = removals.removeAllBy(
                tx, ruling.subject(), since, ruling.wanted().words().orElseThrow());
        var touched = posts.stream().map(post -> Touched.of(Target.of(post))).toList();
        return new Done(touched, Optional.empty(), Optional.empty(), "published", "removed");
    }

    /** Puts back what was removed. Call while holding it. */
    Done restore(DSLContext tx, Target target, Member moderator, Versions.Expected expected) {
        var touched = switch (target.type()) {
            case STORY -> Touched.of(stories.restore(tx, target.story(), moderator, expected));
            case THREAD -> Touched.of(removals.restoreThread(tx, target.thread(), moderator, expected));
            default -> Touched.of(removals.restorePost(tx, target.post(), moderator, expected));
        };
        return Done.of(touched, "removed", "published");
    }

    private Done edit(DSLContext tx, Ruling ruling) {
        var id = ruling.target().post();
        var wanted = ruling.wanted();
        if (wanted.targetVersion() == null) {
            throw Problem.invalidValue("/targetVersion", "Say which version of the post you have read.");
        }
        if (wanted.markdown() == null) {
            throw Problem.invalidValue("/markdown", "Give the whole text as it is to be.");
        }
        var before = posts.markdownAt(tx, id, wanted.targetVersion(), ruling.moderator());
        var after = posts.amend(tx, id, ruling.moderator(), ruling.expected(), wanted.markdown());
        return new Done(
                List.of(Touched.of(after)),
                Optional.of(String.valueOf(wanted.targetVersion())),
                Diffs.between(before, wanted.markdown()),
                before,
                wanted.markdown());
    }

    private Done remove(DSLContext tx, Ruling ruling) {
        var target = ruling.target();
        var moderator = ruling.moderator();
        var message = ruling.wanted().words().orElseThrow();
        var touched = switch (target.type()) {
            case STORY -> Touched.of(stories.remove(tx, target.story(), moderator, ruling.expected(), message));
            case THREAD ->
                Touched.of(removals.removeThread(tx, target.thread(), moderator, ruling.expected(), message));
            default -> Touched.of(removals.removePost(tx, target.post(), moderator, ruling.expected(), message));
        };
        return Done.of(touched, "published", "removed");
    }

    private Done restrict(DSLContext tx, Ruling ruling, Restriction.Kind kind) {
        var subject = ruling.subject();
        var now = clock.instant();
        var until = Optional.ofNullable(ruling.wanted().until())
                .orElseThrow(() -> Problem.invalidValue("/until", "Say until when."));
        if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST))) {
            throw Problem.invalidValue("/until", "This has to be within the next 365 days.");
        }
        accounts.holdBesideReferences(tx, subject);
        boolean lead = ruling.moderator().role().includes(Role.ADMIN);
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
        accounts.holdBesideReferences(tx, subject);
        if (!restrictions.lift(tx, subject)) {
            throw Problem.notFound();
        }
        return Done.of(Touched.of(Target.of(subject)), "restricted", "unrestricted");
    }

    private Done label(DSLContext tx, Ruling ruling) {
        var id = ruling.target().post();
        var given = Optional.ofNullable(ruling.wanted().labels())
                .orElseThrow(() -> Problem.invalidValue("/labels", "Say which labels it is to have."));
        var before = posts.requireVisible(tx, id, Viewer.of(ruling.moderator())).labels();
        var after = labels.label(tx, id, ruling.moderator(), ruling.expected(), given);
        return new Done(
                List.of(Touched.of(after)),
                Optional.of(String.join(" ", before)),
                Optional.empty(),
                String.join(" ", before),
                String.join(" ", after.labels()));
    }

    /** Readers are told the reason, in the words that stand for it everywhere; the message is for its author. */
    private Done lock(DSLContext tx, Ruling ruling) {
        var thread = threadOf(tx, ruling);
        var reason = RulebookStore.titleOfReason(tx, ruling.wanted().reason());
        return Done.of(
                Touched.of(tools.lock(tx, thread, ruling.moderator(), Versions.Expected.ANY, reason)),
                "open",
                "locked");
    }

    private Done slow(DSLContext tx, Ruling ruling) {
        var thread = threadOf(tx, ruling);
        int seconds = Optional.ofNullable(ruling.wanted().seconds())
                .orElseThrow(() -> Problem.invalidValue("/seconds", "Say how long between two replies."));
        var mode = new ThreadView.SlowMode(seconds, ruling.wanted().until());
        return Done.of(
                Touched.of(tools.slow(tx, thread, ruling.moderator(), Versions.Expected.ANY, mode)), "open", "slow");
    }

    private Done approve(DSLContext tx, Ruling ruling) {
        var id = ruling.target().submission();
        var moderator = ruling.moderator();
        var published = submissions.approve(tx, id, moderator, ruling.expected());
        return new Done(
                List.of(
                        Touched.of(posts.requireVisible(tx, published.post(), Viewer.of(moderator))),
                        Touched.of(submissions.requireFor(tx, id))),
                Optional.empty(),
                Optional.empty(),
                "held",
                "published");
    }

    private Done giveBack(DSLContext tx, Ruling ruling) {
        var message = ruling.wanted().words().orElseThrow();
        var returned = submissions.giveBack(tx, ruling.target().submission(), ruling.expected(), message);
        return Done.of(Touched.of(returned), "held", "returned");
    }

    private ThreadId threadOf(DSLContext tx, Ruling ruling) {
        return targets.threadOf(tx, ruling.target(), ruling.moderator());
    }

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
