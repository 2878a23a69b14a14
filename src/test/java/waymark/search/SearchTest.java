package waymark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.stories.Storyteller;
import waymark.testing.Answer;
import waymark.testing.Client;

class SearchTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Nobody else uses it. */
    private final String word = "okapi" + (char) (96 + COUNT.incrementAndGet()) + "k";

    @Test
    void aThreadIsFoundByItsTitleItsTagsAndItsOpeningPost() {
        var thread = thread("Tired of " + word, "in-hospital", "The porridge was lovely.");
        for (var words : List.of(word, word + " porridge", word + " fatigue", "PORRIDGE " + word + " tire")) {
            var found = only(find(forum.guest(), words));
            assertEquals("thread", found.path("type").asText(), words);
            assertEquals(thread.thread(), found.path("id").asText(), words);
            assertEquals(
                    "/api/v1/threads/" + thread.thread(), found.path("href").asText());
        }
        assertEquals(List.of(), ids(find(forum.guest(), word + " trumpet")));
    }

    @Test
    void aReplyIsFoundWithItsPlaceAndTheTitleOfItsThread() {
        var thread = thread("A quiet title", "in-hospital", "Hello.");
        var reply = forum.reply(forum.bob(), thread.thread(), "Mine was the " + word + ".");
        var found = only(find(forum.guest(), word));
        assertEquals("post", found.path("type").asText());
        assertEquals(reply, found.path("id").asText());
        assertEquals(thread.thread(), found.path("thread").asText());
        assertEquals(2, found.path("number").asInt());
        assertEquals("A quiet title", text(found.path("title")));
    }

    @Test
    void aTitleCountsForMoreThanTagsAndTagsForMoreThanWords() {
        var inWords = thread("Something else", "in-hospital", "About the " + word + " and vaccinations.");
        var inTitle = thread("The " + word + " and vaccinations", "in-hospital", "Something else.");
        assertEquals(List.of(inTitle.thread(), inWords.thread()), ids(find(forum.guest(), word + " vaccinations")));
    }

    @Test
    void orQuotesAndHyphensMeanWhatTheyMeanElsewhere() {
        var one = thread("One of them", "in-hospital", "brown " + word + " bear");
        var two = thread("Two of them", "in-hospital", "bear brown " + word + "ish");
        assertEquals(
                Set.of(one.thread(), two.thread()), Set.copyOf(ids(find(forum.guest(), word + " or " + word + "ish"))));
        assertEquals(List.of(one.thread()), ids(find(forum.guest(), "\"brown " + word + "\"")));
        assertEquals(List.of(one.thread()), ids(find(forum.guest(), "\"brown " + word)), "a quote that is not closed");
        assertEquals(List.of(), ids(find(forum.guest(), "\"" + word + " brown\"")));
        assertEquals(List.of(), ids(find(forum.guest(), word + " -bear")));
        assertEquals(List.of(), ids(find(forum.guest(), "-bear")), "there is nothing to look for");
    }

    @Test
    void whatWasLookedForIsMarkedAndHtmlIsText() {
        thread(
                "On <b>" + word + "</b> & more",
                "in-hospital",
                "`<script>alert(1)</script>` " + word + "s \uE000here\uE001 “" + word + "” 🙂");
        var answer = find(forum.guest(), word);
        var found = only(answer);
        assertEquals(List.of(word), marked(found.path("title")), found.toString());
        assertEquals("On <b>" + word + "</b> & more", text(found.path("title")));
        assertTrue(text(found.path("snippet")).contains("<script>alert(1)</script>"));
        assertTrue(text(found.path("snippet")).endsWith("\uE000here\uE001 “" + word + "” 🙂"));
        assertEquals(List.of(word + "s", word), marked(found.path("snippet")));
        assertEquals("application/json", answer.header("Content-Type").replaceAll(";.*", ""));
    }

    @Test
    void anEditIsFoundByItsNewWordsOnly() {
        var thread = thread("What is new", "in-hospital", "I saw the " + word);
        author().with("If-Match", "*")
                .patch("/posts/" + thread.post(), Map.of("markdown", "I saw the " + word + "new"))
                .expect(200);
        assertEquals(List.of(), ids(find(forum.guest(), word)));
        assertEquals(List.of(thread.thread()), ids(find(forum.guest(), word + "new")));
        author().with("If-Match", "*")
                .patch(
                        "/threads/" + thread.thread(),
                        Map.of("title", "Of " + word + "title", "tags", List.of("holidays")))
                .expect(200);
        assertEquals(List.of(thread.thread()), ids(find(forum.guest(), word + "title holidays")));
        assertEquals(List.of(), ids(find(forum.guest(), word + "title fatigue")));
    }

    @Test
    void whatIsTakenDownOrBackIsFoundByNobodyAndComesBack() {
        var thread = thread("A quiet title", "in-hospital", "Hello.");
        var reply = forum.reply(forum.bob(), thread.thread(), "Mine was the " + word + ".");
        forum.mo()
                .with("If-Match", "*")
                .put("/posts/" + reply + "/removal", TestForum.removal("Not here."))
                .expect(200);
        for (var who : List.of(forum.guest(), forum.bob(), forum.mo())) {
            assertEquals(List.of(), ids(find(who, word)));
        }
        forum.mo().with("If-Match", "*").delete("/posts/" + reply + "/removal").expect(200);
        assertEquals(List.of(reply), ids(find(forum.guest(), word)));
        forum.bob().with("If-Match", "*").delete("/posts/" + reply).expect(204);
        assertEquals(List.of(), ids(find(forum.mo(), word)));
    }

    @Test
    void onlyMembersFindWhatIsInTheirCorner() {
        var thread = thread("A " + word + " of our own", "members-corner", "Hello.");
        var reply = forum.reply(forum.bob(), thread.thread(), "Mine was the " + word + ".");
        assertEquals(List.of(), ids(find(forum.guest(), word)));
        assertEquals(Set.of(thread.thread(), reply), Set.copyOf(ids(find(forum.alice(), word))));
    }

    @Test
    void membersDoNotFindThoseWhomTheyHaveMuted() {
        var loud = forum.member("loud-" + word);
        var deaf = forum.member("deaf-" + word);
        var thread = thread("A quiet title", "in-hospital", "Hello.");
        var reply = forum.reply(loud, thread.thread(), "Mine was the " + word + ".");
        deaf.put("/members/loud-" + word + "/mute").expect(200);
        assertEquals(List.of(), ids(find(deaf, word)));
        assertEquals(List.of(reply), ids(find(forum.alice(), word)));
    }

    @Test
    void publishedStoriesAreFoundAndWithdrawnOnesAreNot() {
        var teller = forum.member("teller-" + word);
        var told = new Storyteller(forum);
        var story = told.published(teller);
        var title = forum.guest().get("/stories/" + story).expect(200).text("/story/title");
        assertTrue(ids(find(forum.guest(), title, "&type=story")).contains(story));
        teller.delete("/stories/" + story + "/consent");
        assertFalse(ids(find(forum.guest(), title, "&type=story")).contains(story));
    }

    @Test
    void typesCategoriesAndTagsNarrowIt() {
        var here = thread("The " + word + " here", "in-hospital", "Hello.");
        var there = thread("The " + word + " there", "recovery", "Hello.");
        var reply = forum.reply(forum.bob(), there.thread(), "Mine was the " + word + ".");
        assertEquals(List.of(reply), ids(find(forum.guest(), word, "&type=post")));
        assertEquals(List.of(here.thread()), ids(find(forum.guest(), word, "&category=in-hospital")));
        assertEquals(
                3,
                ids(find(forum.guest(), word, "&tag=fatigue&type=thread,post")).size());
        assertEquals(List.of(), ids(find(forum.guest(), word, "&tag=holidays")));
        for (var wrong :
                List.of("&tag=unknown", "&category=unknown", "&type=member", "&type=", "&limit=0", "&limit=101")) {
            find(forum.guest(), word, wrong, 400);
        }
    }

    @Test
    void aWalkOverThePagesFindsEverythingOnce() {
        var thread = thread("The " + word, "in-hospital", "Hello.");
        var expected = new HashSet<String>(Set.of(thread.thread()));
        for (int i = 0; i < 6; i++) {
            // The same words, so that they count for the same.
            expected.add(forum.reply(forum.bob(), thread.thread(), "Mine was the " + word + "."));
        }
        var seen = new ArrayList<String>();
        var page = find(forum.guest(), word, "&limit=2");
        seen.addAll(ids(page));
        var first = ids(page);
        while (!page.at("/next").isNull()) {
            assertEquals(2, ids(page).size());
            page = find(forum.guest(), word, "&limit=2&cursor=" + page.text("/next"));
            seen.addAll(ids(page));
        }
        assertEquals(7, seen.size());
        assertEquals(expected, Set.copyOf(seen));
        assertEquals(thread.thread(), seen.get(0));
        var back = find(forum.guest(), word, "&limit=5&cursor=" + page.text("/previous"));
        assertNotEquals(first, ids(back));
        assertEquals(seen.subList(1, 6), ids(back));
    }

    @Test
    void aCursorBelongsToItsWords() {
        var thread = thread("The " + word, "in-hospital", "Hello.");
        forum.reply(forum.bob(), thread.thread(), "Mine was the " + word + ".");
        var next = find(forum.guest(), word, "&limit=1").text("/next");
        find(forum.guest(), "other", "&limit=1&cursor=" + next, 400);
        find(forum.guest(), word, "&limit=1&type=post&cursor=" + next, 400);
    }

    @Test
    void wordsThatSayNothingFindNothing() {
        for (var words : List.of("the and of", " ", "-", "\"\"", "\"", "or", "or or", "'", "\\", "&|!():*<->", "🙂")) {
            assertEquals(List.of(), ids(find(forum.guest(), words)), words);
        }
        for (var wrong : List.of("", "x".repeat(201), "x\0y", "x\ny")) {
            find(forum.guest(), wrong, "", 400);
        }
        forum.guest().get("/search").expect(400);
        find(forum.guest(), "\"" + word + "\" ".repeat(40) + "a b c d", "", 200);
    }

    private TestForum.Started thread(String title, String category, String markdown) {
        var body = Map.of("title", title, "category", category, "tags", List.of("fatigue"), "markdown", markdown);
        var started = author().post("/threads", body).expect(201);
        return new TestForum.Started(started.text("/thread/id"), started.text("/post/id"));
    }

    private static Client author() {
        return forum.alice();
    }

    private static Answer find(Client who, String words) {
        return find(who, words, "");
    }

    private static Answer find(Client who, String words, String more) {
        return find(who, words, more, 200);
    }

    private static Answer find(Client who, String words, String more, int status) {
        return who.get("/search?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8) + more)
                .expect(status);
    }

    private static JsonNode only(Answer answer) {
        assertEquals(1, ids(answer).size(), answer.body());
        return answer.at("/items/0");
    }

    private static List<String> ids(Answer answer) {
        return StreamSupport.stream(answer.at("/items").spliterator(), false)
                .map(each -> each.path("id").asText())
                .toList();
    }

    private static String text(JsonNode pieces) {
        var text = new StringBuilder();
        pieces.forEach(piece -> text.append(piece.path("text").asText()));
        return text.toString();
    }

    private static List<String> marked(JsonNode pieces) {
        return StreamSupport.stream(pieces.spliterator(), false)
                .filter(piece -> piece.path("match").asBoolean())
                .map(piece -> piece.path("text").asText())
                .toList();
    }
}
