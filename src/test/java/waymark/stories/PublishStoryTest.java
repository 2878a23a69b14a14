package waymark.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;

/** From the first word to what readers get. */
class PublishStoryTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private final Storyteller told = new Storyteller(forum);

    @Test
    void aStoryGoesFromADraftToItsReaders() {
        var begun = forum.alice().post("/stories", Storyteller.text()).expect(201);
        var id = begun.text("/manuscript/id");
        assertEquals("/api/v1/stories/" + id + "/manuscript", begun.header("Location"));
        assertEquals("draft", begun.text("/manuscript/state"));
        forum.guest().get("/stories/" + id).expectProblem(404, "not-found");
        forum.bob().get("/stories/" + id + "/manuscript").expectProblem(404, "not-found");

        Storyteller.any(forum.alice()).put("/stories/" + id + "/submission").expectProblem(409, "consent-needed");
        forum.alice()
                .put("/stories/" + id + "/consent", Storyteller.consent("forum", "public-web"))
                .expect(200);
        var sent = Storyteller.any(forum.alice())
                .put("/stories/" + id + "/submission")
                .expect(200);
        assertEquals("submitted", sent.text("/manuscript/state"));
        assertTrue(sent.at("/manuscript/text/agreed").asBoolean());
        assertEquals(
                id, told.reviewer().get("/stories/awaiting-review").expect(200).text("/items/0/story/id"));

        Storyteller.any(told.reviewer()).put("/stories/" + id + "/publication").expectProblem(409, "step-not-possible");
        told.approve(id);
        var published = told.publish(id).expect(200);
        assertEquals("published", published.text("/manuscript/state"));

        var read = forum.guest().get("/stories/" + id).expect(200);
        assertEquals("Rowan, who had CAR T-cell therapy to treat lymphoma", read.text("/story/attribution"));
        assertEquals("all", read.header("X-Robots-Tag"));
        assertEquals("lymphoma", read.text("/story/facets/diagnosis"));
        assertEquals(Storyteller.QUOTE, read.text("/story/pullQuotes/0/text"));
        assertEquals("0808 2080 888", read.text("/signposting/helpline/phone/display"));
        assertFalse(read.body().contains("alice"));
        var listed =
                forum.guest().get("/stories?diagnosis=lymphoma&topic=fatigue").expect(200);
        assertTrue(listed.texts("/items", "/id").contains(id));
        var others = forum.guest().get("/stories?diagnosis=leukaemia").expect(200);
        assertFalse(others.texts("/items", "/id").contains(id));
        forum.guest().get("/stories?diagnosis=fatigue").expectProblem(400, "invalid-request");
    }

    @Test
    void likesOfStoriesCountEachMemberOnce() {
        var id = told.published(forum.alice());
        assertEquals(
                1,
                forum.bob()
                        .put("/stories/" + id + "/like")
                        .expect(200)
                        .at("/likes")
                        .asInt());
        assertEquals(
                1,
                forum.bob()
                        .put("/stories/" + id + "/like")
                        .expect(200)
                        .at("/likes")
                        .asInt());
        forum.alice().put("/stories/" + id + "/like").expectProblem(422, "own-story");
        assertEquals(
                "bob",
                forum.alice().get("/stories/" + id + "/likes").expect(200).text("/items/0/member/username"));
        assertTrue(forum.bob().get("/stories/" + id).at("/viewer/liked").asBoolean());
        assertEquals(
                0,
                forum.bob()
                        .delete("/stories/" + id + "/like")
                        .expect(200)
                        .at("/likes")
                        .asInt());
        forum.bob().put("/stories/" + told.draft(forum.alice()) + "/like").expectProblem(404, "not-found");
    }

    @Test
    void anEditIsPublishedOnlyAfterItsAuthorHasAgreedToExactlyThat() {
        var id = told.submitted(forum.alice());
        var path = "/stories/" + id;
        Storyteller.any(told.editor())
                .put(path + "/edit", Storyteller.edit("Going slowly"))
                .expect(200);
        var first = told.hash(id);
        Storyteller.any(told.editor())
                .put(path + "/edit", Storyteller.edit("Slowly"))
                .expect(200);
        forum.alice().put(path + "/agreement", Map.of("hash", first)).expectProblem(409, "text-changed");
        forum.alice().put(path + "/agreement", Map.of("hash", told.hash(id))).expect(200);
        told.approve(told.editor(), id).expectProblem(403, "conflict-of-interest");
        told.approve(id);
        told.publish(id).expect(200);
        assertEquals("Slowly", forum.guest().get(path).expect(200).text("/story/title"));
    }

    @Test
    void whatIsPublishedStaysWhileANewTextIsReviewed() {
        var id = told.published(forum.alice());
        var path = "/stories/" + id;
        Storyteller.any(forum.alice())
                .patch(path, Map.of("title", "A year later"))
                .expect(200);
        assertEquals("draft", told.state(id));
        assertEquals(
                "Learning to go slowly", forum.guest().get(path).expect(200).text("/story/title"));
        Storyteller.any(forum.alice()).put(path + "/submission").expect(200);
        Storyteller.any(told.reviewer())
                .put(path + "/decline", Storyteller.verdict())
                .expect(200);
        assertEquals(
                "Learning to go slowly", forum.guest().get(path).expect(200).text("/story/title"));
        Storyteller.any(forum.alice())
                .patch(path, Map.of("title", "A year later, again"))
                .expect(200);
        Storyteller.any(forum.alice()).put(path + "/submission").expect(200);
        told.approve(id);
        told.publish(id).expect(200);
        assertEquals("A year later, again", forum.guest().get(path).expect(200).text("/story/title"));
    }
}
