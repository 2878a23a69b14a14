package waymark.likes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.testing.Together;

class LikeTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private String post = "";

    @BeforeEach
    void aliceHasWritten() {
        post = forum.thread(forum.alice()).post();
    }

    @Test
    void aLikeCountsForEverybodyAndIsMarkedForItsGiver() {
        var given = forum.bob().put("/posts/" + post + "/like").expect(200);
        assertEquals(1, given.at("/likes").asInt());
        assertTrue(given.at("/liked").asBoolean());

        var seenByBob = forum.bob().get("/posts/" + post).expect(200);
        assertEquals(1, seenByBob.at("/post/likes").asInt());
        assertTrue(seenByBob.at("/viewer/liked").asBoolean());
        assertTrue(seenByBob.body().contains("\"unlike\""));

        var seenByGuest = forum.guest().get("/posts/" + post).expect(200);
        assertEquals(1, seenByGuest.at("/post/likes").asInt());
        assertFalse(seenByGuest.at("/viewer/liked").asBoolean());
    }

    @Test
    void likingTwiceCountsOnce() {
        forum.bob().put("/posts/" + post + "/like").expect(200);
        assertEquals(
                1,
                forum.bob()
                        .put("/posts/" + post + "/like")
                        .expect(200)
                        .at("/likes")
                        .asInt());
    }

    @Test
    void aLikeCanBeTakenBackAndTakenBackAgain() {
        forum.bob().put("/posts/" + post + "/like").expect(200);
        assertEquals(
                0,
                forum.bob()
                        .delete("/posts/" + post + "/like")
                        .expect(200)
                        .at("/likes")
                        .asInt());
        assertEquals(
                0,
                forum.bob()
                        .delete("/posts/" + post + "/like")
                        .expect(200)
                        .at("/likes")
                        .asInt());
    }

    @Test
    void nobodyLikesTheirOwnPost() {
        forum.alice().put("/posts/" + post + "/like").expectProblem(422, "own-post");
        assertEquals(0, forum.alice().get("/posts/" + post).at("/post/likes").asInt());
    }

    @Test
    void guestsAreAskedToSignIn() {
        var answer = forum.guest().put("/posts/" + post + "/like").expectProblem(401, "sign-in-needed");
        assertEquals("Bearer", answer.header("WWW-Authenticate"));
    }

    @Test
    void whatIsNotThereCannotBeLiked() {
        forum.bob().put("/posts/0190a0a0-0000-7000-8000-000000000000/like").expectProblem(404, "not-found");
        forum.bob().put("/posts/none/like").expectProblem(404, "not-found");
    }

    @Test
    void aRemovedPostCannotBeLiked() {
        forum.mo()
                .with("If-Match", "*")
                .put("/posts/" + post + "/removal", TestForum.removal("A reason."))
                .expect(200);
        forum.bob().put("/posts/" + post + "/like").expectProblem(404, "not-found");
        forum.alice().put("/posts/" + post + "/like").expectProblem(404, "not-found");
    }

    @Test
    void membersSeeWhoLikesAPostLatestFirst() {
        forum.bob().put("/posts/" + post + "/like").expect(200);
        forum.clock().advance(java.time.Duration.ofMinutes(1));
        forum.mo().put("/posts/" + post + "/like").expect(200);

        var first = forum.alice().get("/posts/" + post + "/likes?limit=1").expect(200);
        assertEquals(List.of("mo"), first.texts("/items", "/member/username"));
        var second = forum.alice()
                .get("/posts/" + post + "/likes?limit=1&cursor=" + first.text("/next"))
                .expect(200);
        assertEquals(List.of("bob"), second.texts("/items", "/member/username"));
        assertTrue(second.at("/next").isNull());
        var back = forum.alice()
                .get("/posts/" + post + "/likes?limit=1&cursor=" + second.text("/previous"))
                .expect(200);
        assertEquals(List.of("mo"), back.texts("/items", "/member/username"));
        assertTrue(back.at("/previous").isNull());
    }

    @Test
    void twentyParallelLikesOfOneMemberCountOnce() {
        var bob = forum.bob();
        var answers = Together.times(20, i -> bob.put("/posts/" + post + "/like"));
        answers.forEach(answer -> answer.expect(200));
        assertEquals(1, bob.get("/posts/" + post).at("/post/likes").asInt());
    }

    @Test
    void aHundredMembersLikingAtOnceCountAHundred() {
        var members = forum.members(100);
        Together.times(100, i -> members.get(i).put("/posts/" + post + "/like")).forEach(answer -> answer.expect(200));
        assertEquals(100, forum.guest().get("/posts/" + post).at("/post/likes").asInt());
    }
}
