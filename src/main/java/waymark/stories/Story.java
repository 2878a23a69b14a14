package waymark.stories;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import waymark.ids.StoryId;
import waymark.ids.ThreadId;

/**
 * A published story, to every reader the same.
 *
 * @param attribution who tells it, as its author chose
 * @param revisedAt null while it is the text that was published first
 * @param html absent in lists, as are text and indexable
 */
record Story(
        StoryId id,
        String title,
        String attribution,
        Shown facets,
        List<StoryText.PullQuote> pullQuotes,
        int likes,
        Instant publishedAt,
        @Nullable Instant revisedAt,
        Optional<String> html,
        Optional<String> text,
        Optional<Boolean> indexable) {

    Story inList() {
        return new Story(
                id,
                title,
                attribution,
                facets,
                pullQuotes,
                likes,
                publishedAt,
                revisedAt,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** As general as they have to be. */
    record Shown(
            String diagnosis,
            @Nullable String stage,
            List<String> topics,
            String role,
            @Nullable Treated treated,
            @Nullable String nation) {

        /** What it is about, for what else is about that. */
        List<String> tags() {
            var tags = new TreeSet<>(topics);
            tags.add(diagnosis);
            if (stage != null) {
                tags.add(stage);
            }
            return List.copyOf(tags);
        }

        /** By which other things are found: nearly everything is about patients, so only the other roles tell something. */
        List<String> relatedTags() {
            return role.equals("patient")
                    ? tags()
                    : Stream.concat(tags().stream(), Stream.of(role)).toList();
        }
    }

    /** The same year twice, or a band of years. */
    record Treated(int from, int to) {}

    record RelatedThread(ThreadId id, String title, String href) {}
}
