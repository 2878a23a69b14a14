package waymark.stories;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waymark.platform.access.Member;

/**
 * A step that is being taken.
 *
 * @param by empty for what happens by itself
 * @param revision empty when the text stays
 * @param scheduledFor null but for a step that sets a day
 */
record Taken(
        StoryAction action,
        Optional<Member> by,
        Optional<Integer> revision,
        @Nullable Instant scheduledFor,
        Optional<String> reason,
        Optional<String> message) {

    static Taken by(Member member, StoryAction action) {
        return new Taken(action, Optional.of(member), Optional.empty(), null, Optional.empty(), Optional.empty());
    }

    static Taken byItself(StoryAction action) {
        return new Taken(action, Optional.empty(), Optional.empty(), null, Optional.empty(), Optional.empty());
    }

    Taken to(int number) {
        return new Taken(action, by, Optional.of(number), scheduledFor, reason, message);
    }

    Taken on(Instant day) {
        return new Taken(action, by, revision, day, reason, message);
    }

    Taken because(String code) {
        return new Taken(action, by, revision, scheduledFor, Optional.of(code), message);
    }

    Taken saying(String words) {
        return new Taken(action, by, revision, scheduledFor, reason, Optional.of(words));
    }
}
