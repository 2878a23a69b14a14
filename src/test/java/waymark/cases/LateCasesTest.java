package waymark.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.cases.Priority.P0;
import static waymark.cases.Priority.P1;
import static waymark.cases.Priority.P2;
import static waymark.schema.Tables.CASE_EVENT;
import static waymark.schema.Tables.MODERATION_CASE;
import static waymark.testing.CaseDesk.claim;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.ids.CaseId;
import waymark.ids.PostId;
import waymark.testing.Answer;
import waymark.testing.Logged;
import waymark.testing.TestClock;
import waymark.testing.Together;

/** Nobody has looked in time. */
class LateCasesTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    @BeforeEach
    void nothingIsOpen() {
        forum.clock().set(TestClock.START);
        int unused = forum.db()
                .write(tx -> tx.update(MODERATION_CASE)
                        .set(MODERATION_CASE.STATE, "resolved")
                        .setNull(MODERATION_CASE.ASSIGNEE_ID)
                        .setNull(MODERATION_CASE.HELD_UNTIL)
                        .set(MODERATION_CASE.RESOLVED_AT, TestClock.START)
                        .execute());
    }

    @Test
    void isNoticedOnceAndTold() {
        var late = raise(P0);
        var inTime = raise(P1);
        forum.clock().advance(Duration.ofMinutes(15));
        assertEquals(0, forum.lateCases().note());
        forum.clock().advance(Duration.ofSeconds(1));
        assertEquals(1, forum.lateCases().note());
        assertEquals(0, forum.lateCases().note());

        assertEquals(forum.clock().instant().toString(), show(late).text("/case/breachedAt"));
        assertTrue(show(inTime).at("/case/breachedAt").isMissingNode());
        assertEquals(List.of("opened", "breached"), kinds(late));
        assertEquals(List.of(late.toString()), list("breached=true"));
        assertEquals(List.of(inTime.toString()), list("breached=false"));
    }

    /** A moderator who was about to take it has still read what it says. */
    @Test
    void keepsTheVersionOfTheCase() {
        var late = raise(P0);
        var version = show(late).at("/case/version");
        forum.clock().advance(Duration.ofMinutes(16));
        assertEquals(1, forum.lateCases().note());
        assertEquals(version, show(late).at("/case/version"));
    }

    @Test
    void isOverWhenSomebodyLooksOrDecides() {
        var looked = raise(P0);
        claim(forum.mo(), looked).expect(200);
        var waits = raise(P0);
        forum.mo()
                .with("If-Match", "*")
                .put(
                        "/cases/" + waits + "/waiting",
                        Map.of("until", "2026-03-10T13:00:00Z", "note", "Asked the author."))
                .expect(200);
        var resolved = raise(P0);
        forum.setState(resolved, CaseState.RESOLVED);
        forum.clock().advance(Duration.ofMinutes(30));
        assertEquals(0, forum.lateCases().note());
    }

    @Test
    void isNoticedByWhoeverLooksFirstWhenNobodyElseHas() {
        var late = raise(P0);
        forum.clock().advance(Duration.ofMinutes(16));
        claim(forum.mo(), late).expect(200);
        assertEquals(0, forum.lateCases().note());
        assertEquals(List.of("opened", "breached", "claimed"), kinds(late));
        assertEquals(
                forum.clock().instant().toString(),
                forum.mo().get("/cases?breached=true").text("/items/0/breachedAt"));
    }

    @Test
    void beginsAnewWhenTheCaseIsOpenedAgain() {
        var target = new PostId(UUID.randomUUID());
        var late = raise(target, P0);
        forum.clock().advance(Duration.ofMinutes(16));
        assertEquals(1, forum.lateCases().note());
        forum.setState(late, CaseState.RESOLVED);
        assertEquals(late, raise(target, P0));
        assertTrue(show(late).at("/case/breachedAt").isMissingNode());
        forum.clock().advance(Duration.ofMinutes(16));
        assertEquals(1, forum.lateCases().note());
    }

    @Test
    void severalServersNoticeEachOnce() {
        var all = IntStream.range(0, 40).mapToObj(i -> raise(P0)).toList();
        forum.clock().advance(Duration.ofMinutes(16));
        var noticed = Together.times(4, i -> forum.lateCases().note());

        assertEquals(40, noticed.stream().mapToInt(Integer::intValue).sum(), noticed.toString());
        all.forEach(id -> assertEquals(1, countBreaches(id)));
    }

    @Test
    void moreThanFitIntoOneTransactionAreAllNoticed() {
        var carol = forum.account(forum.member("carol"));
        int unused = forum.db()
                .write(tx -> tx.execute(
                        """
                insert into moderation_case (id, target_type, target_id, subject_id, category, priority, state, escalated, paged,
                  opened_at, due_at, version)
                select gen_random_uuid(), 'post', gen_random_uuid(), ?, 'other', 'P2', 'open', false, false, ?, ?, 1
                from generate_series(1, 1001)""", carol.value(), Timestamp.from(TestClock.START), Timestamp.from(TestClock.START)));
        forum.clock().advance(Duration.ofSeconds(1));
        assertEquals(1001, forum.lateCases().note());
    }

    @Test
    void theLogNamesCasesAndNothingOfPeople() {
        try (var logged = Logged.by(LateCases.class)) {
            var late = raise(P0);
            forum.clock().advance(Duration.ofMinutes(16));
            assertEquals(1, forum.lateCases().note());
            assertEquals(List.of("WARN cases that nobody has looked at in time: " + late + " P0"), logged.lines());
        }
    }

    @Test
    void theHealthPageWarnsUntilSomebodyLooks() {
        assertFalse(ready().body().contains("cases-overdue"));
        var late = List.of(raise(P0), raise(P0), raise(P1), raise(P2));
        forum.clock().advance(Duration.ofMinutes(61));
        assertEquals(
                List.of("Cases that nobody has looked at in time: P0 2, P1 1."), ready().texts("/warnings", "/detail"));
        late.forEach(id -> claim(forum.mo(), id).expect(200));
        assertFalse(ready().body().contains("cases-overdue"));
    }

    private static int countBreaches(CaseId id) {
        return forum.db()
                .read(tx -> tx.fetchCount(CASE_EVENT, CASE_EVENT.CASE_ID.eq(id).and(CASE_EVENT.KIND.eq("breached"))));
    }

    private static List<String> kinds(CaseId id) {
        return StreamSupport.stream(show(id).at("/events").spliterator(), false)
                .map(event -> event.path("kind").asText())
                .toList();
    }

    private static Answer ready() {
        return forum.guest().get("//health/ready").expect(200);
    }

    private static List<String> list(String query) {
        return forum.mo().get("/cases?" + query).expect(200).texts("/items", "/id");
    }

    private static CaseId raise(Priority priority) {
        return raise(new PostId(UUID.randomUUID()), priority);
    }

    private static CaseId raise(PostId post, Priority priority) {
        return forum.raise(Target.of(post), Source.SIGNPOSTING, priority, false);
    }

    private static Answer show(CaseId id) {
        return forum.mo().get("/cases/" + id).expect(200);
    }
}
