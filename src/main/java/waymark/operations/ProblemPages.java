package waymark.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The pages of api-docs/problems.md, by the code of the error they explain: each begins with a heading of its code. */
public final class ProblemPages {

    private static final String RESOURCE = "/api-docs/problems.md";
    private static final String HEADING = "## ";

    private final Map<String, String> pages;

    private ProblemPages(Map<String, String> pages) {
        this.pages = pages;
    }

    public static ProblemPages load() {
        try (var in = ProblemPages.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            var pages = new TreeMap<String, String>();
            var sections = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("(?m)^" + HEADING);
            for (var section : Arrays.asList(sections).subList(1, sections.length)) {
                pages.put(section.lines().findFirst().orElseThrow().strip(), HEADING + section);
            }
            return new ProblemPages(pages);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Map<String, String> all() {
        return Map.copyOf(pages);
    }

    Optional<String> find(String code) {
        return Optional.ofNullable(pages.get(code));
    }
}
