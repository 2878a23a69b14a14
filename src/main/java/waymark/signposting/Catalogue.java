package waymark.signposting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import waymark.platform.problem.FieldError;
import waymark.signposting.matching.Matcher;

/** One version of everything that people are told and of all that is recognised, ready to use. Immutable. */
public final class Catalogue {

    private final String version;
    private final CatalogueDocument document;
    private final Matcher matcher;
    private final Lint lint;

    private Catalogue(String version, CatalogueDocument document, Matcher matcher) {
        this.version = version;
        this.document = document;
        this.matcher = matcher;
        this.lint = new Lint(document.lint());
    }

    /**
     * Makes a stored document ready to use. Only what would make it useless counts here, not its wording: people must not
     * lose what their charity agreed on because a newer Waymark is stricter about words.
     *
     * @throws IllegalStateException when it cannot be used
     */
    static Catalogue of(String version, JsonNode tree) {
        try {
            var document = CatalogueDocument.read(tree);
            var wrong = CatalogueRules.essentials(document);
            if (!wrong.isEmpty()) {
                throw new IllegalStateException("catalogue version " + version + " cannot be used: " + places(wrong));
            }
            return new Catalogue(version, document, new Matcher(document.rules()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("catalogue version " + version + " cannot be read", e);
        }
    }

    /** The one that comes with Waymark. */
    public static Catalogue shipped() {
        return ShippedCatalogue.get().catalogue();
    }

    /** The ids of the signposts that a text can bring up, the most urgent first. */
    public List<String> triggered() {
        return Arrays.stream(SignpostId.values())
                .filter(id -> id != SignpostId.HELPLINE)
                .map(SignpostId::code)
                .toList();
    }

    public String version() {
        return version;
    }

    /** Finds what none of the texts that people are shown may say; also for texts that are kept elsewhere. */
    public Lint lint() {
        return lint;
    }

    public Matcher matcher() {
        return matcher;
    }

    Map<String, Listing> services() {
        return document.services();
    }

    Listing service(String id) {
        return Objects.requireNonNull(document.services().get(id));
    }

    CatalogueDocument.Signpost signpost(SignpostId id) {
        return Objects.requireNonNull(document.signposts().get(id.code()));
    }

    /** The ids of the signposts that are topics of threads with one of these tags. */
    List<String> topicsOf(Collection<String> tags) {
        return document.signposts().entrySet().stream()
                .filter(entry -> Optional.ofNullable(entry.getValue().tags()).orElse(List.of()).stream()
                        .anyMatch(tags::contains))
                .map(Map.Entry::getKey)
                .toList();
    }

    CatalogueDocument.Standing standing() {
        return document.standing();
    }

    /** The ids of the services that somebody should have looked at again by that day. */
    List<String> overdue(LocalDate today) {
        return document.services().entrySet().stream()
                .filter(entry -> entry.getValue().isOverdue(today))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static List<String> places(List<FieldError> wrong) {
        return wrong.stream().map(FieldError::pointer).toList();
    }
}
