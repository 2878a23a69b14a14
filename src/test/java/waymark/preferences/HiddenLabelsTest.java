package waymark.preferences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.platform.access.Role;
import waymark.platform.http.ContractRoute;
import waymark.stories.Storyteller;
import waymark.testing.CaseDesk;
import waymark.testing.Client;

/** A word stands in a thread that is about death, in a reply that is, and in a reply within such a thread. */
class HiddenLabelsTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Where somebody comes across what others wrote. */
    private static final List<String> LISTS = List.of(
            "/threads?limit=100",
            "/threads?limit=100&sort=newest",
            "/threads?limit=100&sort=unanswered",
            "/threads?limit=100&category=recovery",
            "/threads?limit=100&sort=newest&tag=fatigue",
            "/threads?limit=1",
            "/search?q={word}",
            "/search?q={word}&type=thread&category=recovery&tag=fatigue",
            "/search?q={word}&type=post&limit=100",
            "/search?q=quagga-is-not-it+or+{word}",
            "/search/similar?title={word}",
            "/me/catch-up?limit=100",
            "/me/following?limit=100",
            "/guides/looking-after-someone",
            "/stories/{story}");

    /** What somebody asks for by its address, where a part of it may be covered. */
    private static final List<String> ADDRESSES = List.of(
            "/threads/{thread}",
            "/threads/{thread}/posts",
            "/threads/{plain}/posts",
            "/posts/{reply}",
            "/posts/{quoting}");

    /** Read paths with words of members that are neither. */
    private static final Set<String> OTHERS = Set.of(
            // What is hidden there, NotificationTest tells.
            "/notifications",
            "/events",
            // Their own words, and what was decided about these.
            "/me/submissions",
            "/submissions/{submission}",
            "/posts/{post}/revisions",
            "/me/reports",
            "/me/decisions",
            "/decisions/{decision}",
            "/reports/{receipt}",
            // Read by programs that are not signed in: the same for everybody.
            "/feeds/threads.atom",
            // Names.
            "/members/{username}",
            "/posts/{post}/likes");

    private final Map<String, String> ids = new HashMap<>();
    private String word = "";
    private Client careful = forum.guest();
    private Client other = forum.guest();

    @BeforeEach
    void somebodyWritesAboutDeath() {
        int number = COUNT.incrementAndGet();
        word = "quetzal" + "abcdefghijklmnopqrstuvwxyz".charAt(number);
        careful = forum.member("careful-" + number);
        other = forum.member("other-" + number);
        ids.put("word", word);
        ids.put("thread", start(word));
        ids.put("unanswered", start(word));
        ids.put("plain", start("something else"));
        ids.put("inside", forum.reply(forum.bob(), id("thread"), "I saw a " + word + ", too."));
        ids.put("reply", forum.reply(forum.alice(), id("plain"), "There was a " + word + " there."));
        var quote = List.of(Map.of("post", id("reply"), "text", "was a " + word));
        ids.put(
                "quoting",
                forum.bob()
                        .post(filled("/threads/{plain}/posts"), Map.of("markdown", "Oh dear.", "quotes", quote))
                        .expect(201)
                        .text("/post/id"));
        label(forum.alice(), opening("thread"), "death");
        label(forum.alice(), opening("unanswered"), "cost", "death");
        label(forum.alice(), id("reply"), "children", "death");
        for (var reader : List.of(careful, other)) {
            for (var thread : List.of("thread", "unanswered", "plain")) {
                reader.put(filled("/threads/{" + thread + "}/following"), Map.of("level", "watching"))
                        .expect(200);
            }
        }
        ids.put("story", new Storyteller(forum).published(forum.member("storyteller-" + number)));
        hide(careful, "relapse", "death");
        hide(other, "relapse");
    }

    @Test
    void whoeverHidesALabelDoesNotComeAcrossItAnywhere() {
        forum.mo()
                .with("If-Match", "*")
                .put(filled("/threads/{thread}/pin"), Map.of("until", "2026-03-11T12:00:00Z"))
                .expect(200);
        var found = new ArrayList<String>();
        for (var list : LISTS) {
            if (careful.get(filled(list)).expect(200).body().contains(word)) {
                found.add("hidden, and there: " + list);
            }
            for (var reader : List.of(other, forum.member("fresh-" + COUNT.incrementAndGet()), forum.guest())) {
                boolean theirOwn = list.startsWith("/me/") && reader != other;
                if (!theirOwn && !reader.get(filled(list)).expect(200).body().contains(word)) {
                    found.add("not hidden, and not there: " + list);
                }
            }
        }
        assertEquals(List.of(), found);
        hide(careful);
        for (var list : LISTS) {
            assertTrue(careful.get(filled(list)).expect(200).body().contains(word), list);
        }
    }

    @Test
    void whatSomebodyAsksForByItsAddressIsThere() {
        for (var address : ADDRESSES) {
            assertTrue(careful.get(filled(address)).expect(200).body().contains(word), address);
        }
    }

    @Test
    void whatIsHiddenIsSaidBesideThePosts() {
        var page = careful.get(filled("/threads/{plain}")).expect(200);
        assertEquals(List.of("death"), page.texts("/viewer/posts/" + id("reply") + "/hiddenLabels", ""));
        assertEquals(List.of(), page.texts("/viewer/posts/" + id("reply") + "/hiddenQuotes", ""));
        assertEquals(List.of(), page.texts("/viewer/posts/" + id("quoting") + "/hiddenLabels", ""));
        assertEquals(List.of(id("reply")), page.texts("/viewer/posts/" + id("quoting") + "/hiddenQuotes", ""));
        assertEquals(List.of("death"), careful.get(filled("/posts/{reply}")).texts("/viewer/hiddenLabels", ""));
        for (var reader : List.of(other, forum.alice(), forum.guest())) {
            assertEquals(
                    List.of(),
                    reader.get(filled("/threads/{plain}"))
                            .expect(200)
                            .texts("/viewer/posts/" + id("reply") + "/hiddenLabels", ""));
        }
    }

    @Test
    void whatEverybodyReadsIsTheSameForWhoeverHidesIt() {
        var mine = careful.get(filled("/threads/{plain}")).json();
        var theirs = other.get(filled("/threads/{plain}")).json();
        assertEquals(theirs.path("thread"), mine.path("thread"));
        assertEquals(theirs.path("posts"), mine.path("posts"));
    }

    @Test
    void whatSomebodyWroteThemselvesStays() {
        hide(forum.alice(), "death");
        for (var list : List.of("/threads?limit=100", "/search?q={word}&type=thread", "/search?q={word}&type=post")) {
            assertTrue(forum.alice().get(filled(list)).expect(200).body().contains(word), list);
        }
        hide(forum.bob(), "death");
        var found = forum.bob().get(filled("/search?q={word}&limit=100")).expect(200);
        assertEquals(List.of(id("inside")), found.texts("/items", "/id"));
        hide(forum.alice());
        hide(forum.bob());
    }

    @Test
    void repliesThatAreHiddenAreNotCountedAsUnread() {
        assertEquals(2, unread(careful));
        assertEquals(3, unread(other));
        for (var reader : List.of(careful, other)) {
            reader.put(filled("/threads/{plain}/read-position"), Map.of("number", 3))
                    .expect(200);
        }
        label(forum.alice(), forum.reply(forum.alice(), id("plain"), "And then."), "death");
        assertFalse(careful.get("/me/catch-up?limit=100").texts("/items", "/id").contains(id("plain")));
        assertTrue(other.get("/me/catch-up?limit=100").texts("/items", "/id").contains(id("plain")));
    }

    @Test
    void aModeratorWhoSaysWhatAPostIsAboutHidesIt() {
        label(forum.mo(), id("quoting"), "relapse");
        assertFalse(careful.get("/search?q=dear&type=post&limit=100")
                .texts("/items", "/id")
                .contains(id("quoting")));
        label(forum.mo(), id("quoting"));
        assertTrue(careful.get("/search?q=dear&type=post&limit=100")
                .texts("/items", "/id")
                .contains(id("quoting")));
    }

    @Test
    void noPageIsShortBecauseOfWhatIsHidden() {
        var plain = start("a third thing");
        assertEquals(List.of(plain), careful.get("/threads?sort=newest&limit=1").texts("/items", "/id"));
        var unusedOne = start(word);
        label(forum.alice(), opening(unusedOne), "death");
        assertEquals(List.of(plain), careful.get("/threads?sort=newest&limit=1").texts("/items", "/id"));
    }

    @Test
    void workListsAreForAllOfIt() {
        var supporter = forum.signedIn("careful-supporter", Role.SUPPORTER);
        hide(supporter, "death");
        assertTrue(supporter
                .get("/threads/awaiting-first-reply?limit=100")
                .expect(200)
                .texts("/items", "/id")
                .contains(id("unanswered")));
        var moderator = forum.signedIn("careful-moderator", Role.MODERATOR);
        hide(moderator, "death");
        forum.bob()
                .post(
                        "/reports",
                        Map.of("target", Map.of("type", "post", "id", id("reply")), "reason", "unsafe-advice"))
                .expect(201);
        assertTrue(moderator
                .get("/cases/" + CaseDesk.caseAbout(moderator, id("reply")))
                .expect(200)
                .body()
                .contains(word));
    }

    /** Whoever adds a place where words of members are read says above what it is. */
    @Test
    void everyReadPathOfMembersIsEitherAListOrAnAddress() throws IOException {
        var known = new TreeSet<String>();
        LISTS.forEach(list -> known.add(shape(list)));
        ADDRESSES.forEach(address -> known.add(shape(address)));
        OTHERS.forEach(path -> known.add(shape(path)));
        assertEquals(
                Set.of(),
                readPathsOfMembers().stream()
                        .filter(path -> !known.contains(shape(path)))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Set<String> readPathsOfMembers() throws IOException {
        try (var file = HiddenLabelsTest.class.getResourceAsStream("/read-paths.txt")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("GET") && line.split("\\|", -1).length == 4)
                    .map(line -> line.substring(0, line.indexOf('|')).strip().replace("GET /api/v1", ""))
                    .filter(path -> isForMembers("/api/v1" + path))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static boolean isForMembers(String path) {
        return ContractRoute.all().stream()
                .filter(route -> route.reads() && route.path().equals(path))
                .anyMatch(route -> Set.of("guest", "account", "member").contains(route.access()));
    }

    /** A path without what is asked for. */
    private static String shape(String path) {
        return path.replaceAll("\\?.*", "")
                .replaceAll("\\{[^}]*\\}", "{}")
                .replaceAll("^/guides/[a-z-]+", "/guides/{}");
    }

    private int unread(Client reader) {
        return reader.get(filled("/threads/{plain}"))
                .expect(200)
                .at("/viewer/reading/unread")
                .asInt();
    }

    private String start(String about) {
        return forum.alice()
                .post(
                        "/threads",
                        Map.of(
                                "title",
                                "On " + about,
                                "category",
                                "recovery",
                                "tags",
                                List.of("carer", "fatigue"),
                                "markdown",
                                "Of " + about))
                .expect(201)
                .text("/thread/id");
    }

    private String opening(String thread) {
        return forum.alice()
                .get("/threads/" + ids.getOrDefault(thread, thread))
                .expect(200)
                .text("/posts/items/0/id");
    }

    private static void label(Client who, String post, String... labels) {
        who.with("If-Match", "*")
                .put("/posts/" + post + "/labels", Map.of("labels", List.of(labels)))
                .expect(200);
    }

    private static void hide(Client who, String... labels) {
        who.put("/me/preferences", Choosing.hiding(labels)).expect(200);
    }

    private String id(String name) {
        return Objects.requireNonNull(ids.get(name));
    }

    private String filled(String path) {
        var filled = path;
        for (var id : ids.entrySet()) {
            filled = filled.replace("{" + id.getKey() + "}", id.getValue());
        }
        return filled;
    }
}
