package waymark.following;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.testing.Client;

/** Alice has started a thread, and Bob the other one that its posts are appended to: two posts in each. */
class MergedThreadTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Client rita = forum.member("rita-" + COUNT.incrementAndGet());
    private String thread = "";
    private String other = "";

    @BeforeEach
    void twoThreadsAboutTheSame() {
        other = forum.thread(forum.bob(), "The same question").thread();
        thread = forum.thread(forum.alice(), "The same question again").thread();
        forum.reply(forum.member("carol"), thread, "An answer.");
        forum.reply(forum.member("dan"), other, "An answer there.");
        forum.clock().advance(Duration.ofMinutes(1));
    }

    @Test
    void whoFollowedItFollowsTheOther() {
        set(rita, thread, "watching");
        merge();
        assertEquals("watching", level(rita, other));
        assertEquals(List.of(other), followed(rita));
        assertEquals("watching", level(forum.alice(), other));
        assertEquals("tracking", level(forum.member("carol"), other));
        assertEquals("watching", level(forum.bob(), other));
    }

    @Test
    void ofTwoLevelsTheStrongerStaysAndWhatIsMutedStaysMuted() {
        var all = List.of(
                new Levels("tracking", "watching", "watching"),
                new Levels("watching", "tracking", "watching"),
                new Levels("tracking", "normal", "tracking"),
                new Levels("normal", "tracking", "tracking"),
                new Levels("muted", "watching", "muted"),
                new Levels("watching", "muted", "muted"));
        for (var levels : all) {
            set(levels.reader(), thread, levels.from());
            set(levels.reader(), other, levels.to());
        }
        merge();
        for (var levels : all) {
            assertEquals(levels.then(), level(levels.reader(), other), levels.toString());
        }
    }

    @Test
    void whatWasReadInBothIsRead() {
        read(rita, other, 2);
        read(rita, thread, 1);
        merge();
        assertEquals(3, reading(rita).at("/readUpTo").asInt());
        assertEquals(4, reading(rita).at("/firstUnread").asInt());
        assertEquals(1, reading(rita).at("/unread").asInt());
    }

    /** Rather shown again than passed over. */
    @Test
    void whatWasNotReadThereStaysUnread() {
        read(rita, other, 1);
        read(rita, thread, 2);
        var neverThere = forum.member("never-there-" + COUNT.incrementAndGet());
        read(neverThere, thread, 2);
        merge();
        assertEquals(1, reading(rita).at("/readUpTo").asInt());
        assertEquals(2, reading(rita).at("/firstUnread").asInt());
        assertEquals(0, reading(neverThere).at("/readUpTo").asInt());
        assertEquals(1, reading(neverThere).at("/firstUnread").asInt());
    }

    @Test
    void onesOwnWordsAtTheEndAreReadAndSoAreThoseThatHaveGone() {
        read(rita, other, 2);
        forum.reply(rita, other, "My own.");
        var gone = forum.reply(forum.bob(), other, "Never mind.");
        forum.bob().with("If-Match", "*").delete("/posts/" + gone).expect(204);
        read(rita, thread, 2);
        merge();
        assertEquals(6, reading(rita).at("/readUpTo").asInt());
        assertEquals(0, reading(rita).at("/unread").asInt());
    }

    private void merge() {
        forum.mo()
                .with("If-Match", "*")
                .post("/threads/" + thread + "/merge", Map.of("into", other))
                .expect(200);
    }

    private static void set(Client who, String thread, String level) {
        who.put("/threads/" + thread + "/following", Map.of("level", level)).expect(200);
    }

    private static void read(Client who, String thread, int number) {
        who.put("/threads/" + thread + "/read-position", Map.of("number", number))
                .expect(200);
    }

    private static String level(Client who, String thread) {
        return who.get("/threads/" + thread).expect(200).text("/viewer/reading/following");
    }

    private JsonNode reading(Client who) {
        return who.get("/threads/" + other).expect(200).at("/viewer/reading");
    }

    private static List<String> followed(Client who) {
        return who.get("/me/following").expect(200).texts("/items", "/id");
    }

    /** @param then what is left of the two */
    private record Levels(String from, String to, String then) {

        Client reader() {
            return forum.member(from + "-" + to);
        }
    }
}
