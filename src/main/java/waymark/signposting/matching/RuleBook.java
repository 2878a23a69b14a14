package waymark.signposting.matching;

import java.util.List;
import java.util.Map;

/**
 * What the matcher knows, as data: part of a version of the catalogue. Lists and phrases are texts, one entry a line;
 * lines that begin with {@code #} are remarks. How phrases are written, {@link PhraseParser} tells.
 *
 * @param lists words and phrases by the name under which phrases use them; entries also apart by {@code |}
 * @param spellings lines of the form {@code tempreture temprature = temperature}
 * @param forgiven words of seven letters and more that are recognised with one letter wrong
 * @param ordinary words that are never taken for a misspelling of one of those
 * @param otherwise phrases that mean something else; their words are not looked at again
 * @param cues what tells how something is said, by its kind; see {@link Cue}
 * @param rules by their id
 */
public record RuleBook(
        Map<String, String> lists,
        String spellings,
        String forgiven,
        String ordinary,
        String otherwise,
        Map<String, String> cues,
        Map<String, Rule> rules) {

    /**
     * @param signposts the ids it leads to, one at least
     * @param reading how a find is judged
     * @param page whether a find is certain enough to wake somebody up; matters in tier 1 only
     * @param phrases one a line
     */
    public record Rule(List<String> signposts, Reading reading, boolean page, String phrases) {}

    /** The entries of a text of this book. */
    static List<String> lines(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }
}
