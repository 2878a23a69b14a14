package waymark.moderation;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import waymark.cases.Target;
import waymark.ids.AccountId;
import waymark.stories.CaseStory;
import waymark.threads.ContentState;
import waymark.threads.PostView;
import waymark.threads.Submission;
import waymark.threads.ThreadView;

/**
 * How what a case is about stands now, and so what can be decided about it.
 *
 * @param stands everybody may read it
 * @param removed a moderator took it down
 * @param author whose it is, where it is there at all
 */
record Standing(Target.Type type, boolean stands, boolean removed, Optional<AccountId> author) {

    private static final Set<Action> ABOUT_A_PERSON =
            Set.of(Action.NO_ACTION, Action.NUDGE, Action.WARN, Action.SILENCE, Action.SUSPEND);
    private static final Set<Action> ABOUT_A_THREAD =
            Set.of(Action.LOCK, Action.UNLOCK, Action.SLOW_MODE, Action.END_SLOW_MODE);

    /** For what has no author of its own, or is not there any more. */
    static Standing gone(Target.Type type) {
        return new Standing(type, false, false, Optional.empty());
    }

    static Standing of(PostView post) {
        return of(Target.Type.POST, post.state(), post.authorId());
    }

    static Standing of(ThreadView thread) {
        return of(Target.Type.THREAD, thread.state(), thread.authorId());
    }

    static Standing of(CaseStory story) {
        return new Standing(
                Target.Type.STORY, story.live().isPresent(), story.removed(), Optional.of(story.authorId()));
    }

    static Standing of(Submission submission) {
        return new Standing(
                Target.Type.SUBMISSION,
                submission.state() == Submission.State.HELD,
                false,
                Optional.of(submission.authorId()));
    }

    Set<Action> possible() {
        return switch (type) {
            case POST, THREAD -> aboutWords();
            case MEMBER -> with(ABOUT_A_PERSON, Set.of(Action.LIFT));
            case SUBMISSION -> stands ? Set.of(Action.APPROVE, Action.RETURN) : ABOUT_A_PERSON;
            case DECISION -> Set.of(Action.CONFIRM, Action.OVERTURN);
            case STORY -> aboutAStory();
        };
    }

    private Set<Action> aboutAStory() {
        if (removed) {
            return with(ABOUT_A_PERSON, Set.of(Action.RESTORE));
        }
        return stands ? with(ABOUT_A_PERSON, Set.of(Action.REMOVE)) : ABOUT_A_PERSON;
    }

    private Set<Action> aboutWords() {
        if (removed) {
            return with(ABOUT_A_PERSON, Set.of(Action.RESTORE));
        }
        if (!stands) {
            return ABOUT_A_PERSON;
        }
        var always = with(with(ABOUT_A_PERSON, ABOUT_A_THREAD), Set.of(Action.REMOVE));
        return type == Target.Type.POST ? with(always, Set.of(Action.EDIT, Action.LABEL)) : always;
    }

    private static Standing of(Target.Type type, ContentState state, AccountId author) {
        return new Standing(type, state == ContentState.PUBLISHED, state == ContentState.REMOVED, Optional.of(author));
    }

    private static Set<Action> with(Set<Action> some, Set<Action> more) {
        var all = EnumSet.copyOf(some);
        all.addAll(more);
        return Collections.unmodifiableSet(all);
    }
}
