package waymark.signposting.matching;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Phrases by the two words they may begin with. One that may go on with any word is looked for only in sentences that have
 * the other words it needs. So of some thousands only a few are ever walked.
 */
final class PhraseIndex<T> {

    /** A need that more symbols meet than this tells little, and costs more to ask than it saves. */
    private static final int FEW = 100;

    private final Map<Integer, Beginning<T>> byFirst = new HashMap<>();

    PhraseIndex(List<Meaning<T>> phrases) {
        for (var meaning : phrases) {
            var entry = new Entry<>(meaning.phrase, meaning.meaning, needs(meaning.phrase));
            meaning.phrase.mayBeginWith().stream()
                    .forEach(symbol -> byFirst.computeIfAbsent(
                                    symbol, unused -> new Beginning<>(new ArrayList<>(), new HashMap<>()))
                            .add(entry, meaning.phrase.mayGoOnWith(symbol)));
        }
    }

    /** For each place there is no way around, which symbols can stand there; those that fewest can meet stand first. */
    private static List<int[]> needs(Phrase phrase) {
        var needs = new ArrayList<BitSet>();
        for (int place = 0; place < phrase.size(); place++) {
            if (!phrase.takenBy(place).isEmpty() && phrase.needs(place)) {
                needs.add(phrase.takenBy(place));
            }
        }
        return needs.stream()
                .filter(need -> need.cardinality() <= FEW)
                .sorted(Comparator.comparingInt(BitSet::cardinality))
                .map(need -> need.stream().toArray())
                .toList();
    }

    /** Every place of the sentence where a phrase is. */
    List<Find<T>> in(Sentence sentence) {
        var found = new ArrayList<Find<T>>();
        var present = sentence.symbols();
        var known = new HashSet<Find<T>>();
        for (int start = 0; start < sentence.size(); start++) {
            for (int symbol : sentence.at(start).symbols()) {
                var beginning = byFirst.get(symbol);
                if (beginning != null) {
                    beginning.find(sentence, start, present, find -> {
                        if (known.add(find)) {
                            found.add(find);
                        }
                    });
                }
            }
        }
        return found;
    }

    record Meaning<T>(Phrase phrase, T meaning) {}

    /**
     * What begins with one symbol.
     *
     * @param open may end with that, or go on with any word
     */
    private record Beginning<T>(List<Entry<T>> open, Map<Integer, List<Entry<T>>> bySecond) {

        void add(Entry<T> entry, BitSet second) {
            if (second.isEmpty()) {
                open.add(entry);
            }
            second.stream()
                    .forEach(symbol -> bySecond.computeIfAbsent(symbol, unused -> new ArrayList<>())
                            .add(entry));
        }

        void find(Sentence sentence, int start, BitSet present, Consumer<Find<T>> found) {
            for (var entry : open) {
                if (entry.mayBeIn(present)) {
                    entry.find(sentence, start, found);
                }
            }
            if (start + 1 < sentence.size() && !bySecond.isEmpty()) {
                for (int symbol : sentence.at(start + 1).symbols()) {
                    for (var entry : bySecond.getOrDefault(symbol, List.of())) {
                        entry.find(sentence, start, found);
                    }
                }
            }
        }
    }

    private record Entry<T>(Phrase phrase, T meaning, List<int[]> needs) {

        boolean mayBeIn(BitSet present) {
            for (var need : needs) {
                if (!isMet(need, present)) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isMet(int[] need, BitSet present) {
            for (int symbol : need) {
                if (present.get(symbol)) {
                    return true;
                }
            }
            return false;
        }

        void find(Sentence sentence, int start, Consumer<Find<T>> found) {
            int end = phrase.endFrom(sentence, start);
            if (end >= 0) {
                found.accept(new Find<>(meaning, start, end));
            }
        }
    }

    /** @param end index of its last token */
    record Find<T>(T meaning, int start, int end) {}
}
