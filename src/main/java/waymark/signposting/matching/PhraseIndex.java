package waymark.signposting.matching;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Phrases by the rarest word that each of them needs. A phrase is looked for only in sentences that have the words it
 * needs, which leaves a few of some thousands.
 */
final class PhraseIndex<T> {

    /** A need that more symbols meet than this tells little, and costs more to ask than it saves. */
    private static final int FEW = 100;

    private final Map<Integer, List<Entry<T>>> byNeeded = new HashMap<>();
    private int entries;

    PhraseIndex(List<Meaning<T>> phrases) {
        var uses = new HashMap<Integer, Integer>();
        phrases.forEach(meaning -> countUses(meaning.phrase, uses));
        for (var meaning : phrases) {
            var needs = needs(meaning.phrase);
            var entry = new Entry<>(meaning.phrase, meaning.meaning, telling(needs), entries++);
            rarest(needs, uses).stream()
                    .forEach(symbol -> byNeeded.computeIfAbsent(symbol, unused -> new ArrayList<>())
                            .add(entry));
        }
    }

    private static void countUses(Phrase phrase, Map<Integer, Integer> uses) {
        for (int place = 0; place < phrase.size(); place++) {
            phrase.takenBy(place).stream().forEach(symbol -> uses.merge(symbol, 1, Integer::sum));
        }
    }

    /** For each place there is no way around, what has to be there; what the phrase may begin with stands first. */
    private static List<BitSet> needs(Phrase phrase) {
        var needs = new ArrayList<BitSet>();
        needs.add(phrase.mayBeginWith());
        for (int place = 0; place < phrase.size(); place++) {
            if (!phrase.takenBy(place).isEmpty() && phrase.needs(place)) {
                needs.add(phrase.takenBy(place));
            }
        }
        return List.copyOf(needs);
    }

    /** The needs that few words meet. */
    private static List<int[]> telling(List<BitSet> needs) {
        return needs.stream()
                .filter(need -> need.cardinality() <= FEW)
                .sorted(Comparator.comparingInt(BitSet::cardinality))
                .map(need -> need.stream().toArray())
                .toList();
    }

    /** The need that the fewest phrases share. */
    private static BitSet rarest(List<BitSet> needs, Map<Integer, Integer> uses) {
        var rarest = needs.get(0);
        for (var need : needs) {
            if (weight(need, uses) < weight(rarest, uses)) {
                rarest = need;
            }
        }
        return rarest;
    }

    private static int weight(BitSet symbols, Map<Integer, Integer> uses) {
        return symbols.stream().map(symbol -> uses.getOrDefault(symbol, 0)).sum();
    }

    /** Every place of the sentence where a phrase is. */
    List<Find<T>> in(Sentence sentence) {
        var found = new ArrayList<Find<T>>();
        var present = sentence.symbols();
        var lookedFor = new BitSet(entries);
        for (int symbol = present.nextSetBit(0); symbol >= 0; symbol = present.nextSetBit(symbol + 1)) {
            for (var entry : byNeeded.getOrDefault(symbol, List.of())) {
                if (!lookedFor.get(entry.number)) {
                    lookedFor.set(entry.number);
                    if (entry.mayBeIn(present)) {
                        entry.find(sentence, found);
                    }
                }
            }
        }
        return found;
    }

    record Meaning<T>(Phrase phrase, T meaning) {}

    private record Entry<T>(Phrase phrase, T meaning, List<int[]> needs, int number) {

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

        void find(Sentence sentence, List<Find<T>> found) {
            for (int start = 0; start < sentence.size(); start++) {
                int end = phrase.endFrom(sentence, start);
                if (end >= 0) {
                    found.add(new Find<>(meaning, start, end));
                }
            }
        }
    }

    /** @param end index of its last token */
    record Find<T>(T meaning, int start, int end) {}
}
