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
import waymark.ids.ThreadId;
import waymark.platform.access.Member;
import waymark.platform.access.Restriction;
import waymark.platform.access.Role;
import waymark.platform.http.Versions;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;
import waymark.threads.ContentState;
import waymark.threads.PostView;
import waymark.threads.Posts;
import waymark.threads.Removals;
import waymark.threads.ThreadView;

/** What decisions do to the forum, and how it is undone. */
final class Measures {

    private static final Duration LONGEST = Duration.ofDays(365);
    /** What keeps somebody out for longer is for a lead. */
    private static final Duration LONGEST_BY_A_MODERATOR = Duration.ofDays(30);

    private final Accounts accounts;
    private final Restrictions restrictions;
    private final Posts posts;
    private final Removals removals;
    private final Clock clock;

    Measures(Accounts accounts, Restrictions restrictions, Posts posts, Removals removals, Clock clock) {
        this.accounts = accounts;
        this.restrictions = restrictions;
        this.posts = posts;
        this.removals = removals;
        this.clock = clock;
    }

    /**
     * Holds what a decision is going to be about. Everybody holds things before the cases about them: a post that is
     * edited and raises its case must not meet a decision on that case the other way round.
     */
    Held hold(DSLContext tx, Target target, Member moderator) {
        return switch (target.type()) {
            case POST -> held(removals.hold(tx, new PostId(target.id()), moderator));
            case THREAD -> heldThread(removals.hold(tx, new ThreadId(target.id()), moderator));
            case MEMBER -> {
                accounts.hold(tx, new AccountId(target.id()));
                yield Held.NOTHING;
            }
            case SUBMISSION, DECISION -> Held.NOTHING;
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
            case LABEL, LOCK, UNLOCK, SLOW_MODE, END_SLOW_MODE, APPROVE, RETURN, REMOVE_ALL ->
                throw new IllegalArgumentException("no single measure is called " + wanted.action());
        };
    }

    /**
     * Takes back what a decision did, as far as it still stands.
     *
     * @return what that changed
     */
    List<Touched> undo(DSLContext tx, Member moderator, Decision decision) {
        return switch (decision.action()) {
            case REMOVE -> undoRemoval(tx, moderator, decision.target());
            case EDIT -> undoEdit(tx, moderator, decision);
            case SILENCE, SUSPEND -> {
                boolean unused =
                        restrictions.lift(tx, UUID.fromString(decision.undo().orElseThrow()));
                yield List.of(Touched.of(Target.of(decision.subjectId())));
            }
            case REMOVE_ALL ->
                removals.restoreAll(tx, DecisionStore.childrenStanding(tx, decision.id())).stream()
                        .map(post -> Touched.of(Target.of(post)))
                        .toList();
            default -> List.of();
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

    private Done remove(
            DSLContext tx, Member moderator, Target target, Versions.Expected expected, NewDecision wanted) {
        var message = wanted.words().orElseThrow();
        return Done.of(
                target.type() == Target.Type.THREAD
                        ? touched(removals.removeThread(tx, thread(target), moderator, expected, message))
                        : touched(removals.removePost(tx, post(target), moderator, expected, message)),
                "published",
                "removed");
    }

    private Done restore(DSLContext tx, Member moderator, Target target, Versions.Expected expected) {
        return Done.of(
                target.type() == Target.Type.THREAD
                        ? touched(removals.restoreThread(tx, thread(target), moderator, expected))
                        : touched(removals.restorePost(tx, post(target), moderator, expected)),
                "removed",
                "published");
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

    private List<Touched> undoRemoval(DSLContext tx, Member moderator, Target target) {
        var held = hold(tx, target, moderator);
        return held.removed()
                ? restore(tx, moderator, target, Versions.Expected.ANY).touched()
                : List.of();
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

    private static Held held(Optional<PostView> post) {
        return post.map(found -> new Held(
                        found.state() == ContentState.PUBLISHED,
                        found.state() == ContentState.REMOVED,
                        Optional.of(found.authorId())))
                .orElse(Held.NOTHING);
    }

    private static Held heldThread(Optional<ThreadView> thread) {
        return thread.map(found -> new Held(
                        found.state() == ContentState.PUBLISHED,
                        found.state() == ContentState.REMOVED,
                        Optional.of(found.authorId())))
                .orElse(Held.NOTHING);
    }

    private static Touched touched(PostView post) {
        return Touched.of(Target.of(post.id()), post.version());
    }

    private static Touched touched(ThreadView thread) {
        return Touched.of(Target.of(thread.id()), thread.version());
    }

    private static PostId post(Target target) {
        return new PostId(target.id());
    }

    private static ThreadId thread(Target target) {
        return new ThreadId(target.id());
    }

    /** What is held, as it stands. */
    record Held(boolean stands, boolean removed, Optional<AccountId> author) {

        static final Held NOTHING = new Held(false, false, Optional.empty());
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
