package waymark.signposting;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service as answers show it, evaluated at one moment.
 *
 * @param openNow null when its hours are not known
 * @param opensAt when it opens next; null while it is open and when its hours are not known
 * @param closesAt when it closes; null while it is shut, when it never closes, and when its hours are not known
 * @param timeZone the zone of the hours, an IANA name
 */
public record Service(
        String id,
        String name,
        String description,
        @Nullable Phone phone,
        @Nullable String email,
        @Nullable String url,
        boolean alwaysOpen,
        @Nullable Boolean openNow,
        @Nullable Instant opensAt,
        @Nullable Instant closesAt,
        List<Hours> hours,
        String timeZone) {

    /** @param uri begins with {@code tel:} */
    public record Phone(String display, String uri) {}

    /**
     * Opening hours that several days share.
     *
     * @param opens wall-clock time, {@code HH:MM}
     */
    public record Hours(List<String> days, String opens, String closes) {}
}
