package waymark.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.cases.Priority.P0;
import static waymark.cases.Priority.P1;
import static waymark.cases.Priority.P2;
import static waymark.cases.Priority.P3;
import static waymark.cases.Source.SIGNPOSTING;
import static waymark.cases.Source.SIGNPOSTING_FAILED;
import static waymark.schema.Tables.MODERATION_CASE;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.ids.CaseId;
import waymark.ids.PostId;
import waymark.testing.Answer;
import waymark.testing.Logged;
import waymark.testing.Together;

class RaiseCaseTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private String post = "";
    private Instant opened = Instant.EPOCH;

    @BeforeEach
    void aliceHasWritten() {
        post = forum.thread(forum.alice()).post();
        opened = forum.clock().instant();
    }

    @Test
    void aCaseLeadsToWhatItIsAbout() {
        var shown = show(raise(SIGNPOSTING, P1, false));

        assertEquals("post", shown.text("/case/target/type"));
        assertEquals(post, shown.text("/case/target/id"));
        assertEquals("P1", shown.text("/case/priority"));
        assertEquals("open", shown.text("/case/state"));
        assertFalse(shown.at("/case/paged").asBoolean());
        assertEquals(opened, instant(shown, "/case/openedAt"));
        assertEquals(opened.plus(Duration.ofHours(1)), instant(shown, "/case/dueAt"));
        assertEquals(1, shown.at("/case/version").asInt());
        assertEquals(1, shown.at("/case/sources").size());
        assertEquals("signposting", shown.text("/case/sources/0/source"));
        assertEquals("P1", shown.text("/case/sources/0/priority"));
        assertEquals(opened, instant(shown, "/case/sources/0/at"));
        assertEquals("0808 2080 888", shown.text("/signposting/helpline/phone/display"));
        assertTrue(shown.header("ETag").startsWith("\"1-"));

        var target = forum.mo().get("/" + shown.text("/case/target/href")).expect(200);
        assertEquals(post, target.text("/post/id"));
    }

    @Test
    void eachPriorityHasItsClock() {
        assertEquals(Duration.ofMinutes(15), dueWithin(P0));
        assertEquals(Duration.ofHours(1), dueWithin(P1));
        assertEquals(Duration.ofHours(24), dueWithin(P2));
        // Five working days: a weekend is in between.
        assertEquals(Duration.ofDays(7), dueWithin(P3));
    }

    @Test
    void aSecondRaiseMakesTheSameCaseMoreUrgent() {
        var first = raise(SIGNPOSTING_FAILED, P2, false);
        forum.clock().advance(Duration.ofMinutes(1));
        assertEquals(first, raise(SIGNPOSTING, P0, true));

        var shown = show(first);
        assertEquals("P0", shown.text("/case/priority"));
        assertTrue(shown.at("/case/paged").asBoolean());
        assertEquals(opened, instant(shown, "/case/openedAt"));
        assertEquals(opened.plus(Duration.ofMinutes(16)), instant(shown, "/case/dueAt"));
        assertEquals(2, shown.at("/case/version").asInt());
        assertEquals(List.of("signposting-failed", "signposting"), shown.texts("/case/sources", "/source"));
        assertEquals(List.of("P2", "P0"), shown.texts("/case/sources", "/priority"));
    }

    @Test
    void aSecondRaiseNeverMakesACaseLessUrgent() {
        var first = raise(SIGNPOSTING, P0, true);
        forum.clock().advance(Duration.ofMinutes(1));
        assertEquals(first, raise(SIGNPOSTING_FAILED, P2, false));

        var shown = show(first);
        assertEquals("P0", shown.text("/case/priority"));
        assertTrue(shown.at("/case/paged").asBoolean());
        assertEquals(opened.plus(Duration.ofMinutes(15)), instant(shown, "/case/dueAt"));
        assertEquals(2, shown.at("/case/sources").size());
    }

    @Test
    void aMoreUrgentRaiseDoesNotPutOffWhatIsDueSooner() {
        var first = raise(SIGNPOSTING, P1, false);
        forum.clock().advance(Duration.ofMinutes(50));
        assertEquals(first, raise(SIGNPOSTING, P0, false));

        assertEquals(opened.plus(Duration.ofHours(1)), instant(show(first), "/case/dueAt"));
    }

    @Test
    void aRaiseLeavesTheStateToThoseWhoWorkOnIt() {
        var claimed = raise(SIGNPOSTING, P2, false);
        setState(claimed, CaseState.CLAIMED);

        assertEquals(claimed, raise(SIGNPOSTING, P1, false));
        assertEquals("claimed", show(claimed).text("/case/state"));
    }

    @Test
    void aRaiseAfterTheEndOpensTheCaseAgainAndAnew() {
        var first = raise(SIGNPOSTING, P0, true);
        setState(first, CaseState.RESOLVED);
        forum.clock().advance(Duration.ofHours(3));

        assertEquals(first, raise(SIGNPOSTING, P2, false));
        var shown = show(first);
        assertEquals("open", shown.text("/case/state"));
        assertEquals("P2", shown.text("/case/priority"));
        assertFalse(shown.at("/case/paged").asBoolean());
        assertEquals(forum.clock().instant(), instant(shown, "/case/openedAt"));
        assertEquals(forum.clock().instant().plus(Duration.ofHours(24)), instant(shown, "/case/dueAt"));
        assertFalse(shown.json().at("/case").has("resolvedAt"));
        assertEquals(2, shown.at("/case/sources").size());
    }

    @Test
    void whatWaitsGoesOnWhenSomethingHappens() {
        var waiting = raise(SIGNPOSTING, P2, false);
        setState(waiting, CaseState.WAITING);

        assertEquals(waiting, raise(SIGNPOSTING, P3, false));
        assertEquals("open", show(waiting).text("/case/state"));
    }

    @Test
    void twentyRaisesAtOnceMakeOneCase() {
        var raised = Together.times(20, i -> raise(SIGNPOSTING, i == 13 ? P1 : P2, i == 7));

        assertEquals(1, Set.copyOf(raised).size());
        var shown = show(raised.get(0));
        assertEquals(20, shown.at("/case/sources").size());
        assertEquals(20, shown.at("/case/version").asInt());
        assertEquals("P1", shown.text("/case/priority"));
        assertTrue(shown.at("/case/paged").asBoolean());
        assertEquals(opened.plus(Duration.ofHours(1)), instant(shown, "/case/dueAt"));
    }

    /** A raise that went into a case which somebody is just closing would be seen by nobody. */
    @Test
    void aRaiseThatWaitsForAnEndOpensTheCaseAgain() {
        var first = raise(SIGNPOSTING, P2, false);
        var raise = Raise.of(target(), forum.account(forum.alice()), SIGNPOSTING, CaseCategory.OTHER, P1);
        var raised = Together.meeting(
                forum.db(),
                tx -> tx.update(MODERATION_CASE)
                        .set(MODERATION_CASE.STATE, "resolved")
                        .set(MODERATION_CASE.RESOLVED_AT, forum.clock().instant())
                        .where(MODERATION_CASE.ID.eq(first))
                        .execute(),
                () -> forum.db().write(tx -> forum.cases().raise(tx, raise)),
                tx -> {});

        assertEquals(first, raised);
        assertEquals("open", show(first).text("/case/state"));
        assertEquals(2, show(first).at("/case/sources").size());
    }

    @Test
    void aRaiseThatIsRolledBackLeavesNothing() {
        var alice = forum.account(forum.alice());
        var before = raise(SIGNPOSTING, P2, false);
        assertThrows(
                IllegalStateException.class,
                () -> forum.db().<CaseId>write(tx -> {
                    var unused =
                            forum.cases().raise(tx, Raise.of(target(), alice, SIGNPOSTING, CaseCategory.OTHER, P1));
                    throw new IllegalStateException("the rest of the transaction failed");
                }));

        var shown = show(before);
        assertEquals("P2", shown.text("/case/priority"));
        assertEquals(1, shown.at("/case/sources").size());
    }

    @Test
    void aCaseIsOverdueOnceItsTimeHasPassedUntilItIsResolved() {
        var late = raise(SIGNPOSTING, P0, false);
        forum.clock().advance(Duration.ofMinutes(15));
        assertFalse(show(late).at("/case/overdue").asBoolean());
        forum.clock().advance(Duration.ofSeconds(1));
        assertTrue(show(late).at("/case/overdue").asBoolean());
        setState(late, CaseState.RESOLVED);
        assertFalse(show(late).at("/case/overdue").asBoolean());
    }

    @Test
    void theLogTellsWhichCaseAndNothingOfPeople() {
        try (var logged = Logged.by(Cases.class.getName(), Level.INFO)) {
            var id = raise(SIGNPOSTING_FAILED, P2, false);
            var unused = List.of(raise(SIGNPOSTING, P1, true), raise(SIGNPOSTING, P0, false));

            assertEquals(
                    List.of(
                            "INFO case " + id + " raised: P2 post " + post + " signposting-failed",
                            "WARN case " + id + " raised: P1 post " + post + " signposting",
                            "WARN case " + id + " raised: P0 post " + post + " signposting"),
                    logged.lines());
        }
    }

    @Test
    void onlyModeratorsMayLook() {
        var path = "/cases/" + raise(SIGNPOSTING, P2, false);
        forum.guest().get(path).expectProblem(401, "sign-in-needed");
        forum.alice().get(path).expectProblem(403, "not-allowed");
        forum.mo().get(path).expect(200);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        forum.mo().get("/cases/0190a0a0-0000-7000-8000-000000000000").expectProblem(404, "not-found");
        forum.mo().get("/cases/none").expectProblem(404, "not-found");
    }

    private CaseId raise(Source source, Priority priority, boolean page) {
        return forum.raise(target(), source, priority, page);
    }

    private Target target() {
        return Target.of(PostId.of(post));
    }

    private static Duration dueWithin(Priority priority) {
        var id = forum.raise(Target.of(new PostId(UUID.randomUUID())), SIGNPOSTING, priority, false);
        return Duration.between(forum.clock().instant(), instant(show(id), "/case/dueAt"));
    }

    private static void setState(CaseId id, CaseState state) {
        forum.setState(id, state);
    }

    private static Answer show(CaseId id) {
        return forum.mo().get("/cases/" + id).expect(200);
    }

    private static Instant instant(Answer answer, String pointer) {
        return Instant.parse(answer.text(pointer));
    }
}
