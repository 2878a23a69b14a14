package waymark.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.platform.access.Role;
import waymark.testing.Answer;
import waymark.testing.Client;

class ReviewRulesTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String RULES = "/review-rules";
    private static final String FIRST_POSTS = RULES + "/019a0000-0000-7000-8000-000000000001";

    /** Words that the matcher of the shipped catalogue takes for a crisis, for 999 and for the team. */
    private static final List<String> URGENT = List.of(
            "I want to die", "She is having a seizure right now", "I have a temperature of 38.6 and I am shivering");

    @AfterEach
    void nothingWaitsAnyMore() {
        for (JsonNode rule : forum.mo().get(RULES).at("/items")) {
            var path = RULES + "/" + rule.path("id").asText();
            if (path.equals(FIRST_POSTS)) {
                forum.mo()
                        .with("If-Match", "*")
                        .patch(path, "{\"enabled\":false,\"minPosts\":1}")
                        .expect(200);
            } else {
                forum.mo().with("If-Match", "*").delete(path).expect(204);
            }
        }
    }

    @Test
    void asItComesNothingWaitsAndARuleForFirstPostsIsThereToBeTurnedOn() {
        var rules = forum.mo().get(RULES).expect(200);
        assertEquals(1, rules.at("/items").size());
        assertEquals(1, rules.at("/items/0/minPosts").asInt());
        assertTrue(!rules.at("/items/0/enabled").asBoolean());
        assertEquals(201, start(newcomer(), "recovery"));
    }

    @Test
    void firstPostsWaitUntilOneIsPublished() {
        var thread = forum.thread(forum.bob()).thread();
        enableFirstPosts(2);
        var dora = newcomer();
        var held = reply(dora, thread, "Hello, I am new.").expect(202);
        assertEquals(List.of("first-posts"), held.texts("/submission/reasons", "/code"));
        assertEquals(List.of("review P2 review"), cases(held));
        reply(dora, thread, "Hello again.").expect(202);

        approve(held);
        reply(dora, thread, "And again.").expect(202);
        approve(reply(dora, thread, "Once more.").expect(202));
        reply(dora, thread, "Now I am known.").expect(201);
    }

    @Test
    void postsThatWereTakenBackDoNotCount() {
        var thread = forum.thread(forum.bob()).thread();
        var dora = newcomer();
        var post = reply(dora, thread, "Hello").expect(201).text("/post/id");
        enableFirstPosts(1);
        reply(dora, thread, "Known").expect(201);
        for (var mine : List.of(post, reply(dora, thread, "Third").expect(201).text("/post/id"))) {
            dora.with("If-Match", "*").delete("/posts/" + mine).expect(204);
        }
        reply(dora, thread, "Still known by the second").expect(201);
    }

    @Test
    void aRuleMatchesWhenAllOfItsConditionsDo() {
        var thread = forum.thread(forum.bob(), "In recovery").thread();
        var alice = forum.alice();
        var sol = forum.signedIn("sol", Role.SUPPORTER);

        add(Map.of("category", "recovery", "role", "member", "kind", "thread"));
        assertEquals(202, start(alice, "recovery"));
        assertEquals(201, start(alice, "carers"));
        assertEquals(201, start(sol, "recovery"));
        assertEquals(201, reply(alice, thread, "A reply").status());

        add(Map.of("role", "supporter"));
        assertEquals(202, start(sol, "carers"));
        assertEquals(202, reply(sol, thread, "A reply").status());
        assertEquals(201, reply(alice, thread, "A reply").status());

        add(Map.of("kind", "reply"));
        var held = reply(alice, thread, "A reply").expect(202);
        assertEquals(List.of("review"), held.texts("/submission/reasons", "/code"));
        assertEquals(201, start(alice, "carers"));
    }

    @Test
    void anEditIsOfTheKindOfWhatItChanges() {
        var started = forum.thread(forum.alice());
        var post = forum.reply(forum.alice(), started.thread(), "A reply");
        add(Map.of("kind", "thread"));

        edit(forum.alice(), started.post(), "Other opening words.").expect(202);
        edit(forum.alice(), post, "Other words.").expect(200);
        forum.alice()
                .with("If-Match", "*")
                .patch("/threads/" + started.thread(), Map.of("title", "Another title"))
                .expect(202);
        forum.alice()
                .with("If-Match", "*")
                .patch("/threads/" + started.thread(), Map.of("tags", List.of("waiting")))
                .expect(200);
    }

    @Test
    void moderatorsAndAdminsWaitForNobody() {
        add(Map.of());
        assertEquals(202, start(forum.alice(), "recovery"));
        assertEquals(202, start(forum.signedIn("sol", Role.SUPPORTER), "recovery"));
        assertEquals(201, start(forum.mo(), "recovery"));
        assertEquals(201, start(forum.signedIn("root", Role.ADMIN), "recovery"));
    }

    /** Silence after such words does harm; see SAFETY b.3. */
    @Test
    void whatSomebodyShouldAnswerAtOnceNeverWaitsForARule() {
        var thread = forum.thread(forum.bob()).thread();
        add(Map.of());
        enableFirstPosts(5);
        for (var words : URGENT) {
            var answer = reply(newcomer(), thread, words).expect(201);
            assertTrue(answer.at("/signposting/notices").size() > 0, words);
            assertTrue(
                    forum.guest()
                            .get("/posts/" + answer.text("/post/id"))
                            .expect(200)
                            .body()
                            .contains(words),
                    words);
        }
        var started = newcomer()
                .post("/threads", Map.of("title", "I want to die", "category", "recovery", "markdown", "That is all."))
                .expect(201);
        assertTrue(started.at("/signposting/notices").size() > 0);
        reply(newcomer(), thread, "My week was fine.").expect(202);
    }

    @Test
    void aPhoneNumberWaitsInUrgentWordsTooAndItsAuthorSeesTheNoticesAtOnce() {
        var thread = forum.thread(forum.bob()).thread();
        var held = reply(newcomer(), thread, "I want to die. 07700 900123").expect(202);
        assertEquals(List.of("phone"), held.texts("/submission/reasons", "/code"));
        assertEquals(List.of("crisis-mh"), held.texts("/signposting/notices", "/id"));
        assertEquals(List.of("crisis P0 signposting review"), cases(held));
    }

    @Test
    void aRuleIsChangedAndConditionsAreTakenAway() {
        var path = add(Map.of("category", "recovery", "kind", "reply", "minPosts", 3, "enabled", false));
        assertEquals(201, start(newcomer(), "recovery"));
        forum.mo().patch(path, Map.of("enabled", true)).expectProblem(428, "version-needed");
        forum.mo()
                .with("If-Match", "\"7\"")
                .patch(path, Map.of("enabled", true))
                .expectProblem(412, "stale-version");

        var changed = forum.mo()
                .with("If-Match", "\"1\"")
                .patch(path, "{\"kind\":\"thread\",\"minPosts\":null,\"category\":null,\"enabled\":true}")
                .expect(200);
        assertTrue(changed.at("/reviewRule/minPosts").isNull());
        assertTrue(changed.at("/reviewRule/category").isNull());
        assertEquals("thread", changed.text("/reviewRule/kind"));
        assertEquals(2, changed.at("/reviewRule/version").asInt());
        assertEquals(202, start(newcomer(), "carers"));
        assertEquals("\"2-", forum.mo().get(path).expect(200).header("ETag").substring(0, 3));
    }

    @Test
    void aRuleThatCannotBeIsRefused() {
        assertEquals(
                List.of("/category"),
                forum.mo()
                        .post(RULES, Map.of("category", "nowhere"))
                        .expectProblem(422, "invalid-value")
                        .wrongPlaces());
        assertEquals(
                List.of("/role"),
                forum.mo()
                        .post(RULES, Map.of("role", "moderator"))
                        .expectProblem(422, "invalid-value")
                        .wrongPlaces());
        assertEquals(
                List.of("/minPosts"),
                forum.mo()
                        .post(RULES, Map.of("minPosts", 0))
                        .expectProblem(422, "invalid-value")
                        .wrongPlaces());
        forum.mo().post(RULES, Map.of("minPosts", 1)).expectProblem(409, "already-listed");
        var path = add(Map.of("minPosts", 2));
        forum.mo().with("If-Match", "*").patch(path, Map.of("minPosts", 1)).expectProblem(409, "already-listed");
    }

    @Test
    void aFullListTakesNoMore() {
        forum.db().<Integer>write(tx -> tx.execute("""
                insert into review_rule (id, min_posts, enabled, created_at, updated_at, version)
                  select gen_random_uuid(), 100 + i, false, now(), now(), 1 from generate_series(1, 99) as i
                """));
        forum.mo().post(RULES, Map.of("minPosts", 50)).expectProblem(409, "list-full");
        assertEquals(100, forum.mo().get(RULES).at("/items").size());
    }

    @Test
    void onlyModeratorsSeeAndChangeThem() {
        forum.guest().get(RULES).expectProblem(401, "sign-in-needed");
        forum.alice().get(RULES).expectProblem(403, "not-allowed");
        forum.alice().post(RULES, Map.of("minPosts", 9)).expectProblem(403, "not-allowed");
        forum.alice()
                .with("If-Match", "*")
                .patch(FIRST_POSTS, Map.of("enabled", true))
                .expectProblem(403, "not-allowed");
        forum.alice().with("If-Match", "*").delete(FIRST_POSTS).expectProblem(403, "not-allowed");
        forum.mo().get(RULES + "/none").expectProblem(404, "not-found");
    }

    private static Client newcomer() {
        return forum.member("newcomer-" + COUNT.incrementAndGet());
    }

    private static void enableFirstPosts(int minPosts) {
        forum.mo()
                .with("If-Match", "*")
                .patch(FIRST_POSTS, Map.of("enabled", true, "minPosts", minPosts))
                .expect(200);
    }

    private static String add(Map<String, Object> rule) {
        return forum.mo().post(RULES, rule).expect(201).header("Location").replace("/api/v1", "");
    }

    private static int start(Client author, String category) {
        return author.post("/threads", Map.of("title", "A title", "category", category, "markdown", "Some words."))
                .status();
    }

    private static Answer reply(Client author, String thread, String markdown) {
        return author.post("/threads/" + thread + "/posts", Map.of("markdown", markdown));
    }

    private static Answer edit(Client author, String post, String markdown) {
        return author.with("If-Match", "*").patch("/posts/" + post, Map.of("markdown", markdown));
    }

    private static void approve(Answer held) {
        Submitted.approve(forum, held.text("/submission/id"));
    }

    private static List<String> cases(Answer held) {
        return Submitted.cases(forum, held.text("/submission/id"));
    }
}
