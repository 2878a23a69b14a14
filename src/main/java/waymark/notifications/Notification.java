package waymark.notifications;

import java.time.Instant;
import java.util.Optional;
import waymark.accounts.Author;
import waymark.ids.DecisionId;
import waymark.ids.PostId;
import waymark.ids.StoryId;
import waymark.ids.ThreadId;

/**
 * What a member was told, as it is to be read now. It is about one of the four.
 *
 * @param number counts what this member was told, from 1 on
 * @param likes how many there are by now, when they are what it is about
 */
record Notification(
        int number,
        String kind,
        boolean read,
        Instant notifiedAt,
        Optional<About> post,
        Optional<Story> story,
        Optional<Decision> decision,
        Optional<Report> report,
        Optional<Integer> likes) {

    /**
     * @param title of its thread
     * @param author who wrote it: of a post that was liked, the member
     */
    record About(PostId id, ThreadId thread, int number, String title, Author author) {}

    /** @param state what it was then; empty when it is about likes */
    record Story(StoryId id, Optional<String> state) {}

    record Decision(DecisionId id) {}

    /** Reports have no ids that anybody is told; their reporter finds it among theirs by its time. */
    record Report(Instant reportedAt) {}
}
