package waymark.gate.matching;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import waymark.platform.text.Folded;

/**
 * Finds any number of patterns in a text. Words are looked up, not searched for, so that two thousand of them take hardly
 * longer than one; regular expressions are tried one by one. Immutable.
 *
 * @param <T> what a pattern stands for
 */
public final class WordMatcher<T> {

    private final Map<String, List<Entry<T>>> byWord = new HashMap<>();
    private final Map<String, List<Entry<T>>> byTwoWords = new HashMap<>();
    private final Trie<Entry<T>> beginnings = new Trie<>();
    private final Trie<Entry<T>> anywhere = new Trie<>();
    private final List<Entry<T>> regexes = new ArrayList<>();

    public WordMatcher(Collection<Entry<T>> entries) {
        entries.forEach(this::add);
    }

    /** Every place where one of the patterns stands, by its bounds in the text as it was written. */
    public List<Find<T>> find(String raw) {
        var folded = Folded.of(raw);
        var finds = new ArrayList<Find<T>>();
        findPhrases(raw, folded, finds);
        var lowerCase = regexes.isEmpty() ? "" : folded.text().toLowerCase(Locale.ROOT);
        for (var entry : regexes) {
            if (entry.pattern() instanceof Regex regex && regex.mayStandIn(lowerCase)) {
                regex.find(folded.text(), (start, end) -> finds.add(find(entry, raw, folded, start, end)));
            }
        }
        return finds;
    }

    private void add(Entry<T> entry) {
        if (entry.pattern() instanceof Phrase phrase) {
            add(entry, phrase.pieces());
        } else {
            regexes.add(entry);
        }
    }

    /** By what it begins with; by its first two words where it can be, because many phrases begin with the same one. */
    private void add(Entry<T> entry, List<Phrase.Piece> pieces) {
        var first = pieces.get(0);
        if (first.openStart()) {
            anywhere.add(first.core(), entry);
        } else if (first.openEnd()) {
            beginnings.add(first.core(), entry);
        } else if (pieces.size() > 1 && !pieces.get(1).isOpen()) {
            put(byTwoWords, first.core() + " " + pieces.get(1).core(), entry);
        } else {
            put(byWord, first.core(), entry);
        }
    }

    private void findPhrases(String raw, Folded folded, List<Find<T>> finds) {
        var words = Words.of(folded.text());
        for (int i = 0; i < words.size(); i++) {
            for (var entry : candidates(words, i)) {
                if (entry.pattern() instanceof Phrase phrase && phrase.stands(words, i)) {
                    int last = i + phrase.pieces().size() - 1;
                    finds.add(find(
                            entry,
                            raw,
                            folded,
                            words.get(i).start(),
                            words.get(last).end()));
                }
            }
        }
    }

    /** Each once: what may stand anywhere in a word may do so several times. */
    private Collection<Entry<T>> candidates(List<Words.Word> words, int at) {
        var word = words.get(at).text();
        var candidates = new ArrayList<>(byWord.getOrDefault(word, List.of()));
        if (!byTwoWords.isEmpty() && at + 1 < words.size()) {
            candidates.addAll(
                    byTwoWords.getOrDefault(word + " " + words.get(at + 1).text(), List.of()));
        }
        beginnings.walk(word, 0, (entry, end) -> candidates.add(entry));
        if (anywhere.isEmpty()) {
            return candidates;
        }
        Set<Entry<T>> each = new LinkedHashSet<>(candidates);
        for (int from = 0; from < word.length(); from++) {
            anywhere.walk(word, from, (entry, end) -> each.add(entry));
        }
        return each;
    }

    private static <T> Find<T> find(Entry<T> entry, String raw, Folded folded, int start, int end) {
        int first = folded.start(start);
        int behind = folded.end(end);
        return new Find<>(entry.value(), raw.substring(first, behind), first, behind);
    }

    private static <T> void put(Map<String, List<Entry<T>>> map, String key, Entry<T> entry) {
        map.computeIfAbsent(key, unused -> new ArrayList<>()).add(entry);
    }

    public record Entry<T>(T value, Pattern pattern) {}

    /** @param words as they were written, from {@code start} to before {@code end} */
    public record Find<T>(T value, String words, int start, int end) {}
}
