package waymark.drafts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has written so far. None of it has to be ready to be posted.
 *
 * @param replyTo number of the post answered, or null
 */
record DraftText(
        @Nullable String title,
        @Nullable String category,
        List<String> tags,
        String markdown,
        @Nullable Integer replyTo) {}
