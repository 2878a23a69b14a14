package waymark.search;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Known words that look like one that is not known. They come from the guides and the list of synonyms, which everybody may
 * read, and never from what members wrote: so a suggestion cannot tell anybody what stands where they may not look.
 */
final class Spelling {

    private static final Pattern LETTERS = Pattern.compile("\\p{L}{4,30}");
    private static final double ALIKE = 0.2;
    private static final int MOST = 3;

    private final Map<String, Set<String>> known = new TreeMap<>();

    Spelling(Stream<String> words) {
        words.map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> LETTERS.matcher(word).matches())
                .forEach(word -> known.computeIfAbsent(word, Spelling::trigrams));
    }

    /** The closest first; none for a word that is known, or too short or long to tell. */
    List<String> closeTo(String typed) {
        var word = typed.toLowerCase(Locale.ROOT);
        if (known.containsKey(word) || !LETTERS.matcher(word).matches()) {
            return List.of();
        }
        var pieces = trigrams(word);
        int most = word.length() < 6 ? 1 : 2;
        return known.entrySet().stream()
                .filter(each -> Math.abs(each.getKey().length() - word.length()) <= most)
                .filter(each -> similarity(pieces, each.getValue()) >= ALIKE)
                .map(each -> new Close(each.getKey(), distance(word, each.getKey())))
                .filter(close -> close.distance() <= most)
                .sorted(Comparator.comparingInt(Close::distance).thenComparing(Close::word))
                .limit(MOST)
                .map(Close::word)
                .toList();
    }

    /** Three letters after each other, as pg_trgm has them: two spaces before a word and one after it. */
    private static Set<String> trigrams(String word) {
        var padded = "  " + word + " ";
        var trigrams = new HashSet<String>();
        for (int i = 0; i + 3 <= padded.length(); i++) {
            trigrams.add(padded.substring(i, i + 3));
        }
        return trigrams;
    }

    private static double similarity(Set<String> one, Collection<String> other) {
        long shared = one.stream().filter(other::contains).count();
        return (double) shared / (one.size() + other.size() - shared);
    }

    /** How many letters are missing, too many, wrong, or in the place of their neighbour. */
    private static int distance(String one, String other) {
        var rows = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : cheapest(rows, one, other, i, j);
            }
        }
        return rows[one.length()][other.length()];
    }

    private static int cheapest(int[][] rows, String one, String other, int i, int j) {
        int wrong = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        int cost = Math.min(Math.min(rows[i - 1][j], rows[i][j - 1]) + 1, rows[i - 1][j - 1] + wrong);
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(cost, rows[i - 2][j - 2] + 1) : cost;
    }

    private record Close(String word, int distance) {}
}
