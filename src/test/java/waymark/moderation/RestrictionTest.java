package waymark.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.platform.access.Role;
import waymark.testing.Answer;
import waymark.testing.Client;

class RestrictionTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final AtomicInteger COUNT = new AtomicInteger();

    private String name = "";
    private Client somebody = forum.guest();
    private String thread = "";
    private String own = "";

    @BeforeEach
    void somebodyHasWritten() {
        name = "somebody-" + COUNT.incrementAndGet();
        somebody = forum.member(name);
        thread = forum.thread(forum.alice()).thread();
        own = forum.reply(somebody, thread, "My words.");
    }

    @Test
    void aWarningIsKeptAndChangesNothing() {
        restrict(forum.mo(), "warn", null).expect(200);
        forum.reply(somebody, thread, "And more of them.");
        assertEquals("warn", somebody.get("/me/decisions").text("/items/0/action"));
    }

    @Test
    void whoIsSilencedReadsAndLikesButDoesNotWriteUntilThen() {
        restrict(forum.mo(), "silence", Duration.ofDays(2)).expect(200);

        somebody.get("/threads/" + thread).expect(200);
        var opening = somebody.get("/threads/" + thread).text("/posts/items/0/id");
        somebody.put("/posts/" + opening + "/like").expect(200);
        var refused = somebody.post("/threads/" + thread + "/posts", Map.of("markdown", "More."));
        refused.expectProblem(403, "silenced");
        assertTrue(refused.text("/detail").contains("London time"), refused.body());
        assertEquals("0808 2080 888", refused.text("/signposting/helpline/phone/display"));
        somebody.with("If-Match", "*")
                .patch("/posts/" + own, Map.of("markdown", "Others."))
                .expectProblem(403, "silenced");
        somebody.post("/threads", Map.of("title", "A new one", "category", "recovery", "markdown", "Words."))
                .expectProblem(403, "silenced");
        somebody.get("/me/decisions").expect(200);

        forum.clock().advance(Duration.ofDays(2));
        forum.reply(somebody, thread, "Back again.");
    }

    @Test
    void whoIsSuspendedReadsWhatGuestsReadAndTheirLettersAndAppeals() {
        restrict(forum.mo(), "suspend", Duration.ofDays(7)).expect(200);

        somebody.get("/threads/" + thread).expect(200);
        somebody.get("/members/alice").expectProblem(403, "account-suspended");
        somebody.post("/threads/" + thread + "/posts", Map.of("markdown", "More."))
                .expectProblem(403, "account-suspended");
        somebody.put("/posts/" + own + "/like").expectProblem(403, "account-suspended");
        somebody.get("/me").expect(200);
        somebody.get("/sessions").expect(200);
        var letter = somebody.get("/me/decisions").expect(200);
        assertEquals("suspend", letter.text("/items/0/action"));
        somebody.post("/decisions/" + letter.text("/items/0/id") + "/appeal", Map.of("message", "Please."))
                .expect(201);
    }

    @Test
    void whoIsSuspendedIsShownWhatAGuestIsShown() {
        var inside = forum.alice()
                .post("/threads", Map.of("title", "Among ourselves", "category", membersOnly(), "markdown", "Inside."))
                .expect(201)
                .text("/thread/id");
        somebody.get("/threads/" + inside).expect(200);
        restrict(forum.mo(), "suspend", Duration.ofDays(7)).expect(200);
        somebody.get("/threads/" + inside).expectProblem(404, "not-found");
    }

    @Test
    void itCanBeLiftedAndIsTold() {
        restrict(forum.mo(), "suspend", Duration.ofDays(7)).expect(200);
        forum.mo().delete("/members/" + name + "/restriction").expect(200);
        forum.reply(somebody, thread, "Back again.");
        assertEquals(List.of("lift", "suspend"), somebody.get("/me/decisions").texts("/items", "/action"));
        forum.mo().delete("/members/" + name + "/restriction").expectProblem(404, "not-found");
    }

    @Test
    void aNewRestrictionTakesThePlaceOfTheOneBefore() {
        restrict(forum.mo(), "suspend", Duration.ofDays(7)).expect(200);
        restrict(forum.mo(), "silence", Duration.ofDays(1)).expect(200);
        somebody.get("/members/alice").expect(200);
        somebody.post("/threads/" + thread + "/posts", Map.of("markdown", "More."))
                .expectProblem(403, "silenced");
    }

    @Test
    void takingBackAnOlderDecisionLeavesTheNewerRestriction() {
        var first = restrict(forum.mo(), "silence", Duration.ofDays(1)).text("/decision/id");
        restrict(forum.mo(), "silence", Duration.ofDays(3)).expect(200);
        forum.mo()
                .with("If-Match", "*")
                .put("/decisions/" + first + "/reversal", Map.of("reason", "mistake", "message", "Sorry."))
                .expect(200);
        somebody.post("/threads/" + thread + "/posts", Map.of("markdown", "More."))
                .expectProblem(403, "silenced");
    }

    @Test
    void longOnesAndColleaguesAreForALead() {
        restrict(forum.mo(), "suspend", Duration.ofDays(31)).expectProblem(403, "not-allowed");
        var lead = forum.signedIn("lea", Role.ADMIN);
        restrict(lead, "suspend", Duration.ofDays(365)).expect(200);
        assertEquals(
                List.of("/until"),
                restrict(lead, "suspend", Duration.ofDays(366))
                        .expectProblem(422, "invalid-value")
                        .wrongPlaces());

        forum.signedIn("max", Role.MODERATOR);
        forum.mo()
                .put("/members/max/restriction", body("silence", Duration.ofDays(1)))
                .expectProblem(403, "not-allowed");
        forum.mo().put("/members/mo/restriction", body("warn", null)).expectProblem(403, "conflict-of-interest");
        lead.put("/members/max/restriction", body("silence", Duration.ofDays(1)))
                .expect(200);
        forum.signedIn("max", Role.MODERATOR).get("/cases").expectProblem(403, "silenced");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertEquals(
                List.of("/until"),
                forum.mo()
                        .put("/members/" + name + "/restriction", body("silence", null))
                        .expectProblem(422, "invalid-value")
                        .wrongPlaces());
        forum.mo().put("/members/nobody-at-all/restriction", body("warn", null)).expectProblem(404, "not-found");
    }

    @Test
    void everythingThatSomebodyWroteGoesAndComesBackAsOne() {
        var second = forum.reply(somebody, thread, "Buy this.");
        var opening = forum.thread(somebody);
        var before = forum.reply(somebody, thread, "And this.");
        forum.mo()
                .with("If-Match", "*")
                .put("/posts/" + before + "/removal", TestForum.removal("Earlier."))
                .expect(200);

        var made = forum.mo()
                .post("/members/" + name + "/removals", TestForum.removal("All of it advertises."))
                .expect(201);
        assertEquals(3, made.at("/decision/children").asInt());
        assertEquals(3, made.at("/touched").size());
        for (var post : List.of(own, second, opening.post())) {
            forum.guest().get("/posts/" + post).expectProblem(404, "not-found");
        }
        var letters = somebody.get("/me/decisions").expect(200);
        assertEquals(List.of("remove-all", "remove"), letters.texts("/items", "/action"));
        assertEquals(3, letters.at("/items/0/count").asInt());
        assertFalse(forum.guest().get("/threads/" + thread).body().contains("Buy this"));
        assertEquals(
                1,
                forum.guest().get("/threads/" + thread).at("/thread/postCount").asInt());

        forum.mo()
                .with("If-Match", "\"1\"")
                .put(
                        "/decisions/" + made.text("/decision/id") + "/reversal",
                        Map.of("reason", "mistake", "message", "We were wrong."))
                .expect(200);
        for (var post : List.of(own, second, opening.post())) {
            forum.guest().get("/posts/" + post).expect(200);
        }
        forum.guest().get("/posts/" + before).expectProblem(404, "not-found");
        assertEquals(
                3,
                forum.guest().get("/threads/" + thread).at("/thread/postCount").asInt());
    }

    private Answer restrict(Client moderator, String kind, @Nullable Duration time) {
        return moderator.put("/members/" + name + "/restriction", body(kind, time));
    }

    private static Map<String, Object> body(String kind, @Nullable Duration time) {
        var body = new HashMap<String, Object>(
                Map.of("kind", kind, "reason", "unkind", "rule", "be-kind", "message", "Please take a few days."));
        if (time != null) {
            body.put("until", forum.clock().instant().plus(time).toString());
        }
        return body;
    }

    private static String membersOnly() {
        var categories = forum.alice().get("/categories").expect(200);
        var ids = categories.texts("/items", "/id");
        var closed = categories.texts("/items", "/membersOnly");
        return ids.get(closed.indexOf("true"));
    }
}
