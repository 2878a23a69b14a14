package waymark.guides;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import waymark.platform.http.Json;

/**
 * All guides of one version, as they are written down. It may still break a rule; {@link GuideRules} tells.
 *
 * @param guides by their slugs
 * @param sources by their ids
 */
record GuidesDocument(Map<String, Article> guides, Map<String, Source> sources) {

    private static final ObjectReader READER = Json.MAPPER
            .readerFor(GuidesDocument.class)
            .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    GuidesDocument {
        // Nobody is shown half a guide because something in it is null.
        guides.values().forEach(Objects::requireNonNull);
        sources.values().forEach(Objects::requireNonNull);
    }

    /** @throws JsonProcessingException when it is not of this shape, or has a field that no guide has */
    static GuidesDocument read(JsonNode tree) throws JsonProcessingException {
        return READER.treeToValue(tree, GuidesDocument.class);
    }

    /** @param sections by their anchors */
    record Article(
            int position,
            String title,
            String summary,
            Map<String, Part> sections,
            String reviewedBy,
            LocalDate reviewedAt,
            LocalDate reviewDue) {

        Article {
            Objects.requireNonNull(title);
            Objects.requireNonNull(summary);
            sections.values().forEach(Objects::requireNonNull);
            Objects.requireNonNull(reviewedBy);
            Objects.requireNonNull(reviewedAt);
            Objects.requireNonNull(reviewDue);
        }
    }

    /**
     * @param topics ids of tags
     * @param sources ids among those of the document
     */
    record Part(int position, String title, String markdown, List<String> topics, List<String> sources) {

        Part {
            Objects.requireNonNull(title);
            Objects.requireNonNull(markdown);
            topics = List.copyOf(topics);
            sources = List.copyOf(sources);
        }
    }

    record Source(String title) {

        Source {
            Objects.requireNonNull(title);
        }
    }
}
