package waymark.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody looks for. Words next to each other are all wanted; {@code or} stands between those of which one is enough,
 * quotes around words that follow each other, and a hyphen before what is not wanted.
 *
 * @param choices one of them is enough
 */
record Wanted(List<List<Term>> choices) {

    /** A quote that is not closed goes on to the end. */
    private static final Pattern TERM = Pattern.compile("(-?)\"([^\"]*)(?:\"|$)|(\\S+)");

    /**
     * @param quoted exactly these words
     * @param unwanted nothing is found that has it
     */
    record Term(String text, boolean quoted, boolean unwanted) {

        /** May stand for something else that means the same. */
        boolean isPlain() {
            return !quoted && !unwanted;
        }
    }

    static Wanted parse(String typed) {
        var choices = new ArrayList<List<Term>>();
        var terms = new ArrayList<Term>();
        var each = TERM.matcher(typed);
        while (each.find()) {
            var term = term(each);
            if (term.isPlain() && term.text().toLowerCase(Locale.ROOT).equals("or")) {
                choices.add(List.copyOf(terms));
                terms.clear();
            } else {
                terms.add(term);
            }
        }
        choices.add(List.copyOf(terms));
        return new Wanted(List.copyOf(choices));
    }

    private static Term term(Matcher found) {
        if (found.group(3) == null) {
            return new Term(found.group(2), true, !found.group(1).isEmpty());
        }
        var word = found.group(3);
        boolean unwanted = word.length() > 1 && word.startsWith("-");
        return new Term(unwanted ? word.substring(1) : word, false, unwanted);
    }
}
