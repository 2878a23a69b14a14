package waymark.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;

/** What authors allow, in a ledger that only grows. */
class StoryConsentTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private final Storyteller told = new Storyteller(forum);

    @Test
    void theWordingThatIsShownIsTheOneThatIsRecorded() throws Exception {
        var asked = forum.guest().get("/stories/consent-wording").expect(200);
        var words = asked.text("/wording/text").getBytes(StandardCharsets.UTF_8);
        var hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(words));
        assertEquals(hash, asked.text("/wording/hash"));
        assertEquals(24, asked.at("/months").asInt());
        assertEquals(
                List.of("forum", "public-web", "charity-website", "social-media", "print", "research"),
                asked.texts("/scopes", "/scope"));

        var id = told.draft(forum.alice());
        forum.alice()
                .put("/stories/" + id + "/consent", Storyteller.consent("forum"))
                .expect(200);
        var ledger = forum.alice().get("/stories/" + id + "/consents").expect(200);
        assertEquals(hash, ledger.text("/items/0/wordingHash"));
        assertEquals("online", ledger.text("/items/0/method"));
        assertEquals("self", ledger.text("/items/0/givenBy"));
        assertTrue(ledger.at("/items/0/live").asBoolean());
    }

    @Test
    void theLedgerKeepsEveryEntryAndOnlyTheNewestHolds() {
        var id = told.draft(forum.alice());
        var path = "/stories/" + id;
        forum.alice()
                .put(path + "/consent", Storyteller.consent("forum", "print"))
                .expect(200);
        forum.alice().put(path + "/consent", Storyteller.consent("forum")).expect(200);
        forum.alice().delete(path + "/consent").expect(200);

        var ledger = forum.alice().get(path + "/consents").expect(200);
        assertEquals(List.of("withdrawn", "given", "given"), ledger.texts("/items", "/action"));
        assertEquals(List.of("false", "false", "false"), ledger.texts("/items", "/live"));
        for (var other : List.of(forum.bob(), told.reviewer())) {
            other.get(path + "/consents").expectProblem(404, "not-found");
        }
        for (var change : List.of(
                "update story_consent set scopes = '{print}'",
                "delete from story_consent",
                "truncate story_consent cascade")) {
            var refused =
                    assertThrows(DataAccessException.class, () -> forum.db().write(tx -> tx.execute(change)));
            assertTrue(String.valueOf(refused.getMessage()).contains("append-only"), change);
        }
    }

    @Test
    void whatDoesNotGoTogetherIsRefusedByName() {
        var id = told.draft(forum.alice());
        refused(id, "wordingVersion", "2020-01", "/wordingVersion");
        refused(id, "scopes", List.of("print"), "/scopes");
        refused(id, "givenBy", "parent", "/youngPersonAssents");
        refused(id, "youngPersonAssents", true, "/youngPersonAssents");
        var wide = Storyteller.consent("forum", "public-web");
        wide.put("audience", "members");
        forum.alice().put("/stories/" + id + "/consent", wide).expectProblem(422, "invalid-value");
        assertEquals(
                0,
                forum.alice().get("/stories/" + id + "/consents").at("/items").size());

        var parent = Storyteller.consent("forum");
        parent.put("givenBy", "parent");
        parent.put("youngPersonAssents", true);
        forum.alice().put("/stories/" + id + "/consent", parent).expect(200);
        assertTrue(forum.alice()
                .get("/stories/" + id + "/consents")
                .at("/items/0/youngPersonAssents")
                .asBoolean());
    }

    @Test
    void whatIsForMembersIsForMembers() {
        var id = told.submitted(forum.alice());
        var members = Storyteller.consent("forum");
        members.put("audience", "members");
        members.put("attribution", "none");
        forum.alice().put("/stories/" + id + "/consent", members).expect(200);
        told.approve(id);
        told.publish(id).expect(200);

        forum.guest().get("/stories/" + id).expectProblem(404, "not-found");
        assertFalse(forum.guest().get("/stories?limit=100").body().contains(id));
        var read = forum.bob().get("/stories/" + id).expect(200);
        assertEquals("Somebody who had CAR T-cell therapy to treat lymphoma", read.text("/story/attribution"));
        assertFalse(read.body().contains("Rowan"));
        assertTrue(forum.bob().get("/stories?limit=100").body().contains(id));
        assertEquals("noindex, noarchive", read.header("X-Robots-Tag"));

        // A new consent holds for what readers see already, at once.
        forum.alice()
                .put("/stories/" + id + "/consent", Storyteller.consent("forum"))
                .expect(200);
        assertTrue(forum.guest()
                .get("/stories/" + id)
                .expect(200)
                .text("/story/attribution")
                .startsWith("Rowan,"));
    }

    @Test
    void itsAuthorIsAskedAgainOnceBeforeItRunsOut() {
        var id = told.submitted(forum.alice());
        var brief = Storyteller.consent("forum");
        brief.put("months", 2);
        forum.alice().put("/stories/" + id + "/consent", brief).expect(200);
        told.approve(id);
        told.publish(id).expect(200);
        forum.keepStories();
        forum.clock().advance(Duration.ofDays(2));
        forum.keepStories();
        forum.keepStories();
        assertEquals(1, steps(id, "ask-again"));
        // Given for longer, it is asked about again only when that runs out.
        var path = "/stories/" + id + "/consent";
        forum.alice().put(path, Storyteller.consent("forum")).expect(200);
        forum.keepStories();
        assertEquals(1, steps(id, "ask-again"));
    }

    private void refused(String id, String field, Object value, String pointer) {
        var consent = Storyteller.consent("forum");
        consent.put(field, value);
        var answer = forum.alice().put("/stories/" + id + "/consent", consent).expectProblem(422, "invalid-value");
        assertEquals(
                List.of(pointer),
                answer.texts("/errors", "/pointer"),
                Map.of(field, value).toString());
    }

    private long steps(String id, String action) {
        var steps = forum.alice().get("/stories/" + id + "/manuscript").expect(200);
        return steps.texts("/manuscript/steps", "/action").stream()
                .filter(action::equals)
                .count();
    }
}
