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

class DeletePostTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private String thread = "";
    private String opening = "";
    private String post = "";

    @BeforeEach
    void bobHasReplied() {
        var started = forum.thread(forum.alice());
        thread = started.thread();
        opening = started.post();
        post = forum.reply(forum.bob(), thread, "Words to take back");
    }

    @Test
    void aDeletedPostIsGoneForItsAuthorAndEverybodyButModerators() {
        forum.bob().with("If-Match", "\"1\"").delete("/posts/" + post).expect(204);

        for (var reader : List.of(forum.guest(), forum.alice(), forum.bob())) {
            reader.get("/posts/" + post).expectProblem(404, "not-found");
            assertFalse(reader.get("/threads/" + thread).body().contains("take back"));
            assertFalse(reader.get("/threads/" + thread + "/posts").body().contains("take back"));
        }
        assertEquals("deleted", forum.mo().get("/posts/" + post).text("/post/state"));
    }

    @Test
    void numbersStayAsTheyAre() {
        forum.bob().with("If-Match", "\"1\"").delete("/posts/" + post).expect(204);
        forum.reply(forum.bob(), thread, "Later words");

        var read = forum.guest().get("/threads/" + thread);
        assertEquals(List.of("1", "3"), read.texts("/posts/items", "/number"));
        assertEquals(2, read.at("/thread/postCount").asInt());
    }

    @Test
    void aThreadWhoseOnlyAnswerIsTakenBackWaitsAgain() {
        forum.bob().with("If-Match", "\"1\"").delete("/posts/" + post).expect(204);
        assertTrue(forum.guest()
                .get("/threads/" + thread)
                .at("/thread/awaitingFirstReply")
                .asBoolean());
    }

    @Test
    void deletingAgainFindsNothing() {
        forum.bob().with("If-Match", "\"1\"").delete("/posts/" + post).expect(204);
        forum.bob().with("If-Match", "\"1\"").delete("/posts/" + post).expectProblem(404, "not-found");
    }

    @Test
    void nobodyDeletesThePostOfSomebodyElse() {
        forum.alice().with("If-Match", "\"1\"").delete("/posts/" + post).expectProblem(403, "not-allowed");
        forum.mo().with("If-Match", "\"1\"").delete("/posts/" + post).expectProblem(403, "not-allowed");
        forum.guest().with("If-Match", "\"1\"").delete("/posts/" + post).expectProblem(401, "sign-in-needed");
    }

    @Test
    void deletingNeedsThePresentVersion() {
        forum.bob().delete("/posts/" + post).expectProblem(428, "version-needed");
        forum.bob().with("If-Match", "\"7\"").delete("/posts/" + post).expectProblem(412, "stale-version");
    }

    @Test
    void theOpeningPostOfAnAnsweredThreadCanBeTakenBackAlone() {
        forum.alice().with("If-Match", "\"1\"").delete("/posts/" + opening).expect(204);
        assertEquals(
                List.of("2"),
                forum.guest().get("/threads/" + thread).expect(200).texts("/posts/items", "/number"));
    }

    @Test
    void theOpeningPostThatNobodyAnsweredGoesWithItsThread() {
        var alone = forum.thread(forum.alice());
        forum.alice().with("If-Match", "\"1\"").delete("/posts/" + alone.post()).expect(204);
        forum.guest().get("/threads/" + alone.thread()).expectProblem(404, "not-found");
        forum.alice().get("/threads/" + alone.thread()).expectProblem(404, "not-found");
    }

    @Test
    void aRemovedPostIsShownWithTheReasonToItsAuthorAndToModeratorsOnly() {
        var removed = forum.mo()
                .with("If-Match", "\"1\"")
                .put("/posts/" + post + "/removal", TestForum.removal("It names somebody."))
                .expect(200);
        assertEquals("/api/v1/posts/" + post, removed.text("/touched/0/href"));
        var seen = forum.mo().get("/posts/" + post);
        assertEquals("removed", seen.text("/post/state"));
        assertTrue(seen.texts("/viewer/actions", "").contains("restore"));

        for (var reader : List.of(forum.guest(), forum.alice())) {
            reader.get("/posts/" + post).expectProblem(404, "not-found");
            assertFalse(reader.get("/threads/" + thread).body().contains("take back"));
        }
        assertEquals("It names somebody.", forum.bob().get("/posts/" + post).text("/post/removalReason"));
        assertTrue(forum.bob().get("/threads/" + thread).body().contains("It names somebody."));
        assertTrue(forum.bob()
                .get("/threads/" + thread)
                .at("/thread/awaitingFirstReply")
                .asBoolean());
    }

    @Test
    void aRestoredPostIsBackWhereItWas() {
        forum.mo()
                .with("If-Match", "\"1\"")
                .put("/posts/" + post + "/removal", TestForum.removal("A mistake."))
                .expect(200);
        forum.mo()
                .with("If-Match", "\"1\"")
                .delete("/posts/" + post + "/removal")
                .expectProblem(412, "stale-version");
        forum.mo()
                .with("If-Match", "\"2\"")
                .delete("/posts/" + post + "/removal")
                .expect(200);

        assertEquals("published", forum.guest().get("/posts/" + post).text("/post/state"));
        assertFalse(forum.guest()
                .get("/threads/" + thread)
                .at("/thread/awaitingFirstReply")
                .asBoolean());
        forum.mo()
                .with("If-Match", "\"3\"")
                .delete("/posts/" + post + "/removal")
                .expectProblem(404, "not-found");
    }

    @Test
    void onlyModeratorsRemoveAndRestore() {
        for (var path : List.of("/posts/" + post + "/removal")) {
            forum.bob()
                    .with("If-Match", "\"1\"")
                    .put(path, TestForum.removal("Mine."))
                    .expectProblem(403, "not-allowed");
            forum.bob().with("If-Match", "\"1\"").delete(path).expectProblem(403, "not-allowed");
            forum.guest().with("If-Match", "\"1\"").delete(path).expectProblem(401, "sign-in-needed");
        }
    }

    @Test
    void aRemovalSaysWhy() {
        assertEquals(
                List.of("/reason", "/rule", "/message"),
                forum.mo()
                        .with("If-Match", "\"1\"")
                        .put("/posts/" + post + "/removal", Map.of())
                        .expectProblem(400, "invalid-request")
                        .wrongPlaces());
    }
}
