package waymark.operations;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waymark.platform.text.Shipped;

/** The file db/demo/forum.yaml. Ages are counted back from the moment the demo is loaded. */
record DemoForum(String about, List<DemoMember> members, List<DemoThread> threads) {

    private static final String RESOURCE = "/db/demo/forum.yaml";

    record DemoMember(String username) {}

    record DemoThread(String key, String category, List<String> tags, String title, List<DemoPost> posts) {}

    /** @param replyTo number of an earlier post */
    record DemoPost(
            String author,
            Duration age,
            String markdown,
            @Nullable Integer replyTo,
            @Nullable List<DemoQuote> quotes,
            @Nullable List<String> likes,
            @Nullable List<DemoEdit> edits) {}

    /** @param post number of the quoted post */
    record DemoQuote(int post, String text) {}

    record DemoEdit(Duration age, String markdown) {}

    static DemoForum load() {
        return Shipped.yaml(RESOURCE, DemoForum.class);
    }
}
