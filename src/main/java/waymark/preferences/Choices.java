package waymark.preferences;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a member has chosen, or what holds until they do.
 *
 * @param hiddenLabels what they would rather not come across, in the order of the labels
 * @param mail what they are also told by e-mail
 * @param quietHours when nothing is sent; null for members who always want to hear
 * @param pausedUntil empty when nothing was paused; may have gone by
 */
public record Choices(
        List<String> hiddenLabels,
        MailChoices mail,
        Digest digest,
        @Nullable QuietHours quietHours,
        ZoneId timeZone,
        @JsonIgnore Optional<Instant> pausedUntil) {

    /** What is for them by name goes out, but not at night; likes and digests only to those who ask for them. */
    public static final Choices DEFAULT = new Choices(
            List.of(),
            new MailChoices(true, true, true, false, true, true, true),
            Digest.NEVER,
            new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0)),
            ZoneId.of("Europe/London"),
            Optional.empty());

    /** When something that has come up may be sent: at once, or when the pause and the quiet hours are over. */
    public Instant mayBeSentAt(Instant now) {
        var unpaused = pausedUntil.filter(end -> end.isAfter(now)).orElse(now);
        return quietHours == null ? unpaused : quietHours.over(unpaused, timeZone);
    }

    Choices withoutMails() {
        var none = new MailChoices(false, false, false, false, false, false, false);
        return new Choices(hiddenLabels, none, Digest.NEVER, quietHours, timeZone, pausedUntil);
    }

    /** Which kinds of news also go by e-mail. */
    public record MailChoices(
            boolean reply,
            boolean mention,
            boolean quote,
            boolean like,
            boolean story,
            boolean decision,
            boolean report) {}

    /** How often somebody wants to be sent what they have missed. */
    public enum Digest {
        NEVER,
        WEEKLY,
        MONTHLY;

        @JsonValue
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Digest of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** From a local time to another, on the next day when that is the earlier one. */
    public record QuietHours(
            @JsonFormat(pattern = "HH:mm") LocalTime from,
            @JsonFormat(pattern = "HH:mm") LocalTime to) {

        private Instant over(Instant at, ZoneId zone) {
            var here = at.atZone(zone);
            if (!includes(here.toLocalTime())) {
                return at;
            }
            var day = here.toLocalTime().isBefore(to)
                    ? here.toLocalDate()
                    : here.toLocalDate().plusDays(1);
            // On the day when clocks go back there may be two of them, and the first has gone by.
            var end = day.atTime(to).atZone(zone);
            return (end.toInstant().isAfter(at) ? end : end.withLaterOffsetAtOverlap()).toInstant();
        }

        private boolean includes(LocalTime time) {
            boolean begun = !time.isBefore(from);
            boolean goesOn = time.isBefore(to);
            return from.isBefore(to) ? begun && goesOn : begun || goesOn;
        }
    }
}
