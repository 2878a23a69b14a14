package waymark.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.testing.Answer;
import waymark.testing.Client;
import waymark.testing.Together;

class LabelPostTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private String thread = "";
    private String post = "";

    @BeforeEach
    void bobHasReplied() {
        thread = forum.thread(forum.alice()).thread();
        post = forum.reply(forum.bob(), thread, "Words that not everybody wants to read today");
    }

    @Test
    void theLabelsThereAre() {
        var labels = forum.guest().get("/labels").expect(200);
        assertEquals(
                List.of(
                        "death",
                        "relapse",
                        "serious-side-effects",
                        "prognosis-numbers",
                        "cost",
                        "fertility-and-pregnancy",
                        "children"),
                labels.texts("/items", "/id"));
        assertEquals("Death and dying", labels.text("/items/0/name"));
    }

    @Test
    void aModeratorLabelsAPostAndEverybodySeesItAlike() {
        var labelled = label(forum.mo(), List.of("relapse", "death")).expect(200);
        assertEquals(List.of("death", "relapse"), labelled.texts("/post/labels", ""));
        assertEquals(2, labelled.at("/post/version").asInt());
        for (var reader : List.of(forum.guest(), forum.alice(), forum.bob(), forum.mo())) {
            assertEquals(
                    List.of("death", "relapse"), reader.get("/posts/" + post).texts("/post/labels", ""));
            assertEquals(
                    List.of("death", "relapse"),
                    reader.get("/threads/" + thread).texts("/posts/items/1/labels", ""));
            assertEquals(
                    List.of("death", "relapse"),
                    reader.get("/threads/" + thread + "/posts").texts("/items/1/labels", ""));
        }
        assertTrue(forum.bob().get("/posts/" + post).at("/post/editedAt").isNull(), "its words are the same");
    }

    @Test
    void theListTakesThePlaceOfTheOneBefore() {
        label(forum.mo(), List.of("relapse", "death")).expect(200);
        assertEquals(
                List.of("cost"), label(forum.mo(), List.of("cost")).expect(200).texts("/post/labels", ""));
        assertEquals(List.of(), label(forum.mo(), List.of()).expect(200).texts("/post/labels", ""));
        assertEquals(List.of(), forum.guest().get("/posts/" + post).texts("/post/labels", ""));
    }

    @Test
    void itsAuthorLabelsAPostButNobodyElse() {
        assertEquals(
                List.of("cost"), label(forum.bob(), List.of("cost")).expect(200).texts("/post/labels", ""));
        label(forum.alice(), List.of("death")).expectProblem(403, "not-allowed");
        label(forum.guest(), List.of("death")).expectProblem(401, "sign-in-needed");
        assertTrue(actions(forum.bob()).contains("label"));
        assertTrue(actions(forum.mo()).contains("label"));
        assertFalse(actions(forum.alice()).contains("label"));
    }

    @Test
    void labelsAreOfTheListAndEachGivenOnce() {
        assertEquals(
                List.of("/labels/1"),
                label(forum.mo(), List.of("death", "unheard-of"))
                        .expectProblem(422, "invalid-value")
                        .wrongPlaces());
        assertEquals(
                List.of("/labels"),
                label(forum.mo(), List.of("death", "death"))
                        .expectProblem(422, "invalid-value")
                        .wrongPlaces());
        assertEquals(List.of(), forum.guest().get("/posts/" + post).texts("/post/labels", ""));
    }

    @Test
    void labellingNeedsThePresentVersion() {
        var path = "/posts/" + post + "/labels";
        forum.mo().put(path, Map.of("labels", List.of())).expectProblem(428, "version-needed");
        forum.mo()
                .with("If-Match", "\"2\"")
                .put(path, Map.of("labels", List.of()))
                .expectProblem(412, "stale-version");
        var etag = forum.mo().get("/posts/" + post).header("ETag");
        forum.mo().with("If-Match", etag).put(path, Map.of("labels", List.of())).expect(200);
    }

    @Test
    void whatCannotBeSeenCannotBeLabelled() {
        forum.mo()
                .with("If-Match", "*")
                .put("/posts/" + post + "/removal", TestForum.removal("A reason."))
                .expect(200);
        label(forum.alice(), List.of("death")).expectProblem(404, "not-found");
        label(forum.bob(), List.of("death")).expectProblem(404, "not-found");
    }

    @Test
    void labelsSurviveAnEdit() {
        label(forum.bob(), List.of("cost")).expect(200);
        var edited = forum.bob()
                .with("If-Match", "*")
                .patch("/posts/" + post, Map.of("markdown", "Said better."))
                .expect(200);
        assertEquals(List.of("cost"), edited.texts("/post/labels", ""));
    }

    @Test
    void whatModeratorsDoIsInTheAuditLog() {
        label(forum.bob(), List.of("cost")).expect(200);
        assertEquals(List.of(), forum.audited(post));
        label(forum.mo(), List.of("death")).expect(200);
        assertEquals(List.of("post-labelled"), forum.audited(post));
    }

    @Test
    void labelsGivenAtOnceAreThoseOfOneOfThem() {
        var wanted = List.of(List.of("death", "relapse"), List.of("cost", "children"));
        var mo = forum.mo();
        Together.times(8, i -> label(mo, wanted.get(i % 2))).forEach(answer -> answer.expect(200));
        var left = forum.guest().get("/posts/" + post).texts("/post/labels", "");
        assertTrue(
                List.of(List.of("death", "relapse"), List.of("children", "cost"))
                        .contains(left),
                left::toString);
    }

    private Answer label(Client member, List<String> labels) {
        return member.with("If-Match", "*").put("/posts/" + post + "/labels", Map.of("labels", labels));
    }

    private List<String> actions(Client member) {
        return member.get("/posts/" + post).texts("/viewer/actions", "");
    }
}
