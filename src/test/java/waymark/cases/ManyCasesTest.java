package waymark.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.ids.SessionId;
import waymark.platform.access.Member;
import waymark.platform.access.Role;
import waymark.testing.ManyCases;

/** A hundred thousand cases, most of them open: the next one is found without looking at them all. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ManyCasesTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final Pattern BUFFERS = Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?");

    @BeforeAll
    static void thereAreManyCases() {
        var subjects = Stream.of("ann", "ben", "cat", "dan", "eve", "fay", "gus", "hal", "ida", "jon")
                .map(name -> forum.account(forum.member(name)))
                .toList();
        var max = forum.account(forum.signedIn("max", Role.MODERATOR));
        ManyCases.insert(forum.db(), 100_000, subjects, max, forum.clock().instant());
    }

    @Test
    @Order(1)
    void theNextIsReadFromTheIndexInItsOrder() {
        var plan = plan(false);
        assertFromTheIndex(plan);
        assertTrue(buffers(plan) < 200, plan);
        assertEquals("P0", forum.mo().get("/cases/next").expect(200).text("/case/priority"));
    }

    @Test
    @Order(2)
    void soItIsForWhoIsSparedTheMostUrgent() {
        var plan = plan(true);
        assertFromTheIndex(plan);
        assertTrue(
                plan.contains("Index Cond: (moderation_case.priority > 'P0'")
                        || plan.contains("Index Cond: (priority > 'P0'"),
                plan);
        assertTrue(buffers(plan) < 200, plan);
    }

    @Test
    @Order(3)
    void soItIsForWhoIsCloseToHalfOfThePeople() {
        for (var name : List.of("ann", "cat", "eve", "gus", "ida")) {
            forum.mo()
                    .put("/me/recusals/" + name, Map.of("kind", "same-hospital"))
                    .expect(200);
        }
        var plan = plan(false);
        assertFromTheIndex(plan);
        assertTrue(buffers(plan) < 200, plan);
    }

    /** Of those that others hold each is looked at, and of all that come behind none. */
    @Test
    @Order(4)
    void soItIsWhenTheFirstThousandAreHeldByOthers() {
        int held = forum.db()
                .write(tx -> tx.execute(
                        """
                update moderation_case set state = 'claimed', assignee_id = ?, held_until = ?::timestamptz + interval '9 minutes'
                where id in (
                  select id from moderation_case where state = 'open' order by priority, due_at, id limit 1000)""",
                        forum.account(forum.signedIn("max", Role.MODERATOR)).value(),
                        forum.clock().instant().toString()));
        assertEquals(1000, held);
        ManyCases.analyze(forum.db());

        var plan = plan(false);
        assertFromTheIndex(plan);
        assertTrue(buffers(plan) < 5_000, plan);
        assertEquals("open", forum.mo().get("/cases/next").expect(200).text("/case/state"));
    }

    @Test
    @Order(5)
    void thePageOfTheListIsReadFromTheIndexToo() {
        var first = forum.mo().get("/cases?limit=20").expect(200);
        assertEquals(20, first.at("/items").size());
        assertEquals(
                20,
                forum.mo()
                        .get("/cases?limit=20&cursor=" + first.text("/next"))
                        .expect(200)
                        .at("/items")
                        .size());
    }

    private static void assertFromTheIndex(String plan) {
        assertTrue(plan.contains("Index Scan using moderation_case_queue"), plan);
        assertFalse(plan.contains("Seq Scan on moderation_case"), plan);
        assertFalse(plan.contains("Sort Key: moderation_case"), plan);
    }

    /** How the very statement is carried out, and what that cost. */
    private static String plan(boolean spared) {
        var mo = new Member(
                forum.account(forum.mo()), "mo", Role.MODERATOR, new SessionId(UUID.randomUUID()), Optional.empty());
        return forum
                .db()
                .read(tx -> tx.fetch(
                        "explain (analyze, buffers) {0}",
                        CaseViewStore.nextQuery(tx, mo, spared, forum.clock().instant())))
                .getValues(0, String.class)
                .stream()
                .collect(Collectors.joining("\n"));
    }

    /** Of the whole statement: those of its outermost step. */
    private static int buffers(String plan) {
        var matcher = BUFFERS.matcher(plan);
        assertTrue(matcher.find(), plan);
        return Stream.of(1, 2)
                .map(matcher::group)
                .filter(found -> found != null)
                .mapToInt(Integer::parseInt)
                .sum();
    }
}
