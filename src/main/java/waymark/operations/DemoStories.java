package waymark.operations;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waymark.platform.text.Shipped;
import waymark.stories.StoryDesk;

/** The file db/demo/stories.yaml. Ages are counted back from the moment the demo is loaded. */
record DemoStories(String about, List<DemoStory> stories) {

    private static final String RESOURCE = "/db/demo/stories.yaml";

    /**
     * @param age since its author began to write
     * @param text as in the contract
     * @param steps in the order of time; those of the team name who took them
     */
    record DemoStory(
            String author,
            Duration age,
            JsonNode text,
            StoryDesk.@Nullable Uses consent,
            @Nullable List<DemoStep> steps,
            @Nullable List<String> likes) {}

    /** @param by whose step it is; null for the author's */
    record DemoStep(
            String step,
            @Nullable String by,
            Duration age,
            @Nullable String reason,
            @Nullable String message,
            @Nullable JsonNode changes) {}

    static DemoStories load() {
        return Shipped.yaml(RESOURCE, DemoStories.class);
    }
}
