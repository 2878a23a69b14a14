package waymark.moderation.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.AUDIT_ENTRY;
import static waymark.testing.CaseDesk.caseAbout;
import static waymark.testing.CaseDesk.claim;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.cases.CaseCategory;
import waymark.cases.Priority;
import waymark.cases.Raise;
import waymark.cases.Source;
import waymark.cases.Target;
import waymark.ids.PostId;
import waymark.platform.access.Role;
import waymark.testing.Answer;
import waymark.testing.CaseDesk;
import waymark.testing.Client;

/** Each test has a month of its own to count in. */
class StatisticsTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static Instant month = Instant.parse("2026-03-03T12:00:00Z");

    private int member;

    @BeforeEach
    void aMonthBegins() {
        month = month.plus(Duration.ofDays(40));
        forum.clock().set(month);
    }

    @Test
    void minutesAreCountedFromEachOpeningToTheFirstLookAndToTheEnd() {
        var mo = moderator();
        for (int minutes : List.of(10, 20, 30)) {
            var id = raise(Priority.P1, CaseCategory.ABUSE);
            forum.clock().advance(Duration.ofMinutes(minutes));
            claim(mo, id).expect(200);
            forum.clock().advance(Duration.ofMinutes(5));
            decide(mo, id, "no-action").expect(201);
        }
        var again = raise(Priority.P2, CaseCategory.ABUSE);

        var figures = figures(mo, "");
        assertEquals(3, priority(figures, "P1").path("opened").asInt());
        assertEquals(20.0, priority(figures, "P1").at("/firstLook/median").asDouble());
        assertEquals(28.0, priority(figures, "P1").at("/firstLook/p90").asDouble());
        assertEquals(25.0, priority(figures, "P1").at("/resolution/median").asDouble());
        assertEquals(33.0, priority(figures, "P1").at("/resolution/p90").asDouble());
        assertEquals(1, priority(figures, "P2").path("opened").asInt());
        assertTrue(priority(figures, "P2").path("firstLook").isMissingNode(), again);
        assertEquals(0, priority(figures, "P3").path("opened").asInt());
        assertEquals(List.of("no-action"), figures.texts("/decisions", "/name"));
        assertEquals(3, figures.at("/decisions/0/count").asInt());
    }

    @Test
    void aCaseThatIsOpenedAgainCountsTwiceAndEachOpeningHasItsOwnLook() {
        var mo = moderator();
        var post = new PostId(UUID.randomUUID());
        var id = raise(post, Priority.P0, CaseCategory.CRISIS);
        forum.clock().advance(Duration.ofMinutes(10));
        decide(mo, id, "no-action").expect(201);
        forum.clock().advance(Duration.ofMinutes(10));
        assertEquals(id, raise(post, Priority.P0, CaseCategory.CRISIS));
        forum.clock().advance(Duration.ofMinutes(30));
        claim(mo, id).expect(200);

        var urgent = priority(figures(mo, ""), "P0");
        assertEquals(2, urgent.path("opened").asInt());
        assertEquals(1, urgent.path("breached").asInt());
        assertEquals(20.0, urgent.at("/firstLook/median").asDouble());
        assertEquals(10.0, urgent.at("/resolution/median").asDouble());
    }

    @Test
    void theBacklogIsWhatIsOpenNowByItsAge() {
        var mo = moderator();
        var before = priorities(figures(mo, ""), "/backlog", "P3");
        var old = raise(Priority.P3, CaseCategory.OTHER);
        forum.clock().advance(Duration.ofDays(6));
        var younger = raise(Priority.P3, CaseCategory.OTHER);
        forum.clock().advance(Duration.ofDays(1));
        var day = raise(Priority.P3, CaseCategory.OTHER);
        forum.clock().advance(Duration.ofHours(1));
        var unused = List.of(old, younger, day, raise(Priority.P3, CaseCategory.OTHER));

        var backlog = priorities(figures(moderator(), ""), "/backlog", "P3");
        assertEquals(before.path("older").asInt() + 1, backlog.path("older").asInt());
        assertEquals(1, backlog.path("underOneWeek").asInt());
        assertEquals(1, backlog.path("underOneDay").asInt());
        assertEquals(1, backlog.path("underOneHour").asInt());
    }

    @Test
    void appealsCountWithWhatBecameOfThem() {
        var author = member();
        var mo = moderator();
        var letters = List.of(letter(mo, author), letter(mo, author), letter(mo, author));
        letters.forEach(
                letter -> author.post("/decisions/" + letter + "/appeal", Map.of("message", "Please look again."))
                        .expect(201));
        var other = moderator();
        answer(other, letters.get(0), "overturn");
        answer(other, letters.get(1), "confirm");

        var appeals = figures(mo, "").at("/appeals");
        assertEquals(3, appeals.path("made").asInt());
        assertEquals(1, appeals.path("overturned").asInt());
        assertEquals(1, appeals.path("confirmed").asInt());
        assertEquals(1, appeals.path("open").asInt());
    }

    @Test
    void reportsCountByTheirReason() {
        var author = member();
        var post = forum.thread(author).post();
        for (var reporter : List.of(member(), member())) {
            reporter.post("/reports", Map.of("target", Map.of("type", "post", "id", post), "reason", "abuse"))
                    .expect(201);
        }
        var figures = figures(moderator(), "");
        assertEquals(List.of("abuse"), figures.texts("/reports", "/name"));
        assertEquals(2, figures.at("/reports/0/count").asInt());
    }

    /** Half past eleven in the evening in London is half past ten in summer elsewhere. */
    @Test
    void aDayIsADayOfLondon() {
        forum.clock().set(Instant.parse("2027-07-05T22:59:00Z"));
        var unused = raise(Priority.P1, CaseCategory.OTHER);
        forum.clock().set(Instant.parse("2027-07-05T23:01:00Z"));
        var mo = moderator();
        assertEquals(1, opened(mo, "?from=2027-07-05&to=2027-07-05"));
        assertEquals(0, opened(mo, "?from=2027-07-06&to=2027-07-06"));
        var usual = figures(mo, "");
        assertEquals("2027-06-09", usual.text("/from"));
        assertEquals("2027-07-06", usual.text("/to"));
    }

    @Test
    void aSpanThatCannotBeIsRefused() {
        var mo = moderator();
        assertEquals(List.of("/from"), refused(mo, "?from=2026-03-02&to=2026-03-01"));
        assertEquals(List.of("/from"), refused(mo, "?from=2026-01-01&to=2027-01-02"));
        mo.get("/statistics/moderation?from=2026-01-01&to=2027-01-01").expect(200);
        assertEquals(List.of("/to"), refused(mo, "?to=2026-02-30"));
        forum.member("somebody-" + UUID.randomUUID().toString().substring(0, 8))
                .get("/statistics/moderation")
                .expectProblem(403, "not-allowed");
    }

    @Test
    void leadsSeeHowMuchModeratorsHadToReadAndItIsWrittenDown() {
        var name = "reader-" + UUID.randomUUID().toString().substring(0, 8);
        var reader = forum.signedIn(name, Role.MODERATOR);
        claim(reader, raise(Priority.P0, CaseCategory.CRISIS)).expect(200);
        claim(reader, raise(Priority.P1, CaseCategory.ABUSE)).expect(200);
        claim(reader, raise(Priority.P2, CaseCategory.SPAM)).expect(200);
        decide(reader, raise(Priority.P2, CaseCategory.SPAM), "no-action").expect(201);

        int before = written();
        var lead = forum.signedIn("lead-" + UUID.randomUUID().toString().substring(0, 8), Role.ADMIN);
        var exposure = StreamSupport.stream(
                        lead.get("/statistics/exposure")
                                .expect(200)
                                .at("/items")
                                .spliterator(),
                        false)
                .filter(one -> one.path("moderator").asText().equals(name))
                .findFirst()
                .orElseThrow();
        assertEquals(2, exposure.path("sensitiveCases").asInt());
        assertEquals(1, exposure.path("p0Cases").asInt());
        assertEquals(1, exposure.path("decisions").asInt());
        assertEquals(before + 1, written());
        reader.get("/statistics/exposure").expectProblem(403, "not-allowed");

        forum.clock().advance(Duration.ofDays(8));
        var later = forum.signedIn("later-" + UUID.randomUUID().toString().substring(0, 8), Role.ADMIN)
                .get("/statistics/exposure");
        assertTrue(StreamSupport.stream(later.at("/items").spliterator(), false)
                .allMatch(one -> one.path("sensitiveCases").asInt() == 0));
    }

    private static int written() {
        return forum.db().read(tx -> tx.fetchCount(AUDIT_ENTRY, AUDIT_ENTRY.ACTION.eq("exposure-read")));
    }

    private static List<String> refused(Client mo, String query) {
        return mo.get("/statistics/moderation" + query)
                .expectProblem(400, "invalid-request")
                .wrongPlaces();
    }

    private static int opened(Client mo, String query) {
        return priority(figures(mo, query), "P1").path("opened").asInt();
    }

    private static Answer figures(Client mo, String query) {
        return mo.get("/statistics/moderation" + query).expect(200);
    }

    private static JsonNode priority(Answer figures, String priority) {
        return priorities(figures, "/byPriority", priority);
    }

    private static JsonNode priorities(Answer figures, String list, String priority) {
        return figures.at(list).path(Integer.parseInt(priority.substring(1)));
    }

    /** The id of a decision on a post of theirs. */
    private static String letter(Client mo, Client author) {
        var post = forum.thread(author).post();
        return mo.with("If-Match", "*")
                .put("/posts/" + post + "/removal", TestForum.removal("Why."))
                .expect(200)
                .text("/decision/id");
    }

    private static void answer(Client moderator, String letter, String action) {
        decide(moderator, caseAbout(moderator, letter), action).expect(201);
    }

    private static Answer decide(Client moderator, String id, String action) {
        var body = new HashMap<>(Map.of("action", action, "reason", "nothing-wrong"));
        if (!action.equals("no-action")) {
            body.put("message", "We have looked again.");
        }
        return CaseDesk.decide(moderator, id, body);
    }

    private String raise(Priority priority, CaseCategory category) {
        return raise(new PostId(UUID.randomUUID()), priority, category);
    }

    private String raise(PostId post, Priority priority, CaseCategory category) {
        var author = forum.account(member());
        var raise = Raise.of(Target.of(post), author, Source.REPORT, category, priority);
        return CaseDesk.raise(forum, raise);
    }

    /** Somebody new: nobody stays signed in for months. */
    private Client member() {
        return forum.member("m" + month.getEpochSecond() + "-" + ++member);
    }

    private Client moderator() {
        return forum.signedIn("s" + month.getEpochSecond() + "-" + ++member, Role.MODERATOR);
    }
}
