package waymark.accounts;

import java.util.List;
import java.util.Set;
import waymark.platform.text.Shipped;

/**
 * The file db/reference/usernames.yaml, which says what each of them is.
 *
 * @param titlesWithin of these also words that begin or end with them
 * @param teamWithin of these also words that begin or end with them
 */
record NameRules(
        Set<String> titles,
        Set<String> titlesWithin,
        Set<String> team,
        Set<String> teamWithin,
        Set<String> reserved,
        Set<String> mailProviders,
        Set<String> mailEndings,
        Offered offered) {

    private static final String RESOURCE = "/db/reference/usernames.yaml";

    record Offered(List<String> first, List<String> second) {}

    static NameRules load() {
        return Shipped.yaml(RESOURCE, NameRules.class);
    }
}
