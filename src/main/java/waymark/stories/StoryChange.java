package waymark.stories;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A merge patch to the text of a story: what is absent stays, what is null goes. */
record StoryChange(JsonNode patch) {

    StoryText.Words appliedTo(StoryText.Words words) {
        return new StoryText.Words(
                has("title") ? patch.path("title").asText().strip() : words.title(),
                has("markdown") ? patch.path("markdown").asText() : words.markdown(),
                text("attributionName", words.attributionName()),
                text("diagnosis", words.diagnosis()),
                text("stage", words.stage()),
                has("topics") ? texts(patch.path("topics")).stream().sorted().toList() : words.topics(),
                text("role", words.role()),
                year(words.treatmentYear()),
                text("nation", words.nation()));
    }

    /** The words of the pull quotes; empty when the patch leaves them as they are. */
    Optional<List<String>> pullQuotes() {
        return has("pullQuotes") ? Optional.of(texts(patch.path("pullQuotes"))) : Optional.empty();
    }

    private boolean has(String field) {
        return patch.has(field);
    }

    private @Nullable String text(String field, @Nullable String absent) {
        if (!has(field)) {
            return absent;
        }
        var given = patch.path(field);
        return given.isNull() ? null : given.asText().strip();
    }

    private @Nullable Integer year(@Nullable Integer absent) {
        if (!has("treatmentYear")) {
            return absent;
        }
        var given = patch.path("treatmentYear");
        return given.isNull() ? null : Integer.valueOf(given.asInt());
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
