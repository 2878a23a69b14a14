package waymark.gate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import waymark.ids.ReviewRuleId;

/**
 * What waits for a moderator whatever it says. Of what is null there is no condition.
 *
 * @param category of the forum
 * @param role of the author: member or supporter
 * @param kind thread or reply
 * @param minPosts matches authors with fewer posts than that
 */
record ReviewRule(
        ReviewRuleId id,
        @Nullable String category,
        @Nullable String role,
        @Nullable String kind,
        @Nullable Integer minPosts,
        boolean enabled,
        Instant createdAt,
        Instant updatedAt,
        int version) {

    NewRule asWanted() {
        return new NewRule(category, role, kind, minPosts, enabled);
    }

    /** Whether it is about such a text at all, whoever wrote how many posts. */
    boolean isAbout(Draft draft) {
        return (category == null || category.equals(draft.category()))
                && (role == null || role.equals(draft.role().code()))
                && (kind == null || kind.equals(draft.kind().code()));
    }

    /** What the author is told. */
    String reason() {
        return minPosts == null ? "review" : "first-posts";
    }
}
