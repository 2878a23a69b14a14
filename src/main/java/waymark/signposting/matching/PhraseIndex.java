package waymark.signposting.matching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Phrases by the words they may begin with, so that most of them are never looked at. */
final class PhraseIndex<T> {

    private record Entry<T>(Phrase phrase, T meaning) {}

    private final Map<Integer, List<Entry<T>>> byFirst = new HashMap<>();

    void add(Phrase phrase, T meaning) {
        var entry = new Entry<>(phrase, meaning);
        for (long left = phrase.first(); left != 0; left &= left - 1) {
            var taken = phrase.takes().get(Long.numberOfTrailingZeros(left));
            taken.stream()
                    .forEach(symbol -> byFirst.computeIfAbsent(symbol, unused -> new ArrayList<>())
                            .add(entry));
        }
    }

    /** Every place of the sentence where a phrase is, in the order of where they begin. */
    List<Find<T>> in(Sentence sentence) {
        var found = new ArrayList<Find<T>>();
        for (int start = 0; start < sentence.size(); start++) {
            for (int symbol : sentence.at(start).symbols()) {
                for (var entry : byFirst.getOrDefault(symbol, List.of())) {
                    int end = entry.phrase.endFrom(sentence, start);
                    if (end >= 0) {
                        found.add(new Find<>(entry.meaning, start, end));
                    }
                }
            }
        }
        return found;
    }

    /** @param end index of its last token */
    record Find<T>(T meaning, int start, int end) {}
}
