package waymark.threads;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jooq.DSLContext;
import waymark.platform.db.Database;
import waymark.platform.erasure.Batch;
import waymark.platform.erasure.Placeholders;
import waymark.platform.text.Markdown;

/**
 * What becomes of posts that their authors have taken back. Nobody but moderators sees them any more; after some time their
 * words go too, and with them what was made from them and what others quoted. Not while a case about one is open, nor while the
 * law wants what its author wrote to be kept.
 */
public final class DeletedPosts {

    /** As the registry of personal data says: long enough for somebody to report what they saw before it went. */
    static final Duration KEPT = Duration.ofDays(90);

    private final Database db;
    private final Clock clock;

    public DeletedPosts(Database db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** How many have words that would go now. Changes nothing. */
    public int count() {
        return db.read(tx -> ErasedPostStore.countDeleted(tx, before()));
    }

    /**
     * Takes the words out of those that were taken back long ago.
     *
     * @return how many
     */
    public int empty() {
        int emptied = 0;
        int batch = Batch.SIZE;
        while (batch == Batch.SIZE && !Thread.currentThread().isInterrupted()) {
            batch = db.write(this::emptySome);
            emptied += batch;
        }
        return emptied;
    }

    private int emptySome(DSLContext tx) {
        var posts = ErasedPostStore.lockDeleted(tx, before(), Batch.SIZE);
        if (!posts.isEmpty()) {
            ErasedPostStore.removeQuotesOf(tx, posts);
            ErasedPostStore.clearAround(tx, posts);
            ErasedPostStore.unlike(tx, posts);
            ErasedPostStore.untitleDeleted(tx, posts);
            var place = Markdown.parse(Placeholders.POST).render(Map.of());
            ErasedPostStore.empty(tx, posts, place, true, clock.instant());
        }
        return posts.size();
    }

    private Instant before() {
        return clock.instant().minus(KEPT);
    }
}
