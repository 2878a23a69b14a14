package waymark.threads;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody gives to start a thread.
 *
 * @param tags null means none
 * @param draft key of the draft that goes when this is sent, or null
 */
public record NewThread(
        String title,
        String category,
        @Nullable List<String> tags,
        String markdown,
        @Nullable String draft) {

    List<String> tagsOrNone() {
        return tags == null ? List.of() : tags;
    }
}
