package waymark.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.AUDIT_ENTRY;
import static waymark.testing.CaseDesk.NO_ACTION;
import static waymark.testing.CaseDesk.claim;
import static waymark.testing.CaseDesk.decide;
import static waymark.testing.CaseDesk.handBack;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.ids.CaseId;
import waymark.ids.PostId;
import waymark.platform.access.Role;
import waymark.testing.Answer;
import waymark.testing.CaseDesk;
import waymark.testing.Client;
import waymark.testing.Together;

/** Two moderators, Mo and Max, and Lea who leads them. */
class ClaimTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private Client max = forum.guest();
    private Client lea = forum.guest();

    @BeforeEach
    void nothingElseIsOpen() {
        max = forum.signedIn("max", Role.MODERATOR);
        lea = forum.signedIn("lea", Role.ADMIN);
        CaseDesk.clear(forum);
    }

    @Test
    void whoTakesACaseHoldsItForFifteenMinutes() {
        var id = raise(Priority.P2);
        var taken = claim(forum.mo(), id, "\"1\"").expect(200);
        assertEquals("claimed", taken.text("/case/state"));
        assertEquals("mo", taken.text("/case/assignee"));
        assertEquals(now().plus(Duration.ofMinutes(15)).toString(), taken.text("/case/heldUntil"));
        assertEquals(now().toString(), taken.text("/case/lookedAt"));
        assertEquals(List.of("renew", "hand-back", "wait", "escalate", "decide"), taken.texts("/viewer/actions", ""));
        claim(max, id).expectProblem(409, "case-taken");

        forum.clock().advance(Duration.ofMinutes(15));
        assertEquals("open", show(id).text("/case/state"));
        assertEquals("max", claim(max, id).expect(200).text("/case/assignee"));
        claim(forum.mo(), id).expectProblem(409, "case-taken");
    }

    @Test
    void askingAgainGivesFifteenMoreWhateverVersionIsKnown() {
        var id = raise(Priority.P2);
        claim(forum.mo(), id, "\"1\"").expect(200);
        forum.clock().advance(Duration.ofMinutes(10));
        var renewed = claim(forum.mo(), id, "\"1\"").expect(200);
        assertEquals(now().plus(Duration.ofMinutes(15)).toString(), renewed.text("/case/heldUntil"));
        assertEquals(2, renewed.at("/case/version").asInt());
        forum.clock().advance(Duration.ofMinutes(14));
        claim(max, id).expectProblem(409, "case-taken");
    }

    @Test
    void aVersionThatIsNotThePresentOneIsRefused() {
        var id = raise(Priority.P2);
        forum.mo().put("/cases/" + id + "/claim").expectProblem(428, "version-needed");
        claim(forum.mo(), id, "\"7\"").expectProblem(412, "stale-version");
        assertEquals("open", show(id).text("/case/state"));
    }

    @Test
    void ofFiftyWhoAskAtOnceOneHoldsIt() {
        var moderators = IntStream.range(0, 50)
                .mapToObj(i -> forum.signedIn("moderator-" + i, Role.MODERATOR))
                .toList();
        var id = raise(Priority.P2);
        int before = written(id);
        var statuses = Together.times(50, i -> claim(moderators.get(i), id).status());

        assertEquals(1, statuses.stream().filter(status -> status == 200).count(), statuses.toString());
        assertEquals(49, statuses.stream().filter(status -> status == 409).count(), statuses.toString());
        assertEquals("claimed", show(id).text("/case/state"));
        assertEquals(
                1,
                show(id).texts("/events", "/kind").stream()
                        .filter("claimed"::equals)
                        .count());
        assertTrue(written(id) > before);
    }

    @Test
    void whatIsHandedBackIsForEverybodyAgain() {
        var id = raise(Priority.P2);
        forum.clock().advance(Duration.ofMinutes(1));
        claim(forum.mo(), id).expect(200);
        handBack(max, id).expectProblem(409, "case-taken");
        var back = handBack(forum.mo(), id).expect(200);
        assertEquals("open", back.text("/case/state"));
        assertFalse(back.json().at("/case").has("assignee"));
        assertEquals(id, max.get("/cases/next").text("/case/id"));
        assertEquals(List.of("opened", "claimed", "handed-back"), show(id).texts("/events", "/kind"));
    }

    @Test
    void whatIsPassedOnIsForLeadsUntilItIsResolved() {
        var id = raise(Priority.P2);
        max.with("If-Match", "*")
                .put("/cases/" + id + "/escalation", Map.of("note", "Should we ring somebody?"))
                .expect(200);
        claim(forum.mo(), id).expectProblem(403, "not-allowed");
        assertTrue(forum.mo().get("/cases/next").at("/case").isMissingNode());
        assertEquals(id, lea.get("/cases/next").text("/case/id"));

        claim(lea, id).expect(200);
        forum.clock().advance(Duration.ofMinutes(15));
        claim(max, id).expectProblem(403, "not-allowed");
        decide(lea, id, NO_ACTION).expect(201);
        assertEquals("resolved", show(id).text("/case/state"));
    }

    @Test
    void whatWaitsComesBackByItselfWithItsClockHavingStoodStill() {
        var id = raise(Priority.P2);
        var due = Instant.parse(show(id).text("/case/dueAt"));
        forum.clock().advance(Duration.ofHours(1));
        var until = now().plus(Duration.ofDays(2));
        var waits = forum.mo()
                .with("If-Match", "*")
                .put("/cases/" + id + "/waiting", Map.of("until", until.toString(), "note", "Asked the author."))
                .expect(200);
        assertEquals("waiting", waits.text("/case/state"));
        assertEquals(due.plus(Duration.ofDays(2)).toString(), waits.text("/case/dueAt"));
        assertTrue(max.get("/cases/next").at("/case").isMissingNode());

        forum.clock().advance(Duration.ofDays(2));
        assertEquals("open", show(id).text("/case/state"));
        assertEquals(id, max.get("/cases/next").text("/case/id"));
    }

    @Test
    void aWaitOfMoreThanFourteenDaysIsRefused() {
        var id = raise(Priority.P2);
        for (var until : List.of(now(), now().plus(Duration.ofDays(14)).plusSeconds(1))) {
            assertEquals(
                    List.of("/until"),
                    forum.mo()
                            .with("If-Match", "*")
                            .put("/cases/" + id + "/waiting", Map.of("until", until.toString(), "note", "Why."))
                            .expectProblem(422, "invalid-value")
                            .wrongPlaces());
        }
    }

    @Test
    void theNextIsTheMostUrgentThatNobodyHolds() {
        var p2 = raise(Priority.P2);
        var p0 = raise(Priority.P0);
        var p1 = raise(Priority.P1);
        assertEquals(p0, forum.mo().get("/cases/next").text("/case/id"));
        claim(forum.mo(), p0).expect(200);
        assertEquals(p1, max.get("/cases/next").text("/case/id"));
        claim(max, p1).expect(200);
        assertEquals(p2, lea.get("/cases/next").text("/case/id"));
        claim(lea, p2).expect(200);
        var none = forum.mo().get("/cases/next").expect(200);
        assertTrue(none.at("/case").isMissingNode());
        assertEquals(0, none.at("/viewer/actions").size());
    }

    @Test
    void tenWhoTakeTheNextAtOnceHoldTenDifferentCases() {
        var moderators = IntStream.range(0, 10)
                .mapToObj(i -> forum.signedIn("moderator-" + i, Role.MODERATOR))
                .toList();
        IntStream.range(0, 10).forEach(i -> raise(Priority.P2));
        var held = Together.times(10, i -> takeNext(moderators.get(i)));
        assertEquals(10, held.stream().distinct().count(), held.toString());
    }

    /** What is raised while somebody decides is either part of what they decided, or the case is open afterwards. */
    @Test
    void aRaiseAndAnEndAtTheSameMomentLoseNothing() {
        for (int round = 0; round < 15; round++) {
            var post = new PostId(UUID.randomUUID());
            var id = raise(post, Priority.P2);
            claim(forum.mo(), id).expect(200);
            var done = Together.times(
                    2, i -> i == 0 ? decide(forum.mo(), id, NO_ACTION).status() : raiseAgain(post, id));
            assertTrue(List.of(201, 409, 412).contains(done.get(0)), done.toString());

            var shown = show(id);
            var kinds = shown.texts("/events", "/kind");
            assertEquals(2, shown.at("/case/sources").size());
            boolean ended = shown.text("/case/state").equals("resolved");
            assertEquals(ended || done.get(0) != 201, kinds.contains("raised"), kinds.toString());
            assertEquals(!ended && done.get(0) == 201, kinds.contains("reopened"), kinds.toString());
        }
    }

    private static int raiseAgain(PostId post, String id) {
        assertEquals(id, raise(post, Priority.P1));
        return 0;
    }

    private static String takeNext(Client moderator) {
        while (true) {
            var next = moderator.get("/cases/next").expect(200).text("/case/id");
            if (claim(moderator, next).status() == 200) {
                return next;
            }
        }
    }

    private static int written(String id) {
        return forum.db().read(tx -> tx.fetchCount(AUDIT_ENTRY, AUDIT_ENTRY.CASE_ID.eq(CaseId.of(id))));
    }

    private Answer show(String id) {
        return lea.get("/cases/" + id).expect(200);
    }

    private static Instant now() {
        return forum.clock().instant();
    }

    private static String raise(Priority priority) {
        return raise(new PostId(UUID.randomUUID()), priority);
    }

    private static String raise(PostId post, Priority priority) {
        return forum.raise(Target.of(post), Source.REPORT, priority, false).toString();
    }
}
