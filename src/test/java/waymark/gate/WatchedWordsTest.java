package waymark.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.App;
import waymark.TestForum;
import waymark.platform.http.ServerSettings;
import waymark.testing.Client;
import waymark.testing.Together;

class WatchedWordsTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String WORDS = "/watched-words";

    @Test
    void aWordIsKeptAsItWasGiven() {
        var word = fresh();
        var added = forum.mo()
                .post(
                        WORDS,
                        Map.of(
                                "pattern", word,
                                "kind", "word",
                                "action", "hold",
                                "category", "abuse",
                                "note", "Look twice."))
                .expect(201);
        var path = added.header("Location").replace("/api/v1", "");
        var read = forum.mo().get(path).expect(200);

        for (var answer : List.of(added, read)) {
            assertEquals(word, answer.text("/watchedWord/pattern"));
            assertEquals("abuse", answer.text("/watchedWord/category"));
            assertEquals("Look twice.", answer.text("/watchedWord/note"));
            assertTrue(answer.at("/watchedWord/label").isNull());
            assertTrue(answer.at("/watchedWord/enabled").asBoolean());
            assertTrue(answer.header("ETag").startsWith("\"1-"));
        }
        assertEquals(1, audited(added.text("/watchedWord/id"), "watched-word-added"));
    }

    @Test
    void theCategoryIsOtherUnlessItIsGiven() {
        assertEquals("other", forum.mo().get(add(fresh(), "flag")).text("/watchedWord/category"));
    }

    @Test
    void theListIsNewestFirstAndCanBeNarrowedToAnAction() {
        var first = fresh();
        var second = fresh();
        add(first, "censor");
        add(fresh(), "flag");
        add(second, "censor");

        var page = forum.mo().get(WORDS + "?action=censor&limit=1").expect(200);
        assertEquals(List.of(second), page.texts("/items", "/pattern"));
        var next = forum.mo()
                .get(WORDS + "?action=censor&limit=1&cursor=" + page.text("/next"))
                .expect(200);
        assertEquals(List.of(first), next.texts("/items", "/pattern"));
        assertEquals(
                List.of("/action"),
                forum.mo()
                        .get(WORDS + "?action=shout")
                        .expectProblem(400, "invalid-request")
                        .wrongPlaces());
    }

    @Test
    void aChangeKeepsWhatIsNotNamedAndNeedsThePresentVersion() {
        var word = fresh();
        var path = add(word, "flag");
        forum.mo().patch(path, Map.of("action", "hold")).expectProblem(428, "version-needed");

        var changed = forum.mo()
                .with("If-Match", "\"1\"")
                .patch(path, "{\"action\":\"label\",\"label\":\"death\",\"note\":\"So it is.\"}")
                .expect(200);
        assertEquals(word, changed.text("/watchedWord/pattern"));
        assertEquals("label", changed.text("/watchedWord/action"));
        assertEquals("death", changed.text("/watchedWord/label"));
        assertEquals(2, changed.at("/watchedWord/version").asInt());
        forum.mo()
                .with("If-Match", "\"1\"")
                .patch(path, Map.of("enabled", false))
                .expectProblem(412, "stale-version");

        var back = forum.mo()
                .with("If-Match", "\"2\"")
                .patch(path, "{\"action\":\"flag\",\"label\":null,\"note\":null}")
                .expect(200);
        assertTrue(back.at("/watchedWord/label").isNull());
        assertTrue(back.at("/watchedWord/note").isNull());
        assertEquals(2, audited(back.text("/watchedWord/id"), "watched-word-changed"));
    }

    @Test
    void aRefusedChangeChangesNothing() {
        var word = fresh();
        var path = add(word, "flag");
        forum.mo()
                .with("If-Match", "*")
                .patch(path, Map.of("kind", "regex", "pattern", "(" + word))
                .expectProblem(422, "invalid-value");

        assertEquals(1, forum.mo().get(path).at("/watchedWord/version").asInt());
        assertEquals(word, forum.mo().get(path).text("/watchedWord/pattern"));
    }

    @Test
    void whatIsRemovedIsGone() {
        var word = fresh();
        var path = add(word, "block");
        refuse(word);
        forum.mo().delete(path).expectProblem(428, "version-needed");
        forum.mo().with("If-Match", "\"1\"").delete(path).expect(204);

        forum.mo().get(path).expectProblem(404, "not-found");
        forum.mo().with("If-Match", "\"1\"").delete(path).expectProblem(404, "not-found");
        var unused = forum.thread(forum.alice(), "About " + word);
        assertEquals(1, audited(path.substring(path.lastIndexOf('/') + 1), "watched-word-removed"));
    }

    @Test
    void theSameTwiceIsRefusedHoweverItIsWritten() {
        var word = fresh();
        add(word + " caf\u00E9", "flag");

        forum.mo()
                .post(WORDS, body(word.toUpperCase(java.util.Locale.ROOT) + "  CAFE", "word", "flag"))
                .expectProblem(409, "already-listed");
        var other = add(word + " cafe", "hold");
        forum.mo().with("If-Match", "*").patch(other, Map.of("action", "flag")).expectProblem(409, "already-listed");
    }

    @Test
    void ofTwoThatAddTheSameAtOnceOneDoes() {
        var word = fresh();
        var statuses = Together.times(
                        8,
                        i -> forum.mo().post(WORDS, body(word, "word", "flag")).status())
                .stream()
                .sorted()
                .toList();
        assertEquals(201, statuses.get(0));
        assertEquals(Set.of(409), Set.copyOf(statuses.subList(1, 8)));
    }

    @Test
    void aFullListTakesNoMore() {
        fill("label", "word", 2_000);
        var refused = forum.mo()
                .post(WORDS, Map.of("pattern", fresh(), "kind", "word", "action", "label", "label", "cost"))
                .expectProblem(409, "list-full");
        assertTrue(refused.text("/detail").contains("2000"));
        var other = add(fresh(), "flag");
        forum.mo()
                .with("If-Match", "*")
                .patch(other, Map.of("action", "label", "label", "cost"))
                .expectProblem(409, "list-full");

        var thread = forum.thread(forum.alice(), "Of filler-7 and filler-1999");
        assertTrue(!thread.post().isEmpty());
        clear("label");
    }

    @Test
    void thereIsALimitForRegularExpressions() {
        fill("flag", "regex", 100);
        forum.mo().post(WORDS, body("x" + fresh(), "regex", "hold")).expectProblem(409, "list-full");
        add(fresh(), "hold");
        clear("flag");
    }

    @Test
    void twoThousandWordsOfEachActionHoldNobodyUp() {
        for (var action : List.of("censor", "flag", "hold")) {
            fill(action, "word", 1_900);
        }
        forum.alice()
                .post(
                        "/threads",
                        Map.of(
                                "title",
                                "A long one",
                                "category",
                                "recovery",
                                "markdown",
                                "filler filler-1 and so on. ".repeat(1_150)))
                .expect(202);
        for (var action : List.of("censor", "flag", "hold")) {
            clear(action);
        }
    }

    @Test
    void anotherServerKnowsItForTheNextText() {
        var settings = new ServerSettings("127.0.0.1", 0, false, Set.of(), Set.of(), false);
        try (var other = new App(forum.db(), settings, forum.clock(), forum.settings())) {
            other.start();
            var alice =
                    new Client(other.port(), java.util.Optional.of(forum.alice().token()));
            var word = fresh();
            start(alice, word).expect(201);
            var path = add(word, "block");
            start(alice, word).expectProblem(422, "blocked-words");
            forum.mo()
                    .with("If-Match", "*")
                    .patch(path, Map.of("enabled", false))
                    .expect(200);
            start(alice, word).expect(201);
        }
    }

    /** Such a row may have come from another version of Waymark. */
    @Test
    void aStoredWordThatCannotBeUsedKeepsNobodyFromPosting() {
        fill("block", "word", 1);
        forum.db()
                .<Integer>write(tx -> tx.execute(
                        "update watched_word set kind = 'regex', pattern = '(((' where pattern like 'filler-%'"));
        var word = fresh();
        add(word, "block");
        start(forum.alice(), "nothing of that").expect(201);
        refuse(word);
        clear("block");
    }

    @Test
    void sendingItAgainAddsItOnce() {
        var word = fresh();
        var mo = forum.mo().with("Idempotency-Key", "word-" + word);
        var first = mo.post(WORDS, body(word, "word", "flag")).expect(201);
        var second = mo.post(WORDS, body(word, "word", "flag")).expect(201);
        assertEquals(first.body(), second.body());
        assertEquals("true", second.header("Idempotency-Replayed"));
    }

    @Test
    void onlyModeratorsSeeAndChangeThem() {
        var path = add(fresh(), "flag");
        for (var read : List.of(WORDS, path)) {
            forum.guest().get(read).expectProblem(401, "sign-in-needed");
            forum.alice().get(read).expectProblem(403, "not-allowed");
        }
        forum.alice().post(WORDS, body(fresh(), "word", "flag")).expectProblem(403, "not-allowed");
        forum.alice()
                .with("If-Match", "*")
                .patch(path, Map.of("enabled", false))
                .expectProblem(403, "not-allowed");
        forum.alice().with("If-Match", "*").delete(path).expectProblem(403, "not-allowed");
        forum.mo().get(WORDS + "/none").expectProblem(404, "not-found");
        forum.mo().get(WORDS + "/0190a0a0-0000-7000-8000-000000000000").expectProblem(404, "not-found");
    }

    private static String fresh() {
        return "quagga" + COUNT.incrementAndGet();
    }

    private static Map<String, Object> body(String pattern, String kind, String action) {
        return new HashMap<>(Map.of("pattern", pattern, "kind", kind, "action", action));
    }

    private static String add(String word, String action) {
        return forum.mo()
                .post(WORDS, body(word, "word", action))
                .expect(201)
                .header("Location")
                .replace("/api/v1", "");
    }

    private static waymark.testing.Answer start(Client author, String words) {
        return author.post(
                "/threads", Map.of("title", "A title", "category", "recovery", "markdown", "About " + words));
    }

    private static void refuse(String word) {
        start(forum.alice(), word).expectProblem(422, "blocked-words");
    }

    /** As many as there still can be, up to that number. */
    private static void fill(String action, String kind, int count) {
        int present = count == 1 ? 0 : present(action, kind);
        int inserted = forum.db().write(tx -> {
            tx.execute("update gate_revision set revision = revision + 1");
            return tx.execute("""
                    insert into watched_word
                        (id, pattern, pattern_key, kind, action, label, category, enabled, created_at, updated_at, version)
                      select gen_random_uuid(), 'filler-' || i, 'filler ' || i, ?, ?,
                          case when ? = 'label' then 'cost' end, 'other', true, now(), now(), 1
                        from generate_series(1, ?) as i
                    """, kind, action, action, count - present);
        });
        assertNotEquals(0, inserted);
    }

    private static int present(String action, String kind) {
        return forum.db()
                .read(tx -> tx.fetchSingle(
                                "select count(*) from watched_word where case when ? = 'regex' then kind = 'regex' else action = ? end",
                                kind,
                                action)
                        .get(0, Integer.class));
    }

    private static void clear(String action) {
        forum.db().<Integer>write(tx -> {
            tx.execute("update gate_revision set revision = revision + 1");
            return tx.execute("delete from watched_word where pattern_key like 'filler %' and action = ?", action);
        });
    }

    private static int audited(String target, String action) {
        return forum.db()
                .read(tx -> tx.fetchSingle(
                                "select count(*) from audit_entry where target_id = ?::uuid and action = ?",
                                target,
                                action)
                        .get(0, Integer.class));
    }
}
