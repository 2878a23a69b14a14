package waymark.signposting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.platform.http.Json;
import waymark.testing.Answer;
import waymark.testing.Client;

/**
 * Nobody but the author can tell whether a text brought something up: two threads that differ only in the words of one
 * post, equally many, look the same to everybody else, field by field, byte for byte as long, and in every header.
 */
class OthersCannotTellTest {

    private static final int ROUNDS = 60;
    private static final List<String> FLAGGED = List.of(
            "My temp is 38.6 and I am shivering",
            "I want to die",
            "He is having a seizure right now",
            "I have been thinking about ending my life",
            "She is confused and cannot find her words today",
            "I cannot stop shivering",
            "My husband cannot breathe",
            "I am so anxious and scared that I cry all day",
            "My mum died last week",
            "I look after my wife and I am worn out",
            "When can I drive again",
            "There are no options left for him",
            "They would be better off without me");
    private static final List<String> BEFORE = List.of("", "Hello all. ", "A short note from us. ", "Day 12 here. ");
    private static final List<String> NEUTRAL = List.of(
            "Thank you all for the kind words. ",
            "The cake was lovely. ",
            "We had soup and watched the birds. ",
            "The garden looks nice in spring. ",
            "Lovely to read this. ");

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private final Random random = new Random(20_260_310);

    @Test
    void aTextThatBringsSomethingUpLooksToOthersLikeOneThatDoesNot() {
        for (int round = 0; round < ROUNDS; round++) {
            var flagged = pick(BEFORE) + pick(FLAGGED) + ".";
            var neutral = neutral(flagged.length());
            var title = "Thread number " + (1000 + round);
            var one = written(round % 3, title, flagged);
            var other = written(round % 3, title, neutral);

            assertTrue(one.toAuthor().body().contains("\"notices\""), flagged);
            assertFalse(other.toAuthor().body().contains("\"notices\""), neutral);
            for (var reader : List.of(forum.guest(), forum.bob(), forum.mo())) {
                var seenOfOne = seen(reader, one, flagged);
                var seenOfOther = seen(reader, other, neutral);
                assertEquals(seenOfOther, seenOfOne, flagged);
            }
        }
    }

    private record Written(String thread, String opening, String post, Answer toAuthor) {}

    /** What a reader gets to see on a page, without what tells one thread from another anyway. */
    private record Seen(int status, Map<String, List<String>> headers, JsonNode body) {}

    /** @param way as a reply, as an opening post, or as an edit of a reply */
    private static Written written(int way, String title, String words) {
        var alice = forum.alice();
        var started = alice.post(
                        "/threads",
                        Map.of(
                                "title",
                                title,
                                "category",
                                "recovery",
                                "tags",
                                List.of("returning-to-work"),
                                "markdown",
                                way == 1 ? words : "The opening words."))
                .expect(201);
        var thread = started.text("/thread/id");
        var opening = started.text("/post/id");
        if (way == 1) {
            return new Written(thread, opening, opening, started);
        }
        var reply = alice.post("/threads/" + thread + "/posts", Map.of("markdown", way == 0 ? words : "First words."))
                .expect(201);
        var post = reply.text("/post/id");
        if (way == 0) {
            return new Written(thread, opening, post, reply);
        }
        return new Written(
                thread,
                opening,
                post,
                alice.with("If-Match", "*")
                        .patch("/posts/" + post, Map.of("markdown", words))
                        .expect(200));
    }

    private static List<Seen> seen(Client reader, Written written, String words) {
        var pages = new ArrayList<Seen>();
        for (var path : List.of(
                "/threads/" + written.thread,
                "/threads/" + written.thread + "/posts",
                "/threads/" + written.thread + "/posts?after=1&limit=1",
                "/posts/" + written.post)) {
            var answer = reader.get(path).expect(200);
            assertFalse(answer.body().contains("\"notices\""), path);
            pages.add(new Seen(answer.status(), headers(answer), bare(answer.body(), written, words)));
        }
        var listed = reader.get("/threads?sort=newest&limit=2").expect(200);
        for (var item : listed.at("/items")) {
            if (item.at("/id").asText().equals(written.thread)) {
                pages.add(new Seen(listed.status(), headers(listed), bare(item.toString(), written, words)));
            }
        }
        assertEquals(5, pages.size());
        return pages;
    }

    /** All headers; of those that name the very bytes or the very request only their length. */
    private static Map<String, List<String>> headers(Answer answer) {
        var headers =
                new TreeMap<String, List<String>>(answer.response().headers().map());
        headers.remove("date");
        for (var name : List.of("etag", "x-request-id")) {
            headers.put(name, List.of(String.valueOf(answer.header(name).length())));
        }
        return headers;
    }

    private static JsonNode bare(String body, Written written, String words) {
        try {
            return Json.MAPPER.readTree(body.replace(words, "(words)")
                    .replace(written.thread, "(thread)")
                    .replace(written.post, "(post)")
                    .replace(written.opening, "(opening)"));
        } catch (JsonProcessingException e) {
            throw new AssertionError(body, e);
        }
    }

    private String neutral(int length) {
        var text = new StringBuilder();
        while (text.length() < length) {
            text.append(pick(NEUTRAL));
        }
        text.setLength(length - 1);
        return text.toString().stripTrailing()
                + ".".repeat(length - text.toString().stripTrailing().length());
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
