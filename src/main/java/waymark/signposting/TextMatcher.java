package waymark.signposting;

import java.util.List;
import waymark.signposting.matching.Match;

/** What looks at a text with a version of the catalogue. */
@FunctionalInterface
public interface TextMatcher {

    TextMatcher OF_THE_CATALOGUE = (catalogue, text) -> catalogue.matcher().match(text);

    List<Match> match(Catalogue catalogue, String text);
}
