package waymark.signposting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import waymark.platform.http.Json;
import waymark.signposting.matching.RuleBook;

/**
 * Everything of one version that the charity owns, as it is written down. It may still break a rule;
 * {@link CatalogueRules} tells.
 *
 * @param lint what no text may say
 */
record CatalogueDocument(
        Map<String, Listing> services,
        Map<String, Signpost> signposts,
        Standing standing,
        List<String> lint,
        RuleBook rules) {

    private static final ObjectReader READER = Json.MAPPER
            .readerFor(CatalogueDocument.class)
            .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    CatalogueDocument {
        // Nobody is shown half a catalogue because something in it is null.
        services.values().forEach(Objects::requireNonNull);
        signposts.values().forEach(Objects::requireNonNull);
        Objects.requireNonNull(standing);
        lint = List.copyOf(lint);
        Objects.requireNonNull(rules);
    }

    /**
     * @param services ids, in the order in which they are shown
     * @param tags of threads that it is a topic of; null means none, and only what tells nothing about a person can be one
     */
    record Signpost(
            int tier,
            String title,
            String text,
            List<String> services,
            @Nullable List<String> tags) {

        Signpost {
            Objects.requireNonNull(title);
            Objects.requireNonNull(text);
            services = List.copyOf(services);
            tags = tags == null ? null : List.copyOf(tags);
        }
    }

    /**
     * Texts that do not depend on what anybody wrote.
     *
     * @param editor for the neighbourhood of the editor
     * @param redFlags for when nobody could look at what was written
     * @param atAllHours the service that is added wherever nobody else picks up the phone
     */
    record Standing(String editor, RedFlags redFlags, String atAllHours) {

        Standing {
            Objects.requireNonNull(editor);
            Objects.requireNonNull(redFlags);
            Objects.requireNonNull(atAllHours);
        }
    }

    record RedFlags(String title, String text, List<String> services) {

        RedFlags {
            Objects.requireNonNull(title);
            Objects.requireNonNull(text);
            services = List.copyOf(services);
        }
    }

    /** @throws JsonProcessingException when it is not of this shape, or has a field that no catalogue has */
    static CatalogueDocument read(JsonNode tree) throws JsonProcessingException {
        return READER.treeToValue(tree, CatalogueDocument.class);
    }
}
