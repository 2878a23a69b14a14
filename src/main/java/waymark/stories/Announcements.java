package waymark.stories;

import org.jooq.DSLContext;
import waymark.ids.StoryId;
import waymark.webhooks.Webhooks;

/** Tells those who show stories elsewhere, by id only. They come back and read what there is. */
final class Announcements {

    private final Webhooks webhooks;

    Announcements(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    void published(DSLContext tx, StoryId id) {
        webhooks.announce(tx, "story.published", id.value());
    }

    /** Its consent or its text has changed. */
    void changed(DSLContext tx, StoryId id) {
        webhooks.announce(tx, "story.changed", id.value());
    }

    void withdrawn(DSLContext tx, StoryId id) {
        webhooks.announce(tx, "story.withdrawn", id.value());
    }
}
