package waymark.stories;

import java.util.List;
import java.util.Optional;
import waymark.stories.facets.PublishedFacets;
import waymark.stories.hints.Hint;

/**
 * What the team should think of before a text is published.
 *
 * @param facets as readers would see them; empty while diagnosis or role are missing
 */
record Assessment(List<Hint> hints, Optional<PublishedFacets> facets) {

    /** Whether it needs a second person, whatever the first one thinks. */
    boolean needsSecondPerson() {
        return hints.stream().anyMatch(hint -> hint.kind().needsSecondApproval())
                || facets.map(shown -> !shown.enough()).orElse(false);
    }
}
