package waymark.threads;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A merge patch to a thread: what is empty stays as it is.
 *
 * @param tags an empty list takes all tags away
 */
public record ThreadChange(Optional<String> title, Optional<String> category, Optional<List<String>> tags) {

    static ThreadChange of(JsonNode patch) {
        return new ThreadChange(
                text(patch, "title"),
                text(patch, "category"),
                patch.has("tags") ? Optional.of(texts(patch.get("tags"))) : Optional.empty());
    }

    /** Whether the title would be another one. */
    boolean hasNewTitle(ThreadView thread) {
        return title.isPresent() && !title.get().equals(thread.title());
    }

    ThreadChange titled(Optional<String> words) {
        return new ThreadChange(words, category, tags);
    }

    private static Optional<String> text(JsonNode patch, String field) {
        return Optional.ofNullable(patch.get(field)).map(JsonNode::asText);
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
