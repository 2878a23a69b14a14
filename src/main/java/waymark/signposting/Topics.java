package waymark.signposting;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a thread is about, from its title and its tags: the same for every reader, and never how its author is. */
public final class Topics {

    /** All else that a title may bring up says something about the person who wrote it. */
    private static final Set<String> PUBLIC = Set.of("driving", "work-money", "young-people", "diagnosis-charity");

    private static final int MOST_TITLES = 10_000;

    private final Directory directory;
    private final Examiner examiner;
    private final Cache<Title, List<String>> titles =
            Caffeine.newBuilder().maximumSize(MOST_TITLES).build();

    public Topics(Directory directory, Examiner examiner) {
        this.directory = directory;
        this.examiner = examiner;
    }

    List<Signposting.Topic> of(String title, Collection<String> tags) {
        var ids = new LinkedHashSet<>(inTitle(title));
        directory.current().topicsOf(tags).stream().filter(PUBLIC::contains).forEach(ids::add);
        return directory.topics(ids);
    }

    private List<String> inTitle(String title) {
        var key = new Title(directory.current().version(), title);
        var known = titles.getIfPresent(key);
        if (known != null) {
            return known;
        }
        var examination = examiner.examine(title);
        var found = examination.signposts().stream().filter(PUBLIC::contains).toList();
        if (examination.checked()) {
            titles.put(new Title(examination.version(), title), found);
        }
        return found;
    }

    private record Title(String version, String words) {}
}
