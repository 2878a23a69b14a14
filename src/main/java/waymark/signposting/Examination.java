package waymark.signposting;

import java.util.List;
import waymark.signposting.matching.Match;

/**
 * What came of looking at a text.
 *
 * @param checked false when looking failed, and so nothing is known
 * @param version of the catalogue
 */
public record Examination(boolean checked, String version, List<Match> matches) {

    /** For a change that left the words as they were. */
    public static final Examination NOTHING_NEW = new Examination(true, "", List.of());

    static Examination of(String version, List<Match> matches) {
        return new Examination(true, version, List.copyOf(matches));
    }

    static Examination unchecked(String version) {
        return new Examination(false, version, List.of());
    }

    /** Whether there is nothing to say about it, because nothing was found. */
    boolean clear() {
        return checked && matches.isEmpty();
    }

    List<String> signposts() {
        return matches.stream().map(Match::signpost).distinct().sorted().toList();
    }

    List<String> rules() {
        return matches.stream().map(Match::rule).distinct().sorted().toList();
    }
}
