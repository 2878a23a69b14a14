package waymark.stories.facets;

import java.util.Optional;
import waymark.platform.access.Nation;

/**
 * What a story says about its author, as the author gave it.
 *
 * @param diagnosis id of a tag
 * @param year of the treatment
 * @param role id of a tag
 */
public record Facets(String diagnosis, Optional<Integer> year, Optional<Nation> nation, String role) {}
