package waymark.signposting.matching;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every word that some phrase names, as a number ("symbol"). A word of a text may be several: itself, the beginning of a
 * longer one that a phrase asks for ({@code shiver*}), and what it is a misspelling of.
 */
final class Vocabulary {

    private static final int SHORTEST_PREFIX = 2;
    private static final int SHORTEST_FORGIVEN = 7;

    private final Map<String, Integer> words = new HashMap<>();
    private final Map<String, Integer> prefixes = new HashMap<>();
    private final Map<String, String> spellings;

    /** Words without one of their letters, and which word they were. */
    private final Map<String, Set<String>> shorter = new HashMap<>();

    private final Set<String> ordinary;
    private int count;

    /**
     * @param spellings from a way people write a word to the way phrases have it
     * @param forgiven words that are recognised with one letter missing, added, changed or swapped
     * @param ordinary words that are never taken for a misspelling
     */
    Vocabulary(Map<String, String> spellings, List<String> forgiven, List<String> ordinary) {
        this.spellings = spellings;
        this.ordinary = Set.copyOf(ordinary);
        for (var word : forgiven) {
            if (word.length() < SHORTEST_FORGIVEN) {
                throw new RuleException("'" + word + "' is too short to be recognised when misspelt");
            }
            for (var part : withoutOneLetter(word)) {
                shorter.computeIfAbsent(part, unused -> new LinkedHashSet<>()).add(word);
            }
            shorter.computeIfAbsent(word, unused -> new LinkedHashSet<>()).add(word);
        }
    }

    /** The symbol of a word of a phrase, new or known. A star at the end asks for a beginning. */
    int symbol(String word) {
        if (!word.endsWith("*")) {
            return words.computeIfAbsent(word, unused -> count++);
        }
        var prefix = word.substring(0, word.length() - 1);
        if (prefix.length() < SHORTEST_PREFIX) {
            throw new RuleException("'" + word + "' would match almost anything");
        }
        return prefixes.computeIfAbsent(prefix, unused -> count++);
    }

    /** What a word of a text is; empty for one that no phrase names. */
    int[] symbolsOf(String written) {
        var word = spellings.getOrDefault(written, written);
        var found = exactly(word);
        if (found.length == 0 && word.length() > 4 && word.endsWith("in")) {
            // Feelin, shakin, bleedin.
            found = exactly(word + "g");
        }
        if (found.length == 0 && word.length() > 3 && word.endsWith("s")) {
            // More than one of it, or what it has or is: ports, port's.
            found = exactly(word.substring(0, word.length() - 1));
        }
        if (found.length > 0 || word.length() < SHORTEST_FORGIVEN - 1 || ordinary.contains(word)) {
            return found;
        }
        return meant(word);
    }

    private int[] exactly(String word) {
        var found = new int[word.length() + 1];
        int n = 0;
        var whole = words.get(word);
        if (whole != null) {
            found[n++] = whole;
        }
        for (int end = SHORTEST_PREFIX; end <= Math.min(word.length(), 14); end++) {
            var prefix = prefixes.get(word.substring(0, end));
            if (prefix != null) {
                found[n++] = prefix;
            }
        }
        return Arrays.copyOf(found, n);
    }

    /** Two words are one edit apart when one can be reached from the other by leaving out at most a letter of each. */
    private int[] meant(String word) {
        var candidates = new LinkedHashSet<String>();
        candidates.addAll(shorter.getOrDefault(word, Set.of()));
        for (var part : withoutOneLetter(word)) {
            candidates.addAll(shorter.getOrDefault(part, Set.of()));
        }
        for (var candidate : candidates) {
            if (isOneEdit(word, candidate)) {
                return exactly(candidate);
            }
        }
        return new int[0];
    }

    private static Set<String> withoutOneLetter(String word) {
        var parts = new LinkedHashSet<String>();
        // Nobody's words are so long; the cap keeps hostile ones from costing the square of their length.
        for (int i = 0; i < Math.min(word.length(), 24); i++) {
            parts.add(word.substring(0, i) + word.substring(i + 1));
        }
        return parts;
    }

    private static boolean isOneEdit(String one, String other) {
        int longest = Math.max(one.length(), other.length());
        int start = 0;
        while (start < Math.min(one.length(), other.length()) && one.charAt(start) == other.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < Math.min(one.length(), other.length()) - start
                && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
            end++;
        }
        int changed = longest - start - end;
        boolean swapped = changed == 2
                && one.length() == other.length()
                && one.charAt(start) == other.charAt(start + 1)
                && one.charAt(start + 1) == other.charAt(start);
        return changed <= 1 || swapped;
    }
}
