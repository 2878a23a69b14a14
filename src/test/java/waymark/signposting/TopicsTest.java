package waymark.signposting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.testing.Answer;

/** What a thread is about, for all its readers. */
class TopicsTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    @Test
    void aTitleBringsUpItsTopicForEverybody() {
        var started = start("When can I drive again?", List.of());
        assertEquals(List.of("driving"), topics(started));

        var thread = started.text("/thread/id");
        var reply = forum.bob()
                .post("/threads/" + thread + "/posts", Map.of("markdown", "Ask them."))
                .expect(201);
        assertEquals(List.of("driving"), topics(reply));
        for (var reader : List.of(forum.guest(), forum.alice(), forum.bob(), forum.mo())) {
            for (var page : List.of(
                    "/threads/" + thread,
                    "/threads/" + thread + "/posts",
                    "/posts/" + started.text("/post/id"),
                    "/posts/" + reply.text("/post/id"))) {
                assertEquals(
                        started.at("/signposting/topics"),
                        reader.get(page).expect(200).at("/signposting/topics"),
                        page);
            }
        }
        assertEquals(
                List.of("driving"),
                topics(forum.bob()
                        .with("If-Match", "*")
                        .patch("/posts/" + reply.text("/post/id"), Map.of("markdown", "Ask your team."))
                        .expect(200)));
    }

    @Test
    void aNewTitleBringsUpItsOwnTopic() {
        var thread = start("When can I drive again?", List.of()).text("/thread/id");
        var changed = forum.alice()
                .with("If-Match", "*")
                .patch("/threads/" + thread, Map.of("title", "Birds in the garden"))
                .expect(200);

        assertEquals(List.of(), topics(changed));
        assertEquals(List.of(), topics(forum.guest().get("/threads/" + thread)));
    }

    @Test
    void howSomebodyIsIsNeverATopic() {
        for (var title : List.of(
                "I want to die",
                "My temp is 38.6 and I am shivering",
                "He is having a seizure right now",
                "I am so anxious and scared that I cry all day",
                "My mum died last week",
                "There are no options left for him",
                "I look after my wife and I am worn out",
                "Can I start taking vitamin tablets again, should I ask the nurse?")) {
            var started = start(title, List.of("carer", "bereaved", "mental-health"));
            assertEquals(List.of(), topics(forum.guest().get("/threads/" + started.text("/thread/id"))), title);
        }
    }

    @Test
    void aTagBringsUpItsTopicForEverybody() {
        var started = start("Birds in the garden", List.of("follicular-lymphoma", "returning-to-work", "waiting"));
        var thread = started.text("/thread/id");

        assertEquals(List.of("work-money", "diagnosis-charity"), topics(started));
        for (var reader : List.of(forum.guest(), forum.alice(), forum.bob(), forum.mo())) {
            assertEquals(
                    started.at("/signposting/topics"),
                    reader.get("/threads/" + thread).expect(200).at("/signposting/topics"));
        }
        var changed = forum.alice()
                .with("If-Match", "*")
                .patch("/threads/" + thread, Map.of("tags", List.of("waiting")))
                .expect(200);
        assertEquals(List.of(), topics(changed));
    }

    @Test
    void everyTagOfTheCatalogueIsOne() {
        var known = forum.guest().get("/tags").expect(200).texts("/items", "/id");
        ShippedCatalogue.get()
                .document()
                .path("signposts")
                .forEach(signpost ->
                        signpost.path("tags").forEach(tag -> assertTrue(known.contains(tag.asText()), tag::asText)));
    }

    @Test
    void whatPostsSayIsNoTopic() {
        var thread = start("Birds in the garden", List.of()).text("/thread/id");
        forum.reply(forum.alice(), thread, "When can I drive again?");

        assertEquals(List.of(), topics(forum.guest().get("/threads/" + thread)));
    }

    private static Answer start(String title, List<String> tags) {
        return forum.alice()
                .post(
                        "/threads",
                        Map.of("title", title, "category", "recovery", "tags", tags, "markdown", "The opening words."))
                .expect(201);
    }

    private static List<String> topics(Answer answer) {
        return answer.texts("/signposting/topics", "/id");
    }
}
