package waymark.preferences;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waymark.TestForum;
import waymark.testing.Client;

class PreferencesTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Client member = forum.guest();

    @BeforeEach
    void somebodyChooses() {
        member = forum.member("chooser-" + COUNT.incrementAndGet());
    }

    @Test
    void whoeverHasChosenNothingIsMailedWhatIsForThemAndNotAtNight() {
        var found = member.get("/me/preferences").expect(200);
        assertEquals(JSON.valueToTree(Choosing.usual()), found.json().path("preferences"));
        assertEquals(true, found.json().path("pausedUntil").isNull());
    }

    @Test
    void whatIsChosenIsThereInTheOrderOfTheLabelsAndCanBeSentBackAsItIs() {
        var wanted = Choosing.hiding("children", "death");
        wanted.put("digest", "weekly");
        wanted.put("quietHours", null);
        wanted.put("timeZone", "America/Argentina/Buenos_Aires");
        wanted.put(
                "mail",
                Map.of(
                        "reply",
                        false,
                        "mention",
                        true,
                        "quote",
                        false,
                        "like",
                        true,
                        "story",
                        false,
                        "decision",
                        true,
                        "report",
                        false));
        var saved = member.put("/me/preferences", wanted).expect(200).json().path("preferences");

        wanted.put("hiddenLabels", List.of("death", "children"));
        assertEquals(JSON.valueToTree(wanted), saved);
        assertEquals(saved, member.get("/me/preferences").json().path("preferences"));
        assertEquals(
                saved, member.put("/me/preferences", saved).expect(200).json().path("preferences"));

        var again = member.put("/me/preferences", Choosing.usual()).expect(200);
        assertEquals(JSON.valueToTree(Choosing.usual()), again.json().path("preferences"));
    }

    @Test
    void eachMemberHasTheirOwn() {
        member.put("/me/preferences", Choosing.hiding("death")).expect(200);
        var other = forum.member("other-" + COUNT.incrementAndGet());
        assertEquals(
                JSON.valueToTree(Choosing.usual()),
                other.get("/me/preferences").json().path("preferences"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hiddenLabels | ['weather'] | /hiddenLabels/0",
                "hiddenLabels | ['death', 'death'] | /hiddenLabels",
                "hiddenLabels | null | /hiddenLabels",
                "timeZone | 'Mars/Olympus' | /timeZone",
                "timeZone | '' | /timeZone",
                "digest | 'daily' | /digest",
                "quietHours | {'from': '22:00', 'to': '22:00'} | /quietHours/to",
                "quietHours | {'from': '24:00', 'to': '07:00'} | /quietHours/from",
                "quietHours | {'from': '22:00'} | /quietHours/to",
                "mail | {'reply': true} | /mail/like",
            })
    void whatIsWrongIsNamedAndChangesNothing(String field, String value, String pointer) throws Exception {
        member.put("/me/preferences", Choosing.hiding("relapse")).expect(200);
        var wanted = Choosing.usual();
        wanted.put(field, JSON.readTree(value.replace('\'', '"')));

        var refused = member.put("/me/preferences", wanted);

        assertEquals(true, refused.status() == 400 || refused.status() == 422, "status " + refused.status());
        assertEquals(
                true,
                refused.json().path("errors").findValuesAsText("pointer").contains(pointer),
                refused.json().toString());
        assertEquals(
                JSON.valueToTree(Choosing.hiding("relapse")),
                member.get("/me/preferences").json().path("preferences"));
    }

    @Test
    void aPauseIsThereUntilItIsOver() {
        var until = forum.clock().instant().plus(Duration.ofDays(3));
        assertEquals(
                until.toString(),
                member.put("/me/pause", Map.of("until", until)).expect(200).text("/pausedUntil"));
        member.put("/me/preferences", Choosing.hiding("death")).expect(200);
        assertEquals(until.toString(), member.get("/me/preferences").text("/pausedUntil"));
        forum.clock().advance(Duration.ofDays(3));
        assertEquals(
                true, member.get("/me/preferences").json().path("pausedUntil").isNull());
    }

    @Test
    void aPauseCanBeEndedTwice() {
        member.put("/me/pause", Map.of("until", forum.clock().instant().plus(Duration.ofDays(365))))
                .expect(200);
        member.delete("/me/pause").expect(204);
        member.delete("/me/pause").expect(204);
        assertEquals(
                true, member.get("/me/preferences").json().path("pausedUntil").isNull());
        assertEquals(
                JSON.valueToTree(Choosing.usual()),
                member.get("/me/preferences").json().path("preferences"));
    }

    @ParameterizedTest
    @CsvSource({"PT0S", "-PT1S", "P366D"})
    void aPauseEndsLaterThanNowAndWithinAYear(Duration from) {
        var refused =
                member.put("/me/pause", Map.of("until", forum.clock().instant().plus(from)));
        assertEquals("/until", refused.expect(422).text("/errors/0/pointer"));
    }

    /** In winter London is on UTC; in summer an hour ahead; on the last Sunday of October 01:30 is there twice. */
    @ParameterizedTest
    @CsvSource({
        "22:00, 07:00, 2026-01-10T21:59:59Z, 2026-01-10T21:59:59Z",
        "22:00, 07:00, 2026-01-10T22:00:00Z, 2026-01-11T07:00:00Z",
        "22:00, 07:00, 2026-01-11T00:00:00Z, 2026-01-11T07:00:00Z",
        "22:00, 07:00, 2026-01-11T06:59:59Z, 2026-01-11T07:00:00Z",
        "22:00, 07:00, 2026-01-11T07:00:00Z, 2026-01-11T07:00:00Z",
        "22:00, 07:00, 2026-07-10T21:00:00Z, 2026-07-11T06:00:00Z",
        "22:00, 07:00, 2026-07-10T20:59:59Z, 2026-07-10T20:59:59Z",
        "12:00, 14:00, 2026-01-10T13:00:00Z, 2026-01-10T14:00:00Z",
        "12:00, 14:00, 2026-01-10T14:00:00Z, 2026-01-10T14:00:00Z",
        "12:00, 00:00, 2026-01-10T13:00:00Z, 2026-01-11T00:00:00Z",
        "00:00, 23:59, 2026-01-10T23:59:30Z, 2026-01-10T23:59:30Z",
        "22:00, 01:30, 2026-03-29T00:30:00Z, 2026-03-29T01:30:00Z",
        "22:00, 01:30, 2026-10-25T00:10:00Z, 2026-10-25T00:30:00Z",
        "22:00, 01:30, 2026-10-25T01:10:00Z, 2026-10-25T01:30:00Z",
    })
    void whatComesUpInQuietHoursMayBeSentWhenTheyAreOver(LocalTime from, LocalTime to, Instant now, Instant then) {
        assertEquals(
                then,
                choices(new Choices.QuietHours(from, to), Optional.empty()).mayBeSentAt(now));
    }

    @Test
    void aPauseThatEndsAtNightIsFollowedByTheNight() {
        var night = new Choices.QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0));
        var now = Instant.parse("2026-01-10T12:00:00Z");
        var end = Optional.of(Instant.parse("2026-01-12T00:00:00Z"));
        assertEquals(Instant.parse("2026-01-12T07:00:00Z"), choices(night, end).mayBeSentAt(now));
        assertEquals(end.orElseThrow(), choices(null, end).mayBeSentAt(now));
        assertEquals(now, choices(null, Optional.of(now)).mayBeSentAt(now));
    }

    private static Choices choices(Choices.@Nullable QuietHours quiet, Optional<Instant> pausedUntil) {
        return new Choices(
                List.of(),
                Choices.DEFAULT.mail(),
                Choices.Digest.NEVER,
                quiet,
                ZoneId.of("Europe/London"),
                pausedUntil);
    }
}
