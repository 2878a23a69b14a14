package waymark.preferences;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What members choose in tests. */
public final class Choosing {

    private Choosing() {}

    /** What holds for all who have chosen nothing. A map of its own, to be changed. */
    public static Map<String, Object> usual() {
        var all = new HashMap<String, Object>();
        all.put("hiddenLabels", List.of());
        all.put(
                "mail",
                Map.of(
                        "reply",
                        true,
                        "mention",
                        true,
                        "quote",
                        true,
                        "like",
                        false,
                        "story",
                        true,
                        "decision",
                        true,
                        "report",
                        true));
        all.put("digest", "never");
        all.put("quietHours", Map.of("from", "22:00", "to", "07:00"));
        all.put("timeZone", "Europe/London");
        return all;
    }

    /** The same, and not to come across these labels. */
    public static Map<String, Object> hiding(String... labels) {
        var all = usual();
        all.put("hiddenLabels", List.of(labels));
        return all;
    }
}
