package waymark.signposting.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads phrases as people write them in the catalogue:
 *
 * <pre>
 *   wish .. not ... wake up      words in this order; up to two words between (..), or up to five (...)
 *   passed out|blacked out       one or the other phrase
 *   (wish|hope) not to           one of several words, or groups of words, in one place
 *   shiver*                      any word that begins so
 *   really?                      may be missing
 *   _                            any one word
 *   &lt;kin&gt;                        a word list
 *   (line|picc) &amp;&amp; (red|sore)    both, in either order, at most eight words apart
 *   !not ... !(of|from the)      not directly behind such a word, not directly before such words
 *   ^ ... $                      at the start, at the end of the sentence
 * </pre>
 */
final class PhraseParser {

    private static final int SHORT_GAP = 2;
    private static final int LONG_GAP = 5;
    private static final int APART = 8;

    private final Vocabulary vocabulary;
    private final Map<String, List<String>> lists;

    PhraseParser(Vocabulary vocabulary, Map<String, List<String>> lists) {
        this.vocabulary = vocabulary;
        this.lists = lists;
    }

    /**
     * The phrase as machines: one for each alternative, and where that has sides, one for each order of them.
     *
     * @throws RuleException when it cannot be read
     */
    List<Phrase> parse(String written) {
        return split(written, '|').stream()
                .flatMap(alternative -> phrases(alternative.strip()).stream())
                .toList();
    }

    private List<Phrase> phrases(String written) {
        try {
            return halved(written).stream()
                    .flatMap(half -> whole(half).stream())
                    .toList();
        } catch (RuleException e) {
            throw new RuleException("'" + written + "': " + e.getMessage());
        }
    }

    /** What is too long for one machine is cut in the middle of its longest group, until each piece fits. */
    private List<String> halved(String written) {
        try {
            var unused = whole(written);
            return List.of(written);
        } catch (Places.TooLongException e) {
            var longest = items(written).stream()
                    .filter(item -> alternatives(item).size() > 1)
                    .max(Comparator.comparingInt(item ->
                            alternatives(item).stream().mapToInt(String::length).sum()))
                    .orElseThrow(() -> e);
            var alternatives = alternatives(longest);
            int middle = alternatives.size() / 2;
            return Stream.of(alternatives.subList(0, middle), alternatives.subList(middle, alternatives.size()))
                    .map(half -> "(" + String.join("|", half) + ")")
                    .map(half -> written.replaceFirst(Pattern.quote(longest), Matcher.quoteReplacement(half)))
                    .flatMap(half -> halved(half).stream())
                    .toList();
        }
    }

    private List<String> alternatives(String item) {
        if (item.startsWith("(") && item.endsWith(")")) {
            return split(item.substring(1, item.length() - 1), '|');
        }
        return lists.getOrDefault(item.replaceAll("[<>]", ""), List.of()).stream()
                .flatMap(line -> split(line, '|').stream())
                .toList();
    }

    private List<Phrase> whole(String written) {
        return orders(Arrays.stream(written.split("&&", -1)).map(String::strip).toList());
    }

    private List<Phrase> orders(List<String> sides) {
        return switch (sides.size()) {
            case 1 -> List.of(phrase(sides));
            case 2 -> List.of(phrase(sides), phrase(List.of(sides.get(1), sides.get(0))));
            // Of three, the first leads or ends: the six orders of them would be too many to think about.
            case 3 ->
                List.of(
                        phrase(sides),
                        phrase(List.of(sides.get(0), sides.get(2), sides.get(1))),
                        phrase(List.of(sides.get(1), sides.get(0), sides.get(2))),
                        phrase(List.of(sides.get(1), sides.get(2), sides.get(0))));
            default -> throw new RuleException("&& can join three sides at the most");
        };
    }

    private Phrase phrase(List<String> sides) {
        var places = new Places();
        var notBefore = new BitSet();
        Phrase notAfter = null;
        boolean fromStart = false;
        boolean toEnd = false;
        Places.Part whole = null;
        for (var side : sides) {
            var items = items(side);
            if (!items.isEmpty() && items.get(0).equals("^")) {
                fromStart = true;
                items.remove(0);
            }
            if (!items.isEmpty() && items.get(items.size() - 1).equals("$")) {
                toEnd = true;
                items.remove(items.size() - 1);
            }
            if (items.size() > 1 && items.get(0).startsWith("!")) {
                notBefore.or(oneWord(items.remove(0).substring(1)));
            }
            if (items.size() > 1 && items.get(items.size() - 1).startsWith("!")) {
                notAfter = phrase(List.of(items.remove(items.size() - 1).substring(1)));
            }
            var part = sequence(places, items, new HashSet<>());
            whole = whole == null ? part : places.then(places.then(whole, places.gap(APART)), part);
        }
        if (whole == null || whole.mayBeEmpty()) {
            throw new RuleException("there has to be at least one word that must be there");
        }
        for (long left = whole.first(); left != 0; left &= left - 1) {
            if (places.takes.get(Long.numberOfTrailingZeros(left)).isEmpty()) {
                throw new RuleException("it cannot begin with just any word");
            }
        }
        return new Phrase(
                places.takes, whole.first(), places.next, whole.last(), notBefore, notAfter, fromStart, toEnd);
    }

    /**
     * The single words of a list.
     *
     * @throws RuleException when there is no such list, or it holds more than single words
     */
    BitSet words(String list) {
        return oneWord(list);
    }

    private BitSet oneWord(String group) {
        var places = new Places();
        var part = item(places, group, new HashSet<>());
        if (places.takes.size() != 1 || part.mayBeEmpty()) {
            throw new RuleException("only single words can stand here");
        }
        return places.takes.get(0);
    }

    private Places.Part sequence(Places places, List<String> items, Set<String> inside) {
        if (items.isEmpty()) {
            throw new RuleException("a word is missing");
        }
        Places.Part whole = null;
        for (var item : items) {
            var part = item(places, item, inside);
            whole = whole == null ? part : places.then(whole, part);
        }
        return Objects.requireNonNull(whole);
    }

    private Places.Part item(Places places, String written, Set<String> inside) {
        if (written.equals("..")) {
            return places.gap(SHORT_GAP);
        }
        if (written.equals("...")) {
            return places.gap(LONG_GAP);
        }
        if (written.equals("_")) {
            return places.place(Places.ANY);
        }
        if (written.endsWith("?")) {
            return item(places, written.substring(0, written.length() - 1), inside)
                    .orNothing();
        }
        boolean group = written.startsWith("(") && closing(written, 0) == written.length() - 1;
        return alternatives(places, group ? written.substring(1, written.length() - 1) : written, inside);
    }

    /** Single words share one place, so that long lists cost no more than short ones. */
    private Places.Part alternatives(Places places, String written, Set<String> inside) {
        var single = new BitSet();
        var parts = new ArrayList<Places.Part>();
        for (var alternative : split(written, '|')) {
            collect(places, alternative.strip(), inside, single, parts);
        }
        if (!single.isEmpty()) {
            parts.add(places.place(single));
        }
        return parts.stream().reduce(Places.Part::or).orElseThrow(() -> new RuleException("a word is missing"));
    }

    private void collect(
            Places places, String alternative, Set<String> inside, BitSet single, List<Places.Part> parts) {
        if (alternative.startsWith("<") && alternative.endsWith(">") && !alternative.contains(" ")) {
            var name = alternative.substring(1, alternative.length() - 1);
            var list = lists.get(name);
            if (list == null) {
                throw new RuleException("there is no word list called " + name);
            }
            if (!inside.add(name)) {
                throw new RuleException("the word list " + name + " contains itself");
            }
            list.forEach(
                    entry -> split(entry, '|').forEach(one -> collect(places, one.strip(), inside, single, parts)));
            inside.remove(name);
        } else if (isSingleWord(alternative)) {
            single.set(vocabulary.symbol(alternative));
        } else {
            var items = items(alternative);
            if (items.size() == 1 && !isSpecial(alternative)) {
                throw new RuleException("'" + alternative + "' cannot be read");
            }
            parts.add(items.size() == 1 ? item(places, items.get(0), inside) : sequence(places, items, inside));
        }
    }

    private static boolean isSpecial(String item) {
        return item.equals("_")
                || item.equals("..")
                || item.equals("...")
                || item.endsWith("?")
                || (item.startsWith("(") && closing(item, 0) == item.length() - 1);
    }

    private static boolean isSingleWord(String written) {
        return !written.isEmpty()
                && !written.equals("_")
                && !written.startsWith(".")
                && written.codePoints()
                        .noneMatch(
                                c -> c == ' ' || c == '(' || c == ')' || c == '<' || c == '>' || c == '?' || c == '!');
    }

    /** What stands between spaces, a group in brackets counting as one. */
    private static List<String> items(String written) {
        var items = new ArrayList<String>();
        for (var item : split(written, ' ')) {
            if (!item.isBlank()) {
                items.add(item);
            }
        }
        return items;
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
            if (depth < 0) {
                throw new RuleException("a bracket is closed that was not opened");
            }
        }
        if (depth > 0) {
            throw new RuleException("a bracket is not closed");
        }
        parts.add(written.substring(start));
        return parts;
    }

    private static int closing(String written, int opening) {
        int depth = 0;
        for (int i = opening; i < written.length(); i++) {
            if (written.charAt(i) == '(') {
                depth++;
            } else if (written.charAt(i) == ')' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }
}
