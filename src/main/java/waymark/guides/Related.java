package waymark.guides;

import java.time.Instant;
import java.util.List;
import waymark.ids.StoryId;
import waymark.ids.ThreadId;

/** What guests may read about the subjects of a section. */
record Related(List<ThreadLink> threads, List<StoryLink> stories) {

    record ThreadLink(ThreadId id, String title, int postCount, Instant lastPostAt) {}

    /** @param attribution as readers of the story see it */
    record StoryLink(StoryId id, String title, String attribution, List<String> pullQuotes, Instant publishedAt) {}
}
