package waymark.moderation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Optional;
import waymark.cases.Target;
import waymark.stories.CaseStory;
import waymark.threads.PostView;
import waymark.threads.Submission;
import waymark.threads.ThreadView;

/**
 * Something that a decision changed.
 *
 * @param version that it has now; absent for what has none
 */
record Touched(@JsonUnwrapped Target target, Optional<Integer> version) {

    static Touched of(PostView post) {
        return of(Target.of(post.id()), post.version());
    }

    static Touched of(ThreadView thread) {
        return of(Target.of(thread.id()), thread.version());
    }

    static Touched of(Submission submission) {
        return of(Target.of(submission.id()), submission.version());
    }

    static Touched of(CaseStory story) {
        return of(Target.of(story.id()), story.version());
    }

    static Touched of(Target target) {
        return new Touched(target, Optional.empty());
    }

    private static Touched of(Target target, int version) {
        return new Touched(target, Optional.of(version));
    }
}
