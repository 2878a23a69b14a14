package waymark.stories;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Optional;
import waymark.ids.AccountId;
import waymark.ids.StoryId;

/**
 * A story as moderators see it in a case about it.
 *
 * @param number of the text that is shown here
 * @param live number of the text that readers get now; empty when they get nothing
 * @param manuscript where everything about it is
 * @param removed whether the team has taken it down and may put it back
 */
public record CaseStory(
        StoryId id,
        String state,
        int number,
        Optional<Integer> live,
        String title,
        String text,
        String html,
        String manuscript,
        int version,
        @JsonIgnore boolean removed,
        @JsonIgnore AccountId authorId) {}
