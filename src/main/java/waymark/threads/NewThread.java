package waymark.threads;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody gives to start a thread.
 *
 * @param tags null means none
 */
public record NewThread(
        String title, String category, @Nullable List<String> tags, String markdown) {

    List<String> tagsOrNone() {
        return tags == null ? List.of() : tags;
    }
}
