package waymark.gate.matching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Finds, letter by letter, everything that begins at a place in a word. */
final class Trie<T> {

    private final Map<Character, Trie<T>> next = new HashMap<>();
    private final List<T> values = new ArrayList<>();

    void add(String text, T value) {
        var node = this;
        for (int i = 0; i < text.length(); i++) {
            node = node.next.computeIfAbsent(text.charAt(i), letter -> new Trie<>());
        }
        node.values.add(value);
    }

    boolean isEmpty() {
        return next.isEmpty();
    }

    /** Tells each value whose text begins there, and where it ends. */
    void walk(String word, int from, BiConsumer<T, Integer> found) {
        var node = this;
        for (int i = from; i < word.length(); i++) {
            node = node.next.get(word.charAt(i));
            if (node == null) {
                return;
            }
            for (var value : node.values) {
                found.accept(value, i + 1);
            }
        }
    }
}
