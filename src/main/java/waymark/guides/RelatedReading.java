package waymark.guides;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import waymark.ids.StoryId;
import waymark.platform.access.Viewer;

/**
 * Finds what members wrote about the subjects of sections: no more than a guest may read, and without what a member would
 * rather not come across.
 * Nothing is kept in memory, so what is taken down or taken back is gone at once.
 */
final class RelatedReading {

    private static final int MOST = 3;

    private final Clock clock;

    RelatedReading(Clock clock) {
        this.clock = clock;
    }

    /** By the anchor of each section. */
    Map<String, Related> of(DSLContext tx, List<Guide.Section> sections, Viewer viewer) {
        var now = clock.instant();
        var broader = RelatedStore.broader(tx);
        var topics = new LinkedHashMap<String, Set<String>>();
        sections.forEach(section -> topics.put(section.anchor(), withNarrower(section.topics(), broader)));
        var tags = new TreeSet<String>();
        topics.values().forEach(tags::addAll);
        var threads = RelatedStore.threads(tx, tags, viewer, MOST);
        var stories = RelatedStore.stories(tx, tags, now, MOST);
        var storyIds = new LinkedHashMap<String, List<StoryId>>();
        topics.forEach((anchor, of) -> storyIds.put(anchor, first(stories, of)));
        var wanted = new HashSet<StoryId>();
        storyIds.values().forEach(wanted::addAll);
        var known = RelatedStore.storiesById(tx, wanted, now);
        var related = new LinkedHashMap<String, Related>();
        topics.forEach((anchor, of) -> related.put(
                anchor,
                new Related(first(threads, of), present(storyIds.getOrDefault(anchor, List.of()), known::get))));
        return related;
    }

    /** The tags and all that are narrower than one of them. */
    private static Set<String> withNarrower(Collection<String> tags, Map<String, String> broader) {
        var all = new TreeSet<>(tags);
        int before = -1;
        while (before != all.size()) {
            before = all.size();
            broader.forEach((narrower, tag) -> {
                if (all.contains(tag)) {
                    all.add(narrower);
                }
            });
        }
        return all;
    }

    private static <T> List<T> first(List<RelatedStore.Tagged<T>> found, Set<String> tags) {
        var things = new LinkedHashSet<T>();
        found.stream().filter(each -> tags.contains(each.tag())).forEach(each -> things.add(each.thing()));
        return things.stream().limit(MOST).toList();
    }

    private static <K, T> List<T> present(List<K> keys, Function<K, @Nullable T> find) {
        var things = new ArrayList<T>();
        for (var key : keys) {
            var thing = find.apply(key);
            if (thing != null) {
                things.add(Objects.requireNonNull(thing));
            }
        }
        return List.copyOf(things);
    }
}
