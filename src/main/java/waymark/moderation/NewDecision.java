package waymark.moderation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waymark.platform.http.Versions;

/**
 * What a moderator decides.
 *
 * @param reason code of a reason
 * @param rule id of the community rule that it rests on; needed where something is done to somebody
 * @param message what the person is told; needed where they are written to
 * @param cannedReply the reply that the message was made from
 * @param targetVersion of what it is about, as the moderator read it; needed to edit
 * @param markdown what a post is to say, to edit
 * @param labels to label
 * @param seconds between replies, for slow mode
 * @param until when a restriction or slow mode ends
 * @param keepOpen whether the case goes on after this
 */
record NewDecision(
        Action action,
        String reason,
        @Nullable String rule,
        @Nullable String message,
        @Nullable ReplyUsed cannedReply,
        @Nullable Integer targetVersion,
        @Nullable String markdown,
        @Nullable List<String> labels,
        @Nullable Integer seconds,
        @Nullable Instant until,
        @Nullable Boolean keepOpen) {

    /** A decision without anything that only some actions need. */
    static NewDecision of(Action action, String reason, @Nullable String rule, String message) {
        return new NewDecision(action, reason, rule, message, null, null, null, null, null, null, null);
    }

    NewDecision until(@Nullable Instant end) {
        return new NewDecision(
                action, reason, rule, message, cannedReply, targetVersion, markdown, labels, seconds, end, keepOpen);
    }

    /** The version of what it is about that the moderator read; any, where that was not said. */
    Versions.Expected expected() {
        return targetVersion == null ? Versions.Expected.ANY : new Versions.Expected(List.of(targetVersion), false);
    }

    /** The message, when there are words in it. */
    Optional<String> words() {
        return Optional.ofNullable(message).filter(text -> !text.isBlank());
    }

    /** @param version that it had when the moderator read it */
    record ReplyUsed(String id, int version) {}
}
