package waymark.stories.facets;

import java.util.Collection;
import java.util.function.UnaryOperator;

/** k-anonymity of what a published story says about its author. It says nothing about the story itself. */
public final class Anonymity {

    private Anonymity() {}

    /**
     * The most exact facets that at least {@code k} stories share. The diagnosis becomes its broadest family first, then
     * the year a band of five years, then the nation is not said; the role always is. Where even then fewer than
     * {@code k} share them, these least exact facets are answered and {@code enough} is false. The order of the others
     * does not matter.
     *
     * @param others of the stories that are published, without this one, as their authors gave them; they are compared
     *     at the exactness in question
     * @param k at least 1
     * @param familyOf the broadest tag above a diagnosis, or the diagnosis itself
     */
    public static PublishedFacets generalise(
            Facets own, Collection<Facets> others, int k, UnaryOperator<String> familyOf) {
        if (k < 1) {
            throw new IllegalArgumentException("k is " + k);
        }
        return Generalisation.of(own, others, k, familyOf);
    }
}
