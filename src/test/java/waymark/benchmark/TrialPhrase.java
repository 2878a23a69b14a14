package waymark.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.lucene.queries.intervals.Intervals;
import org.apache.lucene.queries.intervals.IntervalsSource;
import org.apache.lucene.util.BytesRef;

/**
 * A phrase of the rule book as other matchers can have it: the plain part of the language of phrases, read into a tree. What
 * uses more of the language is left out of the trials.
 */
final class TrialPhrase {

    static final int MOST_WORDS = 50;
    private static final int MOST_WAYS = 64;

    /** Alternatives of sequences; a sequence holds words, gaps and alternatives. */
    private sealed interface Node {}

    private record Word(String word) implements Node {}

    private record Gap(int most) implements Node {}

    private record Either(List<List<Node>> ways) implements Node {}

    private static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Map<String, String> lists;
    private int words;

    private TrialPhrase(Map<String, String> lists) {
        this.lists = lists;
    }

    record Translated(String written, String regex, IntervalsSource intervals) {}

    /** Nothing for a phrase that is not plain enough, or names a long list. */
    static Optional<Translated> translate(String written, Map<String, String> lists) {
        try {
            var whole = new TrialPhrase(lists).either(written, 0);
            return Optional.of(new Translated(written, "\\b" + regex(whole), intervals(whole)));
        } catch (Unfit e) {
            return Optional.empty();
        }
    }

    private Either either(String written, int depth) {
        if (written.contains("!") || written.contains("&&") || depth > 6) {
            throw new Unfit();
        }
        var ways = new ArrayList<List<Node>>();
        for (var way : split(written, '|')) {
            ways.addAll(sequences(way.strip(), depth));
        }
        if (ways.size() > MOST_WAYS || words > MOST_WORDS) {
            throw new Unfit();
        }
        return new Either(ways);
    }

    /** One sequence, or several where an item may be missing. */
    private List<List<Node>> sequences(String written, int depth) {
        List<List<Node>> ways = List.of(List.of());
        for (var item : split(written, ' ')) {
            if (item.isBlank()) {
                continue;
            }
            boolean optional = item.endsWith("?");
            var node = node(optional ? item.substring(0, item.length() - 1) : item, depth);
            var longer = new ArrayList<List<Node>>();
            for (var way : ways) {
                var with = new ArrayList<>(way);
                with.add(node);
                longer.add(with);
                if (optional) {
                    longer.add(way);
                }
            }
            ways = longer;
        }
        if (ways.stream().anyMatch(way -> way.isEmpty() || way.get(way.size() - 1) instanceof Gap)) {
            throw new Unfit();
        }
        return ways;
    }

    private Node node(String item, int depth) {
        if (item.equals("..")) {
            return new Gap(2);
        }
        if (item.equals("...")) {
            return new Gap(5);
        }
        if (item.startsWith("(") && item.endsWith(")")) {
            return either(item.substring(1, item.length() - 1), depth + 1);
        }
        if (item.startsWith("<") && item.endsWith(">")) {
            var list = lists.getOrDefault(item.substring(1, item.length() - 1), "");
            return either(
                    list.lines()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                            .collect(Collectors.joining("|")),
                    depth + 1);
        }
        if (!item.matches("[a-z]{2,}\\*?|[a-z]")) {
            throw new Unfit();
        }
        words++;
        return new Word(item);
    }

    private static List<String> split(String written, char separator) {
        var parts = new ArrayList<String>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == separator && depth == 0) {
                parts.add(written.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(written.substring(start));
        return parts;
    }

    /** Over text in which each word has a blank behind it, and each sentence a line of its own. */
    private static String regex(Node node) {
        if (node instanceof Word word) {
            return word.word.replace("*", "[a-z0-9]*") + " ";
        }
        if (node instanceof Gap gap) {
            return "(?:[a-z0-9]+ ){0," + gap.most + "}";
        }
        return ((Either) node)
                .ways.stream()
                        .map(way -> way.stream().map(TrialPhrase::regex).collect(Collectors.joining()))
                        .collect(Collectors.joining("|", "(?:", ")"));
    }

    private static IntervalsSource intervals(Node node) {
        if (node instanceof Word word) {
            return word.word.endsWith("*")
                    ? Intervals.prefix(new BytesRef(word.word.substring(0, word.word.length() - 1)))
                    : Intervals.term(word.word);
        }
        var ways = ((Either) node).ways.stream().map(TrialPhrase::sequence).toArray(IntervalsSource[]::new);
        return ways.length == 1 ? ways[0] : Intervals.or(false, ways);
    }

    private static IntervalsSource sequence(List<Node> way) {
        IntervalsSource whole = null;
        int gap = 0;
        for (var node : way) {
            if (node instanceof Gap one) {
                gap += one.most;
            } else {
                var next = intervals(node);
                whole = whole == null ? next : Intervals.maxgaps(gap, Intervals.ordered(whole, next));
                gap = 0;
            }
        }
        if (whole == null) {
            throw new Unfit();
        }
        return whole;
    }
}
