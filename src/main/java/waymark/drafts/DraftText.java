package waymark.drafts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has written so far. None of it has to be ready to be posted.
 *
 * @param tags null means none
 * @param replyTo number of the post answered, or null
 */
record DraftText(
        @Nullable String title,
        @Nullable String category,
        @Nullable List<String> tags,
        String markdown,
        @Nullable Integer replyTo) {

    DraftText {
        tags = tags == null ? List.of() : List.copyOf(tags);
    }
}
