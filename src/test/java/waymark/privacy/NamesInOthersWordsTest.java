package waymark.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.documents.Proposals;
import waymark.platform.erasure.Placeholders;
import waymark.testing.Client;

/** Wherever others may have written the name of somebody who leaves for good, it goes: in every column of words there is. */
class NamesInOthersWordsTest {

    private static final String NAME = "heron-7";

    private static final Set<ColumnKind> WORDS =
            Set.of(ColumnKind.WORDS, ColumnKind.TEAM_WORDS, ColumnKind.OTHER_WORDS, ColumnKind.STAFF_WORDS);

    /** These are taken care of by themselves, in other tests: what they say is no text, or is what something is found by. */
    private static final Set<String> APART =
            Set.of("watched_word.pattern", "watched_word.pattern_key", "submission.quotes", "draft.quotes");

    /** Nothing is in them in what happens to others here. */
    private static final Set<String> EMPTY = Set.of("decision.diff", "story_step.message", "submission.message");

    @RegisterExtension
    static final TestForum forum = new TestForum();

    @Test
    void itGoesFromEveryColumnThatHoldsWords() {
        var person = forum.member(NAME);
        var other = EveryKindOfContent.of(forum, "egret-7");
        other.settleAll();
        staffWrite();
        var written = writeEverywhere();
        assertEquals(Set.of(), without(written), "columns of words that nobody has filled");

        var receipt = erase(person, NAME);
        assertEquals("[]", receipt.toString());
        // Who a story is told by goes as a whole.
        written.removeIf(column -> column.endsWith(".attribution_name"));
        for (var column : written) {
            assertTrue(count(column, Placeholders.NAME) > 0, column + " has lost more than the name");
        }
    }

    @Test
    void whatWatchesForTheNameGoesAndAnOrdinaryWordStays() {
        var distinctive = forum.member("stork-7");
        var ordinary = forum.member("river");
        watch("stork-7", "Asked by stork-7.");
        watch("stork*", "Others of their kind.");
        watch("river", "A word like others.");
        assertEquals("[]", erase(distinctive, "stork-7").toString());
        assertEquals("[]", erase(ordinary, "river").toString());
        var left = forum.mo().get("/watched-words?limit=100").expect(200).texts("/items", "/pattern");
        assertTrue(left.contains("river"), left::toString);
        assertTrue(left.contains("stork*"), left::toString);
        assertFalse(left.contains("stork-7"), left::toString);
    }

    @Test
    void aQuoteThatWaitsOrIsNotSentYetIsClearedToo() {
        var person = forum.member("crane-7");
        var thread = forum.thread(forum.bob()).thread();
        var post = forum.reply(forum.alice(), thread, "I have it from crane-7, she knows.");
        var quotes = List.of(Map.of("post", post, "text", "I have it from crane-7"));
        forum.bob()
                .put("/drafts/reply", Map.of("sequence", 0, "markdown", "So do I.", "quotes", quotes))
                .expect(200);
        var waiting = forum.bob()
                .post(
                        "/threads/" + thread + "/posts",
                        Map.of("markdown", "Thank you. Ring me on 07700 900123.", "quotes", quotes))
                .expect(202)
                .text("/submission/id");
        assertEquals("[]", erase(person, "crane-7").toString());
        var quoted = forum.mo().get("/submissions/" + waiting).expect(200).body();
        assertTrue(quoted.contains("I have it from " + Placeholders.NAME), quoted);
        assertEquals(
                "I have it from " + Placeholders.NAME,
                forum.bob().get("/drafts/reply").text("/draft/quotes/0/text"));
    }

    @Test
    void wordsOfTheirsThatOthersWereAboutToQuoteGoToo() {
        var person = forum.member("avocet-7");
        var thread = forum.thread(forum.bob()).thread();
        var theirs = forum.reply(person, thread, "The ward at dawn.");
        var others = forum.reply(forum.alice(), thread, "The ward at noon.");
        var quotes =
                List.of(Map.of("post", theirs, "text", "ward at dawn"), Map.of("post", others, "text", "ward at noon"));
        forum.bob()
                .put("/drafts/ward", Map.of("sequence", 0, "markdown", "So do I.", "quotes", quotes))
                .expect(200);
        assertEquals("[]", erase(person, "avocet-7").toString());
        assertEquals(0, count("draft.quotes", "at dawn"));
        assertEquals(1, count("draft.quotes", "at noon"));
    }

    @Test
    void whoReadsADocumentAtThatMomentReadsItWithoutTheName() {
        var person = forum.member("dunlin-7");
        var proposals = Proposals.toTheGuides(forum);
        var mo = proposals.mo();
        var section = Map.of("eight-weeks", Map.of("markdown", "As dunlin-7 says: ask first."));
        var changes = Map.of("guides", Map.of("driving", Map.of("sections", section)));
        var version = mo.post(
                        "/guides/versions",
                        Map.of("basedOn", proposals.shipped(), "reason", "By dunlin-7.", "changes", changes))
                .expect(201)
                .text("/guidesVersion/version");
        proposals.approve(proposals.max(), version).expect(200);
        assertTrue(forum.guest().get("/guides/driving").body().contains("dunlin-7"));

        assertEquals("[]", erase(person, "dunlin-7").toString());
        forum.app().guides().refresh();
        var read = forum.guest().get("/guides/driving").expect(200);
        assertFalse(read.body().contains("dunlin-7"), read.body());
        assertEquals("As " + Placeholders.NAME + " says: ask first.", read.text("/guide/sections/0/text"));
        assertEquals(version, read.text("/guide/version"));
        var kept = mo.get("/guides/versions/" + version).expect(200).body();
        assertFalse(kept.contains("dunlin-7"), kept);
    }

    /** What no member writes, and what {@link EveryKindOfContent} leaves out of it. */
    private static void staffWrite() {
        watch("placebo 7", "For colleagues.");
        forum.mo()
                .post(
                        "/canned-replies",
                        Map.of("id", "waiting", "title", "Somebody waits", "text", "Thank you for waiting."))
                .expect(201);
        forum.bob()
                .post(
                        "/threads",
                        Map.of(
                                "title",
                                "It has to wait",
                                "category",
                                "recovery",
                                "markdown",
                                "Ring me on 07700 900123."))
                .expect(202);
        var thread = forum.thread(forum.bob()).thread();
        forum.mo()
                .with("If-Match", "*")
                .put("/threads/" + thread + "/lock", Map.of("reason", "Let us pause."))
                .expect(200);
        forum.mo()
                .with("If-Match", "*")
                .put("/threads/" + thread + "/removal", TestForum.removal("Not here."))
                .expect(200);
        var shipped = forum.guest().get("/guides/driving").expect(200).text("/guide/version");
        var changes = Map.of("guides", Map.of("driving", Map.of("summary", "When not to drive.")));
        forum.mo()
                .post("/guides/versions", Map.of("basedOn", shipped, "reason", "It is plainer.", "changes", changes))
                .expect(201);
    }

    private static void watch(String pattern, String note) {
        forum.mo()
                .post(
                        "/watched-words",
                        Map.of(
                                "pattern",
                                pattern,
                                "kind",
                                pattern.endsWith("*") ? "wildcard" : "word",
                                "action",
                                "flag",
                                "category",
                                "other",
                                "note",
                                note))
                .expect(201);
    }

    /** @return the columns, of those with words, in which there was something that the name could be written behind */
    private static Set<String> writeEverywhere() {
        return forum.db().write(tx -> {
            // No rule about what may be changed is looked at: whatever was written was written some day.
            tx.execute("set local session_replication_role = replica");
            var written = new TreeSet<String>();
            for (var column : columnsOfWords()) {
                var name = column.substring(column.indexOf('.') + 1);
                var which = EMPTY.contains(column)
                        ? "true"
                        // What came with Waymark is in a file, and names nobody.
                        : name + " is not null"
                                + (column.startsWith("document_version.") ? " and proposed_by is not null" : "");
                if (tx.execute("update " + column.substring(0, column.indexOf('.')) + " set " + name + " = "
                                + withName(tx, column) + " where " + which)
                        > 0) {
                    written.add(column);
                }
            }
            return written;
        });
    }

    private static String withName(DSLContext tx, String column) {
        var name = column.substring(column.indexOf('.') + 1);
        var type = tx.fetchSingle(
                        "select data_type from information_schema.columns where table_name || '.' || column_name = ?",
                        column)
                .get(0, String.class);
        return switch (type) {
            case "text" -> "coalesce(" + name + ", '') || ' " + NAME + "'";
            case "jsonb" -> name + " || '{\"said\": [\"so says " + NAME + "\"]}'";
            default -> throw new IllegalStateException(column + " is of the type " + type);
        };
    }

    private static List<String> columnsOfWords() {
        var columns = new ArrayList<String>();
        for (var table : Registry.get().tables()) {
            table.columns().forEach((column, kind) -> {
                if (WORDS.contains(kind) && !APART.contains(table.name() + "." + column)) {
                    columns.add(table.name() + "." + column);
                }
            });
        }
        return columns;
    }

    private static Set<String> without(Set<String> written) {
        var rest = new TreeSet<>(columnsOfWords());
        rest.removeAll(written);
        return rest;
    }

    private static int count(String column, String text) {
        var name = column.substring(column.indexOf('.') + 1);
        return forum.db()
                .read(tx -> tx.fetchSingle(
                                "select count(*) from " + column.substring(0, column.indexOf('.')) + " where strpos("
                                        + name + "::text, ?) > 0",
                                text)
                        .get(0, Integer.class));
    }

    private static JsonNode erase(Client person, String name) {
        person.post("/me/erasure", Map.of("mode", "remove-all")).expect(202);
        var token = forum.mails().lastTo(name + "@example.org").token();
        var receipt = person.put("/me/erasure/confirmation", Map.of("token", token, "password", TestForum.PASSWORD))
                .expect(202)
                .text("/receipt");
        forum.clock().advance(Duration.ofMinutes(3));
        assertEquals(1, forum.erasureWork().run());
        return forum.guest().get("/erasure-receipts/" + receipt).expect(200).at("/erasure/check/found");
    }
}
