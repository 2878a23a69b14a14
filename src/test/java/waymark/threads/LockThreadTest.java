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

class LockThreadTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final String REASON = "We are taking a break here until tomorrow.";

    private String thread = "";
    private String post = "";

    @BeforeEach
    void bobHasReplied() {
        thread = "/threads/" + forum.thread(forum.alice()).thread();
        post = "/posts/" + reply(forum.bob()).expect(201).text("/post/id");
    }

    @Test
    void everybodySeesThatItIsLockedAndWhy() {
        var locked = lock(REASON).expect(200);
        assertEquals(2, locked.at("/thread/version").asInt());
        for (var reader : List.of(forum.guest(), forum.alice(), forum.bob(), forum.mo())) {
            assertEquals(locked.at("/thread"), reader.get(thread).at("/thread"));
        }
        assertTrue(locked.at("/thread/locked").asBoolean());
        assertEquals(REASON, locked.text("/thread/lockReason"));
    }

    @Test
    void nobodyButModeratorsReplies() {
        lock(REASON).expect(200);
        for (var member : List.of(forum.alice(), forum.bob())) {
            assertEquals(
                    REASON, reply(member).expectProblem(409, "thread-locked").text("/detail"));
        }
        assertEquals(2, forum.guest().get(thread).at("/thread/postCount").asInt());
        assertEquals(3, reply(forum.mo()).expect(201).at("/post/number").asInt());
    }

    @Test
    void nobodyButModeratorsEditsWhatTheyWrote() {
        var own = "/posts/" + reply(forum.mo()).expect(201).text("/post/id");
        lock(REASON).expect(200);
        assertEquals(
                REASON,
                edit(forum.bob(), post).expectProblem(409, "thread-locked").text("/detail"));
        forum.alice()
                .with("If-Match", "*")
                .patch(thread, Map.of("title", "Another title"))
                .expectProblem(409, "thread-locked");
        edit(forum.mo(), own).expect(200);
        forum.mo()
                .with("If-Match", "*")
                .patch(thread, Map.of("title", "Another title"))
                .expect(200);
    }

    @Test
    void likingLabellingAndTakingBackStayPossible() {
        lock(REASON).expect(200);
        forum.alice().put(post + "/like").expect(200);
        forum.bob()
                .with("If-Match", "*")
                .put(post + "/labels", Map.of("labels", List.of("cost")))
                .expect(200);
        forum.bob().with("If-Match", "*").delete(post).expect(204);
        assertEquals(1, forum.guest().get(thread).at("/thread/postCount").asInt());
    }

    @Test
    void whatMayBeDoneSaysSo() {
        var open = forum.bob().get(thread);
        assertEquals(List.of("reply"), open.texts("/viewer/actions", ""));
        assertEquals(
                List.of("reply", "edit", "delete", "revisions", "label"),
                forum.bob().get(post).texts("/viewer/actions", ""));
        lock(REASON).expect(200);

        assertEquals(List.of(), forum.bob().get(thread).texts("/viewer/actions", ""));
        assertEquals(
                List.of("delete", "revisions", "label"), forum.bob().get(post).texts("/viewer/actions", ""));
        var page = forum.bob().get(thread + "/posts");
        assertFalse(page.at("/viewer/posts").toString().contains("reply"));
        var seenByMo = forum.mo().get(thread).texts("/viewer/actions", "");
        assertTrue(seenByMo.containsAll(List.of("reply", "edit", "unlock")), seenByMo::toString);
        assertFalse(seenByMo.contains("lock"));
        assertTrue(forum.mo().get(post).texts("/viewer/actions", "").contains("reply"));
    }

    @Test
    void lockingAgainGivesAnotherReason() {
        lock(REASON).expect(200);
        assertEquals("For another reason.", lock("For another reason.").text("/thread/lockReason"));
    }

    @Test
    void anOpenedThreadTakesRepliesAgain() {
        lock(REASON).expect(200);
        var opened =
                forum.mo().with("If-Match", "\"2\"").delete(thread + "/lock").expect(200);
        assertFalse(opened.at("/thread/locked").asBoolean());
        assertTrue(opened.at("/thread/lockReason").isNull());
        reply(forum.bob()).expect(201);
        edit(forum.bob(), post).expect(200);
        forum.mo().with("If-Match", "*").delete(thread + "/lock").expectProblem(404, "not-found");
    }

    @Test
    void lockingNeedsThePresentVersion() {
        forum.mo().put(thread + "/lock", Map.of("reason", REASON)).expectProblem(428, "version-needed");
        forum.mo()
                .with("If-Match", "\"7\"")
                .put(thread + "/lock", Map.of("reason", REASON))
                .expectProblem(412, "stale-version");
        lock(REASON).expect(200);
        forum.mo().delete(thread + "/lock").expectProblem(428, "version-needed");
        forum.mo().with("If-Match", "\"1\"").delete(thread + "/lock").expectProblem(412, "stale-version");
    }

    @Test
    void aLockSaysWhy() {
        for (var reason : List.of("", "  \n ")) {
            assertEquals(
                    List.of("/reason"),
                    lock(reason).expectProblem(422, "invalid-value").wrongPlaces());
        }
        lock("x".repeat(500)).expect(200);
        lock("x".repeat(501)).expectProblem(422, "invalid-value");
    }

    @Test
    void onlyModeratorsLockAndOpen() {
        for (var member : List.of(forum.alice(), forum.bob(), forum.member("carol"))) {
            member.with("If-Match", "*")
                    .put(thread + "/lock", Map.of("reason", REASON))
                    .expectProblem(403, "not-allowed");
            member.with("If-Match", "*").delete(thread + "/lock").expectProblem(403, "not-allowed");
        }
        forum.guest()
                .with("If-Match", "*")
                .put(thread + "/lock", Map.of("reason", REASON))
                .expectProblem(401, "sign-in-needed");
    }

    @Test
    void whatWasTakenDownCannotBeLocked() {
        forum.mo()
                .with("If-Match", "*")
                .put(thread + "/removal", TestForum.removal("A reason."))
                .expect(200);
        lock(REASON).expectProblem(404, "not-found");
    }

    @Test
    void lockingAndOpeningAreInTheAuditLog() {
        lock(REASON).expect(200);
        forum.mo().with("If-Match", "*").delete(thread + "/lock").expect(200);
        assertEquals(List.of("thread-locked", "thread-unlocked"), forum.audited(thread.substring(9)));
    }

    @Test
    void aReplyAtTheSameMomentIsThereOrRefused() {
        var members = forum.members(9);
        var answers = Together.times(10, i -> i == 5 ? lock(REASON) : reply(members.get(i % 9)));
        answers.get(5).expect(200);
        var replies = answers.stream().filter(answer -> answer.status() == 201).count();
        answers.stream()
                .filter(answer -> answer.status() >= 400)
                .forEach(refused -> refused.expectProblem(409, "thread-locked"));
        assertEquals(
                2 + replies, forum.guest().get(thread).at("/thread/postCount").asInt());
    }

    private Answer lock(String reason) {
        return forum.mo().with("If-Match", "*").put(thread + "/lock", Map.of("reason", reason));
    }

    private Answer reply(Client member) {
        return member.post(thread + "/posts", Map.of("markdown", "A reply."));
    }

    private static Answer edit(Client member, String path) {
        return member.with("If-Match", "*").patch(path, Map.of("markdown", "Said better."));
    }
}
