package waymark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.testing.Answer;

/** What means the same, what was mistyped, guides, and titles that are like another. */
class MeaningTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static String storm = "";
    private static String product = "";
    private static String illness = "";
    private static String everything = "";
    private static String cart = "";

    @BeforeAll
    static void peopleHaveWritten() {
        storm = thread("Anybody else with a cytokine storm", "It was over in two days.");
        product = thread("Yescarta next month", "What should I pack?");
        illness = thread("Our son has ALL", "He is nineteen.");
        everything = thread("How did all of you manage", "We all need a rest.");
        cart = thread("Starting CAR-T soon", "The date is in May.");
    }

    @Test
    void whatMeansTheSameIsFound() {
        for (var words : List.of("CRS", "crs", "cytokine release syndrome", "\"cytokine storm\"")) {
            assertTrue(ids(find(words)).contains(storm), words);
        }
        for (var words : List.of("axi-cel", "axicabtagene", "axicabtagene ciloleucel month", "axi cel")) {
            assertTrue(ids(find(words)).contains(product), words);
        }
        for (var words : List.of("CAT-T", "CART soon", "car t", "CAR T", "CAR T-cell", "chimeric antigen receptor")) {
            assertTrue(ids(find(words)).contains(cart), words);
        }
        assertEquals(List.of(), ids(find("\"CRS\"", "thread")), "in quotes it is looked for as it is");
        assertFalse(ids(find("days -CRS")).contains(storm));
    }

    @Test
    void allInCapitalsIsAnIllness() {
        assertEquals(List.of(illness), ids(find("ALL", "thread")));
        assertEquals(List.of(illness), ids(find("acute lymphoblastic leukaemia", "thread")));
        assertEquals(List.of(), ids(find("all", "thread")));
        assertEquals(
                List.of("Our son has :false", "ALL:true"),
                StreamSupport.stream(find("ALL", "thread").at("/items/0/title").spliterator(), false)
                        .map(piece -> piece.path("text").asText() + ":"
                                + piece.path("match").asText())
                        .toList());
        assertEquals(List.of(everything), ids(find("manage all", "thread")));
    }

    @Test
    void whatIsMistypedIsTakenForKnownWords() {
        var found = find("yescrta", "thread");
        assertEquals(List.of(product), ids(found));
        assertEquals("yescrta", found.text("/corrections/0/typed"));
        assertEquals("yescarta", found.text("/corrections/0/tried/0"));
        assertEquals(List.of(storm), ids(find("cytokin strom", "thread")), "one of them is a known word");
        assertEquals(0, find("yescarta", "thread").at("/corrections").size());
        var first = forum.guest().get("/search?q=fatigeu&type=guide&limit=1").expect(200);
        assertEquals(1, first.at("/corrections").size());
        var second = forum.guest()
                .get("/search?q=fatigeu&type=guide&limit=1&cursor=" + first.text("/next"))
                .expect(200);
        assertEquals(1, second.at("/items").size());
        assertEquals(1, second.at("/corrections").size());
    }

    @Test
    void aWordThatOnlyMembersMayReadIsNeverSuggested() {
        forum.alice()
                .post(
                        "/threads",
                        Map.of(
                                "title",
                                "The quokkamobile",
                                "category",
                                "members-corner",
                                "tags",
                                List.of("carer"),
                                "markdown",
                                "Hello."))
                .expect(201);
        var found = find("quokkamobil");
        assertEquals(List.of(), ids(found));
        assertEquals(0, found.at("/corrections").size());
    }

    @Test
    void guidesAreFoundBySection() {
        var found = find("driving", "guide");
        assertTrue(found.text("/items/0/id").startsWith("driving#"), found.body());
        assertEquals("/api/v1/guides/" + found.text("/items/0/id"), found.text("/items/0/href"));
        assertFalse(ids(forum.guest()
                        .get("/search?q=fatigue&tag=fatigue&type=guide")
                        .expect(200))
                .isEmpty());
        assertEquals(
                List.of(),
                ids(forum.guest()
                        .get("/search?q=fatigue&tag=bereaved&type=guide")
                        .expect(200)));
        assertEquals(
                List.of(),
                ids(forum.guest()
                        .get("/search?q=fatigue&category=recovery&type=guide")
                        .expect(200)));
    }

    @Test
    void similarThreadsAreFoundWhileATitleIsWritten() {
        assertEquals(storm, ids(similar("Does anybody else have CRS like this")).get(0));
        assertEquals(
                List.of(product),
                ids(similar("Kit for next month with axi-cel")).subList(0, 1));
        assertEquals(List.of(), ids(similar("trombone lessons")));
        for (var nothing : List.of("the", "?", " ", "&|!")) {
            assertEquals(List.of(), ids(similar(nothing)), nothing);
        }
        forum.guest().get("/search/similar").expect(400);
        forum.guest().get("/search/similar?title=" + "x".repeat(201)).expect(400);
    }

    private static String thread(String title, String markdown) {
        var body = Map.of("title", title, "category", "in-hospital", "tags", List.of("carer"), "markdown", markdown);
        return forum.alice().post("/threads", body).expect(201).text("/thread/id");
    }

    private static Answer find(String words) {
        return forum.guest().get("/search?q=" + encoded(words)).expect(200);
    }

    private static Answer find(String words, String type) {
        return forum.guest()
                .get("/search?type=" + type + "&q=" + encoded(words))
                .expect(200);
    }

    private static Answer similar(String title) {
        return forum.guest().get("/search/similar?title=" + encoded(title)).expect(200);
    }

    private static String encoded(String words) {
        return URLEncoder.encode(words, StandardCharsets.UTF_8);
    }

    private static List<String> ids(Answer answer) {
        return StreamSupport.stream(answer.at("/items").spliterator(), false)
                .map(each -> each.path("id").asText())
                .toList();
    }
}
