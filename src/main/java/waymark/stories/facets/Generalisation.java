package waymark.stories.facets;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import waymark.platform.access.Nation;

/**
 * How much less exactly something is said: the diagnosis as its broadest family first, then the year as a band of five,
 * then no nation. Each step is taken only where those before it were not enough. The role is always said.
 */
enum Generalisation {
    NONE,
    DIAGNOSIS,
    YEAR,
    NATION;

    /**
     * The most exact facets that at least so many stories share, or the least exact ones where no facets do.
     *
     * @param others as their authors gave them; they are compared at the same exactness
     * @param familyOf the broadest tag above a diagnosis, or the diagnosis itself
     */
    static PublishedFacets of(Facets own, Collection<Facets> others, int k, UnaryOperator<String> familyOf) {
        for (var step : values()) {
            var said = step.said(own, familyOf);
            long sharing = others.stream()
                    .filter(other -> step.said(other, familyOf).equals(said))
                    .count();
            int sharedBy = Math.toIntExact(sharing + 1);
            if (sharedBy >= k || step == NATION) {
                return said.published(changed(own, said), sharedBy, sharedBy >= k);
            }
        }
        throw new AssertionError("the last step always answers");
    }

    private Said said(Facets facets, UnaryOperator<String> familyOf) {
        return new Said(
                reaches(DIAGNOSIS) ? familyOf.apply(facets.diagnosis()) : facets.diagnosis(),
                facets.year().map(year -> reaches(YEAR) ? Years.around(year) : Years.only(year)),
                reaches(NATION) ? Optional.empty() : facets.nation(),
                facets.role());
    }

    private boolean reaches(Generalisation step) {
        return compareTo(step) >= 0;
    }

    /** A family that is its own, or a nation that nobody gave, is not said less exactly. */
    private static List<String> changed(Facets own, Said said) {
        var changed = new ArrayList<String>();
        if (!said.diagnosis().equals(own.diagnosis())) {
            changed.add("diagnosis");
        }
        if (!said.years().equals(own.year().map(Years::only))) {
            changed.add("year");
        }
        if (!said.nation().equals(own.nation())) {
            changed.add("nation");
        }
        return List.copyOf(changed);
    }

    private record Said(String diagnosis, Optional<Years> years, Optional<Nation> nation, String role) {

        PublishedFacets published(List<String> generalised, int sharedBy, boolean enough) {
            return new PublishedFacets(diagnosis, years, nation, role, generalised, sharedBy, enough);
        }
    }
}
