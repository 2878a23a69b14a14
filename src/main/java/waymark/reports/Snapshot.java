package waymark.reports;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What something said when it was reported, word for word.
 *
 * @param version of the post or the thread; of a story the number of its text; 1 for a member
 * @param title of a thread or a story, or the username of a member
 * @param tags of a thread; of a story what readers saw it is about
 * @param markdown of the post or the story, or of the opening post of the thread while it stood
 * @param html as it was shown
 */
public record Snapshot(
        UUID id,
        int version,
        Optional<String> title,
        List<String> tags,
        Optional<String> markdown,
        Optional<String> html,
        Instant takenAt) {}
