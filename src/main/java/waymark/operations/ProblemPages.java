package waymark.operations;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import waymark.platform.text.Shipped;

/** The pages of api-docs/problems.md, by the code of the error they explain: each begins with a heading of its code. */
public final class ProblemPages {

    private static final String RESOURCE = "/api-docs/problems.md";
    private static final String HEADING = "## ";

    private final Map<String, String> pages;

    private ProblemPages(Map<String, String> pages) {
        this.pages = pages;
    }

    public static ProblemPages load() {
        var pages = new TreeMap<String, String>();
        var sections = Shipped.text(RESOURCE).split("(?m)^" + HEADING);
        for (var section : Arrays.asList(sections).subList(1, sections.length)) {
            pages.put(section.lines().findFirst().orElseThrow().strip(), HEADING + section);
        }
        return new ProblemPages(pages);
    }

    public Map<String, String> all() {
        return Map.copyOf(pages);
    }

    Optional<String> find(String code) {
        return Optional.ofNullable(pages.get(code));
    }
}
