package waymark.feeds;

import java.util.List;
import java.util.Optional;
import waymark.platform.db.Database;
import waymark.platform.http.Routes;
import waymark.signposting.Directory;
import waymark.stories.Published;

/** What is new in public. The same for everybody: also to members a feed shows what guests may read. */
public final class Feeds {

    static final String THREADS = "/feeds/threads.atom";
    static final String STORIES = "/feeds/stories.atom";

    private static final int MOST_ENTRIES = 50;

    private final Database db;
    private final Published stories;
    private final Directory directory;
    private final Site site;
    private final FeedTexts texts = FeedTexts.load();

    public Feeds(Database db, Published stories, Directory directory, Site site) {
        this.db = db;
        this.stories = stories;
        this.directory = directory;
        this.site = site;
    }

    /** Threads that were started last, but for those that begin with something labelled. */
    String threads() {
        return feed(THREADS, "/threads", texts.threads(), db.read(tx -> FeedStore.threads(tx, MOST_ENTRIES)));
    }

    /** Stories that were published last, of those who allow that search engines find theirs. */
    String stories() {
        var entries = db.read(tx -> stories.onTheWeb(tx, MOST_ENTRIES)).stream()
                .map(Feeds::entry)
                .toList();
        return feed(STORIES, "/stories", texts.stories(), entries);
    }

    private String feed(String path, String page, FeedTexts.Text text, List<AtomFeed.Entry> entries) {
        return new AtomFeed(
                        site,
                        Routes.BASE + path,
                        page,
                        text.title(site.name()),
                        text.subtitle(directory.whomToTalkTo()),
                        entries)
                .write();
    }

    private static AtomFeed.Entry entry(Published.OnTheWeb story) {
        return new AtomFeed.Entry(
                story.id().value(),
                "/stories/" + story.id(),
                story.title(),
                Optional.of(story.attribution()),
                Optional.empty(),
                story.publishedAt(),
                story.revisedAt());
    }
}
