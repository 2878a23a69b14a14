package waymark.guides;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import waymark.platform.http.Routes;
import waymark.platform.text.Markdown;

/** All guides of one version, ready to be read: rendered once, however often they are read. Immutable. */
final class Book {

    private final String version;
    private final List<Guide> guides;

    private Book(String version, List<Guide> guides) {
        this.version = version;
        this.guides = guides;
    }

    /**
     * Makes a stored document ready to be read. Only what would make it useless counts here, not its wording: readers must
     * not lose what their charity agreed on because a newer Waymark is stricter about words.
     *
     * @throws IllegalStateException when it cannot be used
     */
    static Book of(String version, JsonNode tree) {
        try {
            var document = GuidesDocument.read(tree);
            var wrong = GuideRules.essentials(document);
            if (!wrong.isEmpty()) {
                throw new IllegalStateException("guides version " + version + " cannot be used: "
                        + wrong.stream().map(error -> error.pointer()).toList());
            }
            var guides = document.guides().entrySet().stream()
                    .sorted(Comparator.comparingInt((Map.Entry<String, GuidesDocument.Article> entry) ->
                                    entry.getValue().position())
                            .thenComparing(Map.Entry::getKey))
                    .map(entry -> guide(version, entry.getKey(), entry.getValue(), document.sources()))
                    .toList();
            return new Book(version, guides);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("guides version " + version + " cannot be read", e);
        }
    }

    String version() {
        return version;
    }

    /** In the order in which they are meant to be read. */
    List<Guide> guides() {
        return guides;
    }

    Optional<Guide> find(String slug) {
        return guides.stream().filter(guide -> guide.slug().equals(slug)).findFirst();
    }

    /** The slugs of the guides that somebody should have looked at again by that day. */
    List<String> overdue(LocalDate today) {
        return guides.stream()
                .filter(guide -> !guide.reviewDue().isAfter(today))
                .map(Guide::slug)
                .toList();
    }

    private static Guide guide(
            String version, String slug, GuidesDocument.Article article, Map<String, GuidesDocument.Source> known) {
        var sections = article.sections().entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, GuidesDocument.Part> entry) ->
                                entry.getValue().position())
                        .thenComparing(Map.Entry::getKey))
                .map(entry -> section(slug, entry.getKey(), entry.getValue()))
                .toList();
        var named = new TreeSet<String>();
        sections.forEach(section -> named.addAll(section.sources()));
        var sources = known.entrySet().stream()
                .filter(source -> named.contains(source.getKey()))
                .map(source ->
                        new Guide.Source(source.getKey(), source.getValue().title()))
                .sorted(Comparator.comparing(Guide.Source::title).thenComparing(Guide.Source::id))
                .toList();
        return new Guide(
                slug,
                article.title(),
                article.summary(),
                sections,
                sources,
                article.reviewedBy(),
                article.reviewedAt(),
                article.reviewDue(),
                version);
    }

    private static Guide.Section section(String slug, String anchor, GuidesDocument.Part part) {
        var rendered = Markdown.parse(part.markdown()).render(Map.of());
        return new Guide.Section(
                anchor,
                slug + "#" + anchor,
                part.title(),
                rendered.html(),
                rendered.text(),
                part.topics(),
                part.sources());
    }

    static String href(Guide guide, Guide.Section section) {
        return Routes.BASE + "/guides/" + guide.slug() + "#" + section.anchor();
    }
}
