package waymark.stories.facets;

import java.util.List;
import java.util.Optional;
import waymark.platform.access.Nation;

/**
 * What readers are told about the author of a story.
 *
 * @param diagnosis id of a tag, that of the broadest one where it is generalised
 * @param nation empty also where the author gave one and it is not shown
 * @param generalised what is said less exactly than its author did, of "diagnosis", "year" and "nation", in this order
 * @param sharedBy how many stories say the same at that exactness, this one included
 * @param enough whether these are as many as there have to be; where not, nothing less exact could be said
 */
public record PublishedFacets(
        String diagnosis,
        Optional<Years> years,
        Optional<Nation> nation,
        String role,
        List<String> generalised,
        int sharedBy,
        boolean enough) {}
