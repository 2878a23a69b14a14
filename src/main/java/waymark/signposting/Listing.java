package waymark.signposting;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A service as the directory keeps it: what it is, and when somebody answers. */
record Listing(
        String id,
        String name,
        String description,
        @Nullable String phoneDisplay,
        @Nullable String phoneE164,
        @Nullable String email,
        @Nullable String url,
        boolean alwaysOpen,
        OpeningHours hours) {

    /** The service as it is at that moment. */
    Service at(Instant now) {
        boolean unknown = !alwaysOpen && hours.week().isEmpty();
        var open = alwaysOpen ? Optional.<OpeningHours.Open>empty() : hours.openAt(now);
        boolean openNow = alwaysOpen || open.isPresent();
        return new Service(
                id,
                name,
                description,
                phoneDisplay == null ? null : new Service.Phone(phoneDisplay, "tel:" + phoneE164),
                email,
                url,
                alwaysOpen,
                unknown ? null : openNow,
                unknown || openNow ? null : hours.opensAfter(now).orElse(null),
                open.map(OpeningHours.Open::until).orElse(null),
                shownHours(),
                hours.zone().getId());
    }

    /** Days with the same hours together, in the order of the week. */
    private List<Service.Hours> shownHours() {
        var daysByTimes = new LinkedHashMap<List<LocalTime>, List<String>>();
        for (var day : DayOfWeek.values()) {
            for (var span : hours.week()) {
                if (span.day() == day) {
                    daysByTimes
                            .computeIfAbsent(List.of(span.opens(), span.closes()), unused -> new ArrayList<>())
                            .add(day.name().toLowerCase(Locale.ROOT));
                }
            }
        }
        return daysByTimes.entrySet().stream()
                .map(entry -> new Service.Hours(
                        entry.getValue(),
                        entry.getKey().get(0).toString(),
                        entry.getKey().get(1).toString()))
                .toList();
    }
}
