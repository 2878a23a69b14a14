package waymark.moderation.replies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waymark.TestForum;
import waymark.platform.access.Role;
import waymark.testing.Answer;
import waymark.testing.Together;

class CannedReplyTest {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private String id = "";

    @BeforeEach
    void thereIsAReply() {
        id = "reply-" + COUNT.incrementAndGet();
        add(Map.of("id", id, "category", "abuse", "title", "A title", "text", "Hello {username}."))
                .expect(201);
    }

    @Test
    void aReplyIsAddedAndRead() {
        var mine = id + "-for-all";
        var added = add(Map.of("id", mine, "title", "For all", "text", "To talk: {helpline}."))
                .expect(201);
        assertEquals("/api/v1/canned-replies/" + mine, added.header("Location"));

        var read = show(mine);
        assertEquals(added.at("/cannedReply"), read.at("/cannedReply"));
        assertEquals(1, read.at("/cannedReply/version").asInt());
        assertTrue(read.at("/cannedReply/category").isNull());
        assertEquals("current", read.text("/cannedReply/state"));
        assertEquals("mo", read.text("/cannedReply/updatedBy"));
        assertEquals(forum.clock().instant().toString(), read.text("/cannedReply/updatedAt"));
        assertTrue(read.header("ETag").startsWith("\"1-"));
    }

    @Test
    void anIdIsGivenOnceAlsoWhenItsReplyIsRetired() {
        var same = Map.of("id", id, "title", "Another", "text", "Words.");
        add(same).expectProblem(409, "id-taken");
        forum.mo().with("If-Match", "*").delete(path()).expect(204);
        add(same).expectProblem(409, "id-taken");
        add(Map.of("id", "welcome", "title", "Another", "text", "Words.")).expectProblem(409, "id-taken");
    }

    @Test
    void aChangeMakesANewVersionAndTheOldOneStays() {
        var changed = change("\"1\"", Map.of("text", "Dear {username}.")).expect(200);
        assertEquals(2, changed.at("/cannedReply/version").asInt());
        assertEquals("A title", changed.text("/cannedReply/title"));
        assertEquals("abuse", changed.text("/cannedReply/category"));
        assertTrue(changed.header("ETag").startsWith("\"2-"));

        var forAll = new HashMap<String, Object>();
        forAll.put("category", null);
        assertTrue(
                change("\"2\"", forAll).expect(200).at("/cannedReply/category").isNull());

        var versions = forum.mo().get(path() + "/versions").expect(200);
        assertEquals(List.of("3", "2", "1"), versions.texts("/items", "/version"));
        assertEquals(
                List.of("Dear {username}.", "Dear {username}.", "Hello {username}."),
                versions.texts("/items", "/text"));
        assertEquals(3, show(id).at("/cannedReply/version").asInt());
    }

    @Test
    void aChangeThatChangesNothingMakesNoVersion() {
        assertEquals(
                1,
                change("\"1\"", Map.of("text", "Hello {username}."))
                        .expect(200)
                        .at("/cannedReply/version")
                        .asInt());
    }

    @Test
    void aRetiredReplyIsOfferedNoLongerUntilItIsChanged() {
        forum.mo().with("If-Match", "\"1\"").delete(path()).expect(204);
        assertFalse(ids("category=abuse").contains(id));
        assertTrue(ids("category=abuse&state=retired").contains(id));
        assertEquals("retired", show(id).text("/cannedReply/state"));

        forum.mo().with("If-Match", "\"1\"").delete(path()).expectProblem(412, "stale-version");
        forum.mo().with("If-Match", "\"2\"").delete(path()).expect(204);
        assertEquals(2, show(id).at("/cannedReply/version").asInt());
        change("\"1\"", Map.of("title", "Again")).expectProblem(412, "stale-version");

        var again = change("\"2\"", Map.of("title", "A title")).expect(200);
        assertEquals("current", again.text("/cannedReply/state"));
        assertEquals(3, again.at("/cannedReply/version").asInt());
        assertTrue(ids("category=abuse").contains(id));
    }

    @Test
    void aCategoryOffersItsOwnAndThoseForAll() {
        var all = ids("category=abuse");
        assertTrue(all.contains(id));
        assertTrue(all.contains("removal"));
        assertFalse(all.contains("spam"));
        assertFalse(ids("category=crisis").contains(id));
        assertTrue(ids("").containsAll(List.of(id, "removal", "spam")));
    }

    @Test
    void aWalkShowsEveryReplyOnce() {
        var seen = new ArrayList<String>();
        var page = forum.mo().get("/canned-replies?limit=3").expect(200);
        seen.addAll(page.texts("/items", "/id"));
        while (!page.at("/next").isNull()) {
            page = forum.mo()
                    .get("/canned-replies?limit=3&cursor=" + page.text("/next"))
                    .expect(200);
            seen.addAll(page.texts("/items", "/id"));
        }
        assertEquals(ids(""), seen);
        assertTrue(seen.size() > 12);
    }

    @ParameterizedTest
    @CsvSource({
        "Hello {name}.,{name}",
        "Hello {Username}.,{Username}",
        "Hello {}.,{}",
        "Hello {username.,{username.",
        "Hello username}.,}",
        "{user{rule}name},{username}"
    })
    void whatNobodyWouldFillInIsRefusedByName(String text, String named) {
        var refused =
                add(Map.of("id", id + "-x", "title", "A title", "text", text)).expectProblem(422, "invalid-value");
        assertEquals(List.of("/text"), refused.wrongPlaces());
        assertTrue(refused.text("/errors/0/detail").contains(named), refused::body);
        change("*", Map.of("text", text)).expectProblem(422, "invalid-value");
        assertEquals(1, show(id).at("/cannedReply/version").asInt());
    }

    @Test
    void whatNoTextHereMaySayIsRefusedInTitleAndText() {
        var refused = add(Map.of(
                        "id",
                        id + "-x",
                        "title",
                        "Don\u2019t worry",
                        "text",
                        "It is probably nothing, you'll be fine {x}."))
                .expectProblem(422, "invalid-value");
        assertEquals(List.of("/title", "/text", "/text"), refused.wrongPlaces());
        assertTrue(refused.text("/errors/1/detail").contains("probably"), refused::body);
        forum.mo().get(path() + "-x").expectProblem(404, "not-found");
    }

    @Test
    void changingNeedsThePresentVersion() {
        forum.mo().patch(path(), Map.of("title", "New")).expectProblem(428, "version-needed");
        forum.mo().delete(path()).expectProblem(428, "version-needed");
        change("\"7\"", Map.of("title", "New")).expectProblem(412, "stale-version");
    }

    @Test
    void oneOfTenChangesOfAVersionCounts() {
        var mo = forum.mo().with("If-Match", "\"1\"");
        var statuses = Together.times(
                10, i -> mo.patch(path(), Map.of("title", "Title " + i)).status());
        assertEquals(1, statuses.stream().filter(status -> status == 200).count());
        assertEquals(9, statuses.stream().filter(status -> status == 412).count());

        var any = forum.mo().with("If-Match", "*");
        Together.times(10, i -> any.patch(path(), Map.of("title", "Any " + i))).forEach(answer -> answer.expect(200));
        assertEquals(12, show(id).at("/cannedReply/version").asInt());
    }

    @Test
    void everyChangeStandsInTheAuditLog() {
        change("*", Map.of("title", "Another title")).expect(200);
        change("*", Map.of("title", "Another title")).expect(200);
        forum.mo().with("If-Match", "*").delete(path()).expect(204);

        var log = forum.signedIn("ada-the-admin", Role.ADMIN)
                .get("/audit-log?limit=3")
                .expect(200);
        assertEquals(
                List.of("canned-reply-retired", "canned-reply-changed", "canned-reply-added"),
                log.texts("/items", "/action"));
        assertEquals(List.of(id, id, id), log.texts("/items", "/reason"));
        assertEquals(log.text("/items/2/afterSha256"), log.text("/items/1/beforeSha256"));
        assertEquals(log.text("/items/1/afterSha256"), log.text("/items/0/beforeSha256"));
        assertFalse(log.text("/items/1/beforeSha256").equals(log.text("/items/1/afterSha256")));
    }

    @Test
    void onlyModeratorsHaveToDoWithThem() {
        for (var path : List.of("/canned-replies", path(), path() + "/versions")) {
            forum.guest().get(path).expectProblem(401, "sign-in-needed");
            forum.alice().get(path).expectProblem(403, "not-allowed");
        }
        var alice = forum.alice().with("If-Match", "*");
        alice.post("/canned-replies", Map.of("id", "mine", "title", "Mine", "text", "Words."))
                .expectProblem(403, "not-allowed");
        alice.patch(path(), Map.of("title", "Mine")).expectProblem(403, "not-allowed");
        alice.delete(path()).expectProblem(403, "not-allowed");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        for (var other : List.of("not-there", "Not%20There")) {
            var mo = forum.mo().with("If-Match", "*");
            mo.get("/canned-replies/" + other).expectProblem(404, "not-found");
            mo.get("/canned-replies/" + other + "/versions").expectProblem(404, "not-found");
            mo.patch("/canned-replies/" + other, Map.of("title", "New")).expectProblem(404, "not-found");
            mo.delete("/canned-replies/" + other).expectProblem(404, "not-found");
        }
    }

    @Test
    void theDatabaseItselfRefusesToChangeAVersion() {
        var refusal = assertThrows(
                DataAccessException.class,
                () -> forum.db().write(tx -> tx.execute("update canned_reply set text = 'Other words.'")));
        assertTrue(String.valueOf(refusal.getMessage()).contains("the rows of canned_reply stay"), refusal::toString);
    }

    private String path() {
        return "/canned-replies/" + id;
    }

    private static Answer add(Map<String, String> reply) {
        return forum.mo().post("/canned-replies", reply);
    }

    private Answer change(String version, Map<String, ?> change) {
        return forum.mo().with("If-Match", version).patch(path(), change);
    }

    private static Answer show(String id) {
        return forum.mo().get("/canned-replies/" + id).expect(200);
    }

    private static List<String> ids(String query) {
        return forum.mo()
                .get("/canned-replies?limit=100" + (query.isEmpty() ? "" : "&" + query))
                .expect(200)
                .texts("/items", "/id");
    }
}
