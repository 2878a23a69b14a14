package waymark.threads;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import waymark.gate.matching.Pattern;
import waymark.gate.matching.PatternException;
import waymark.gate.matching.WordMatcher;
import waymark.platform.text.Shipped;

/**
 * Which labels a text might carry by its words, as {@code db/reference/label-words.yaml} has them. Only to ask whoever writes
 * it: nothing is labelled by it, and nothing is kept. Immutable.
 */
public final class LabelSuggestions {

    private final List<String> labels;
    private final WordMatcher<String> words;

    private LabelSuggestions(Document document) {
        labels = List.copyOf(document.labels().keySet());
        var entries = new ArrayList<WordMatcher.Entry<String>>();
        document.labels()
                .forEach((label, phrases) ->
                        phrases.forEach(phrase -> entries.add(new WordMatcher.Entry<>(label, pattern(phrase)))));
        words = new WordMatcher<>(entries);
    }

    public static LabelSuggestions shipped() {
        return new LabelSuggestions(Shipped.yaml("/db/reference/label-words.yaml", Document.class));
    }

    /** In the order of the labels. */
    List<String> of(String title, String markdown) {
        // In paragraphs of their own: no phrase goes from one into the other.
        Set<String> found = new HashSet<>();
        words.find(title + "\n\n" + markdown).forEach(find -> found.add(find.value()));
        return labels.stream().filter(found::contains).toList();
    }

    /** For the test that holds them against the labels there are. */
    List<String> labels() {
        return labels;
    }

    private static Pattern pattern(String phrase) {
        try {
            return phrase.contains("*") ? Pattern.wildcard(phrase) : Pattern.word(phrase);
        } catch (PatternException e) {
            throw new IllegalStateException(phrase + " cannot be looked for", e);
        }
    }

    /** @param labels their words, by the id of the label */
    private record Document(
            String reviewedBy, LocalDate reviewedAt, LocalDate reviewDue, Map<String, List<String>> labels) {}
}
