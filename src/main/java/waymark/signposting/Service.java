package waymark.signposting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waymark.platform.access.Nation;

/**
 * A service as answers show it, evaluated at one moment.
 *
 * @param sms its uri begins with {@code sms:}
 * @param openNow null when its hours are not known
 * @param opensAt when it opens next; null while it is open and when its hours are not known
 * @param closesAt when it closes; null while it is shut, when it never closes, and when its hours are not known
 * @param timeZone the zone of the hours, an IANA name
 * @param nations for whom it is there; none: for everybody
 * @param cost null when it is not known
 * @param textRelay what to dial through Relay UK; null without a phone
 * @param confirmedBy who said that all of this is right, or that somebody still has to
 */
public record Service(
        String id,
        String name,
        String description,
        @Nullable Phone phone,
        @Nullable Phone sms,
        @Nullable String email,
        @Nullable String url,
        boolean alwaysOpen,
        @Nullable Boolean openNow,
        @Nullable Instant opensAt,
        @Nullable Instant closesAt,
        List<Hours> hours,
        String timeZone,
        List<Nation> nations,
        @Nullable String cost,
        @Nullable String textRelay,
        String confirmedBy,
        LocalDate confirmedAt,
        LocalDate reviewDue) {

    /** @param uri begins with {@code tel:} or {@code sms:} */
    public record Phone(String display, String uri) {}

    /**
     * Opening hours that several days share.
     *
     * @param opens wall-clock time, {@code HH:MM}
     */
    public record Hours(List<String> days, String opens, String closes) {}

    /** Somebody picks up the phone there at that moment, as far as is known. */
    boolean answersThePhone() {
        return phone != null && Boolean.TRUE.equals(openNow);
    }
}
