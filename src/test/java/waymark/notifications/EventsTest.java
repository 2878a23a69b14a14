package waymark.notifications;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.App;
import waymark.TestForum;
import waymark.platform.http.ServerSettings;
import waymark.testing.Client;

/** On two servers with one database, and a clock of its own each. */
class EventsTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static App other;

    private String name = "";
    private Client nia = forum.guest();
    private Client omar = forum.guest();
    private String thread = "";

    @BeforeAll
    static void thereIsAnotherServer() {
        other = new App(
                forum.db(),
                new ServerSettings("127.0.0.1", 0, false, Set.of(), Set.of(), false),
                new Ticking(),
                forum.settings());
        other.start();
        other.notificationWorker().close();
    }

    @AfterAll
    static void itStops() {
        other.close();
    }

    @BeforeEach
    void niaHasStartedAThread() {
        int count = COUNT.incrementAndGet();
        name = "nia-" + count;
        nia = forum.member(name);
        omar = forum.member("omar-" + count);
        thread = forum.thread(nia, "Sleeping badly").thread();
        forum.tell();
    }

    @Test
    void whatSomebodyIsToldComesToEveryServerTheyAreConnectedTo() {
        try (var here = new OpenStream(forum.port(), nia, "");
                var there = new OpenStream(other.port(), nia, "")) {
            var reply = forum.reply(omar, thread, "So did I.");
            forum.tell();
            for (var stream : List.of(here, there)) {
                var event = stream.next();
                assertEquals("notification", event.name());
                assertEquals("1", event.id());
                assertEquals("reply", event.data().at("/kind").asText());
                assertEquals(reply, event.data().at("/post/id").asText());
                assertFalse(event.data().toString().contains("So did I"));
            }
        }
    }

    @Test
    void whoeverWasCutOffGetsWhatCameSinceEachOnceAndInItsOrder() {
        replies(5);
        try (var stream = new OpenStream(forum.port(), nia, "2")) {
            assertEquals("3", stream.next().id());
            assertEquals("4", stream.next().id());
            assertEquals("5", stream.next().id());
            replies(1);
            assertEquals("6", stream.next().id());
        }
        // Of somebody else's stream, or of a forum that was put back to an earlier day.
        try (var stream = new OpenStream(forum.port(), nia, "999")) {
            replies(1);
            assertEquals("7", stream.next().id());
        }
        nia.with("Last-Event-ID", "yesterday").get("/events").expectProblem(400, "invalid-request");
    }

    @Test
    void withoutAnIdItBeginsWithTheNext() {
        replies(2);
        try (var stream = new OpenStream(forum.port(), nia, "")) {
            replies(1);
            assertEquals("3", stream.next().id());
        }
    }

    @Test
    void aStreamEndsWithItsSession() {
        var second = new Client(
                forum.port(),
                Optional.of(forum.guest()
                        .post("/sessions", Map.of("username", name, "password", TestForum.PASSWORD))
                        .expect(201)
                        .text("/session/token")));
        try (var stream = new OpenStream(forum.port(), second, "");
                var goesOn = new OpenStream(forum.port(), nia, "")) {
            second.delete("/sessions/current").expect(204);
            assertNull(stream.nextOrEnd());
            replies(1);
            assertEquals("1", goesOn.next().id());
        }
    }

    @Test
    void nothingComesOfWhatWasRemovedWhileTheyWereAway() {
        var reply = forum.reply(omar, thread, "Not for here.");
        forum.tell();
        forum.mo()
                .with("If-Match", "*")
                .put("/posts/" + reply + "/removal", TestForum.removal("Not here."))
                .expect(200);
        replies(1);
        try (var stream = new OpenStream(forum.port(), nia, "0")) {
            assertEquals("2", stream.next().id());
        }
    }

    @Test
    void whoeverPausesIsLeftAloneUntilThePauseEnds() {
        var until = forum.clock().instant().plus(Duration.ofDays(2));
        nia.put("/me/pause", Map.of("until", until.toString())).expect(200);
        replies(1);
        // What is missed would come before the first comment, for which this waits.
        try (var stream = new OpenStream(forum.port(), nia, "0")) {
            assertTrue(stream.hasNothing());
            forum.clock().advance(Duration.ofDays(2).plusMinutes(2));
            assertEquals("1", stream.next().id());
        }
    }

    @Test
    void theSixthStreamEndsTheFirst() {
        var streams = new ArrayList<OpenStream>();
        for (int i = 0; i < 6; i++) {
            streams.add(new OpenStream(forum.port(), nia, ""));
        }
        assertNull(streams.get(0).nextOrEnd());
        replies(1);
        for (var stream : streams.subList(1, 6)) {
            assertEquals("1", stream.next().id());
            stream.close();
        }
    }

    /** Goes on a little each time somebody looks, as real ones do. */
    private static final class Ticking extends Clock {

        private final AtomicLong micros = new AtomicLong();

        @Override
        public Instant instant() {
            return forum.clock().instant().plusNanos(1_000 * micros.incrementAndGet());
        }

        @Override
        public ZoneId getZone() {
            return forum.clock().getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private void replies(int count) {
        for (int i = 0; i < count; i++) {
            forum.reply(omar, thread, "Number " + i);
        }
        forum.tell();
    }
}
