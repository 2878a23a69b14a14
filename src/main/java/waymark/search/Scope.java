package waymark.search;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * Where it is looked for.
 *
 * @param types thread, post, story, guide
 * @param tags one of these
 */
record Scope(Set<String> types, Optional<String> category, Optional<Collection<String>> tags) {

    /** Only threads and the posts in them are in a category. */
    boolean has(String type) {
        return types.contains(type) && (category.isEmpty() || type.equals("thread") || type.equals("post"));
    }
}
