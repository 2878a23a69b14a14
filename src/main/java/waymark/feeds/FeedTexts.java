package waymark.feeds;

import java.util.Objects;
import waymark.platform.text.Shipped;

/** The file db/reference/feeds.yaml: what feeds are called, with a place for the site, and what stands below, with one for the helpline. */
record FeedTexts(Text threads, Text stories) {

    private static final String RESOURCE = "/db/reference/feeds.yaml";

    FeedTexts {
        Objects.requireNonNull(threads);
        Objects.requireNonNull(stories);
    }

    static FeedTexts load() {
        return Shipped.yaml(RESOURCE, FeedTexts.class);
    }

    record Text(String title, String subtitle) {

        Text {
            Objects.requireNonNull(title);
            Objects.requireNonNull(subtitle);
        }

        String title(String site) {
            return title.replace("{site}", site);
        }

        String subtitle(String helpline) {
            return subtitle.replace("{helpline}", helpline);
        }
    }
}
