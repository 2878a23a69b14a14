package waymark.gate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import waymark.ids.WatchedWordId;

/**
 * A word, a phrase or a regular expression that texts are looked through for.
 *
 * @param label null unless the action is to label
 * @param category of the case that it raises
 * @param note for colleagues
 */
record WatchedWord(
        WatchedWordId id,
        String pattern,
        WordKind kind,
        WordAction action,
        @Nullable String label,
        String category,
        @Nullable String note,
        boolean enabled,
        Instant createdAt,
        Instant updatedAt,
        int version) {

    /** What a change begins with. */
    NewWord asWanted() {
        return new NewWord(pattern, kind, action, label, category, note, enabled);
    }
}
