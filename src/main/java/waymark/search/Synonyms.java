package waymark.search;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import waymark.platform.text.Shipped;

/** What means the same to those who search, as {@code db/reference/search-synonyms.yaml} has it. Immutable. */
final class Synonyms {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s\\p{Pd}/]+");
    private static final Pattern AROUND_A_WORD = Pattern.compile("^[\\p{Punct}‘’“”…]+|[\\p{Punct}‘’“”…]+$");

    /** "all" says nothing, and ALL is an illness. */
    private static final String ILLNESS = "ALL";

    private final Map<String, Meaning> meanings = new HashMap<>();
    private final List<String> words;
    private int longest;

    private Synonyms(Document document) {
        for (var group : document.groups()) {
            group.same().forEach(term -> put(term, new Meaning(group.same(), true)));
            Stream.ofNullable(group.typed())
                    .flatMap(List::stream)
                    .forEach(term -> put(term, new Meaning(group.same(), false)));
        }
        words = Stream.concat(
                        document.words().stream(), document.groups().stream().flatMap(group -> group.same().stream()))
                .flatMap(Synonyms::split)
                .toList();
    }

    static Synonyms shipped() {
        return new Synonyms(Shipped.yaml("/db/reference/search-synonyms.yaml", Document.class));
    }

    /** What these words, in this order, mean. */
    Optional<Meaning> of(List<String> typed) {
        return Optional.ofNullable(meanings.get(key(String.join(" ", typed))));
    }

    /** So many words at the most are one term. */
    int longest() {
        return longest;
    }

    /** All words that are in it. */
    List<String> words() {
        return words;
    }

    static Stream<String> split(String text) {
        return Arrays.stream(BETWEEN_WORDS.split(text))
                .map(word -> AROUND_A_WORD.matcher(word).replaceAll(""))
                .filter(word -> !word.isEmpty());
    }

    private void put(String term, Meaning meaning) {
        var key = key(term);
        var other = meanings.put(key, meaning);
        if (other != null && !other.same().equals(meaning.same())) {
            throw new IllegalStateException(term + " means two things");
        }
        longest = Math.max(longest, (int) split(key).count());
    }

    private static String key(String term) {
        var words = split(term).toList();
        return words.equals(List.of(ILLNESS))
                ? ILLNESS
                : String.join(" ", words).toLowerCase(Locale.ROOT);
    }

    /**
     * @param same any of them is as good
     * @param itself whether the words that were typed are worth looking for by themselves
     */
    record Meaning(List<String> same, boolean itself) {}

    private record Document(
            String reviewedBy, LocalDate reviewedAt, LocalDate reviewDue, List<Group> groups, List<String> words) {}

    private record Group(List<String> same, @Nullable List<String> typed) {}
}
